"""Importing many articles: upload, columns, progress, stopping and continuing, problems."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate import jobs
from annotate.models import Article, Claim, Import, ImportPiece, ImportProblem
from tests.factories import at_most, make_user
from tests.importing.readers.file_builders import FILES, zipped

URL = "/articles/import/"
ROWS = b"headline,body,seen\nOne,It rained.,x\nTwo,It leaked.,y\nThree\n"
COLUMNS = {"text": "body", "title": "headline"}


def upload(page, raw: bytes = ROWS, name: str = "a.csv"):
    return page.post(URL, {"file": SimpleUploadedFile(name, raw)})


@pytest.fixture
def table_import(page) -> Import:
    upload(page)
    return Import.objects.get()


@pytest.fixture
def running(editor) -> Import:
    now = timezone.now()
    return Import.objects.create(
        name="a.csv",
        started_by=editor,
        state="running",
        size=1000,
        read=250,
        seen=500,
        taken_in=480,
        known=15,
        problem_count=5,
        began_at=now - timedelta(seconds=10),
        heard_at=now,
    )


def page_of(page, table_import: Import) -> str:
    return page.get(table_import.get_absolute_url()).content.decode()


def refusal(response, status: int = 422) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_a_table_leads_to_a_page_with_its_guessed_columns(page):
    html = page.post(URL, {"file": SimpleUploadedFile("a.csv", ROWS)}, follow=True).content.decode()
    assert "What is in each column?" in html
    assert '<option value="body" selected>' in html
    assert "<td>It leaked.</td>" in html
    assert not ProcrastinateJob.objects.exists()


def test_several_files_become_one_import_and_each_gets_its_own_reader(page, editor):
    names = ("brat.txt", "brat.ann", "bridge.docx", "bridge.html", "picture.pdf")
    files = [SimpleUploadedFile(name, (FILES / name).read_bytes()) for name in names]
    response = page.post(URL, {"file": files})
    made = Import.objects.get()
    assert (made.name, response.headers["Location"]) == ("5 files.zip", made.get_absolute_url())
    jobs.run_import(made.pk)
    assert Article.objects.count() == 3
    assert any(problem.place == "picture.pdf" for problem in ImportProblem.objects.all())
    assert Claim.objects.filter(tag__editor=editor).exists()


def test_several_files_that_are_too_large_together_are_refused(page, settings):
    settings.IMPORT_MAX_BYTES = 10
    response = page.post(URL, {"file": [SimpleUploadedFile(f"{n}.txt", b"It rained.") for n in "ab"]})
    assert "10 bytes together" in refusal(response)
    assert not Import.objects.exists()


def test_too_many_files_are_refused(page, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = page.post(URL, {"file": [SimpleUploadedFile(f"{n}.txt", b"It rained.") for n in "abc"]})
    assert "You can upload up to 2 files at once" in refusal(response, 413)


def test_claims_of_an_already_imported_article_are_reported_and_left_out(page, editor):
    files = {name: (FILES / name).read_bytes() for name in ("brat.txt", "brat.ann")}
    for _ in range(2):
        upload(page, zipped(files), "brat.zip")
        jobs.run_import(Import.objects.latest("pk").pk)
    again = Import.objects.latest("pk")
    assert (again.taken_in, again.known, again.problem_count) == (0, 0, 3)
    assert "This article was imported before, so the 3 claims that came with it were left out." in page_of(page, again)


def test_columns_changed_by_the_editor_are_used(page, table_import):
    response = page.post(table_import.get_absolute_url(), {"text": "headline", "title": "body", "day_first": "month"})
    assert response.headers["Location"] == table_import.get_absolute_url()
    jobs.run_import(table_import.pk)
    assert Article.objects.newest_first()[0].text == "Two"
    assert Import.objects.get().mapping["day_first"] is False


def test_a_missing_text_column_is_refused_and_the_other_choices_stay(page, table_import):
    html = refusal(page.post(table_import.get_absolute_url(), {"text": "", "title": "seen"}))
    assert "Choose the column that holds the articles’ text." in html
    assert '<option value="seen" selected>' in html


def test_an_unknown_column_is_refused(page, table_import):
    assert "Select a valid choice" in refusal(page.post(table_import.get_absolute_url(), {"text": "none"}))


def test_columns_sent_twice_start_one_import(page, table_import):
    for _ in range(2):
        assert page.post(table_import.get_absolute_url(), COLUMNS).status_code == 302
    assert ProcrastinateJob.objects.count() == 1


def test_a_finished_import_shows_its_results(page, table_import):
    page.post(table_import.get_absolute_url(), COLUMNS)
    jobs.run_import(table_import.pk)
    html = page_of(page, table_import)
    assert "<strong>Done</strong>" in html
    assert '<dd id="taken-in">2</dd>' in html
    assert "<b>line 4</b> This row has 1 cell, but the header has 3" in html
    assert "hx-trigger" not in html
    assert not ImportPiece.objects.exists()


def test_a_zip_starts_at_once(page):
    response = upload(page, zipped({"a.txt": "It rained.", "b.rtf": "{\\rtf1"}), "a.zip")
    table_import = Import.objects.get()
    assert response.headers["Location"] == table_import.get_absolute_url()
    jobs.run_import(table_import.pk)
    assert "<b>b.rtf</b> This is an RTF file" in page_of(page, table_import)


def test_a_large_upload_is_copied_from_disk_to_the_database(page, settings):
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    raw = b"text\n" + b"".join(b"It rained %d times.\n" % number for number in range(30_000))
    upload(page, raw)
    assert b"".join(bytes(each.content) for each in ImportPiece.objects.order_by("number")) == raw


def test_a_single_article_of_any_format_opens_at_once(page):
    for name in ("bridge.html", "bridge.docx", "bridge.pdf"):
        response = upload(page, (FILES / name).read_bytes(), name)
        assert response.headers["Location"] == Article.objects.newest_first()[0].get_absolute_url()


def test_details_in_the_form_override_those_in_the_file(page):
    file = SimpleUploadedFile("bridge.html", (FILES / "bridge.html").read_bytes())
    page.post(URL, {"file": file, "title": "Mine"})
    article = Article.objects.get()
    assert article.title == "Mine"
    assert article.author


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("a.csv", b"text\n", "no readable row"),
        ("a.csv", b"a,a\n1,2\n", "Two columns have the same name"),
        ("a.zip", b"PK", "not a .zip file"),
        ("a.docx", b"PK\x03\x04word/", "damaged"),
        ("a.rtf", b"{\\rtf1", "RTF"),
        ("a.png", b"\x89PNG\0", "cannot read .png files"),
        ("locked.pdf", (FILES / "locked.pdf").read_bytes(), "password"),
    ],
)
def test_an_unreadable_file_is_refused_and_not_stored(page, name, raw, sentence):
    assert sentence in refusal(upload(page, raw, name))
    assert not Import.objects.exists()


def test_a_file_over_the_limit_is_refused(page, settings):
    settings.IMPORT_MAX_BYTES = 20
    assert "A file can be up to 20 bytes" in refusal(upload(page))


def test_addresses_are_fetched_by_jobs(page):
    response = page.post(URL, {"addresses": "https://x.example/a\r\n\r\nhttps://x.example/b"})
    assert response.headers["Location"] == Import.objects.get().get_absolute_url()
    assert ProcrastinateJob.objects.filter(task_name="annotate.jobs.fetch_page").count() == 2


def test_an_invalid_address_is_refused_and_all_stay_in_the_form(page):
    html = refusal(page.post(URL, {"addresses": "https://x.example/a\nfile:///etc/passwd"}))
    assert "Address 2" in html
    assert "https://x.example/a" in html
    assert not Import.objects.exists()


def test_a_text_and_addresses_together_are_refused_and_both_stay(page):
    html = refusal(page.post(URL, {"text": "It rained.", "addresses": "https://x.example/a"}))
    assert "Import one at a time" in html
    assert "It rained." in html
    assert "https://x.example/a" in html


def test_progress_shows_counts_rate_and_time_left(page, running):
    html = page_of(page, running)
    for part in ("Importing …", "50 a second", "less than a minute left", 'value="25.0"', ">480<", ">15<"):
        assert part in html
    assert 'hx-trigger="every 1s"' in html


def test_htmx_receives_only_the_progress_and_reloads_the_page_at_the_end(htmx, running):
    response = htmx.get(running.get_absolute_url())
    assert "<html" not in response.content.decode()
    assert ">480<" in response.content.decode()
    Import.objects.update(state="done")
    assert htmx.get(running.get_absolute_url()).headers["HX-Refresh"] == "true"


def test_a_single_address_leads_to_its_article_at_the_end(htmx, running, article):
    Import.objects.update(state="done", of_addresses=True, size=1, first_article=article)
    assert htmx.get(running.get_absolute_url()).headers["HX-Redirect"] == article.get_absolute_url()


def test_a_silent_worker_is_reported(page, running):
    Import.objects.update(heard_at=timezone.now() - timedelta(minutes=1))
    assert "The worker has not reported for a while" in page_of(page, running)


def test_a_missing_worker_is_reported(page, running):
    Import.objects.update(state="waiting")
    assert "No worker is running." in page_of(page, running)


def test_an_import_can_be_stopped_and_continued(page, table_import):
    page.post(table_import.get_absolute_url(), COLUMNS)
    page.post(f"/imports/{table_import.pk}/stop/")
    jobs.run_import(table_import.pk)
    assert not Article.objects.exists()
    assert "<strong>Stopped</strong>" in page_of(page, table_import)
    page.post(f"/imports/{table_import.pk}/start/")
    jobs.run_import(table_import.pk)
    assert Article.objects.count() == 2


def test_stopping_or_starting_a_finished_import_changes_nothing(page, running):
    Import.objects.update(state="done")
    for what in ("stop", "start", "discard"):
        assert page.post(f"/imports/{running.pk}/{what}/").status_code == 302
    assert Import.objects.get().state == "done"


def test_a_file_whose_columns_are_not_confirmed_can_be_discarded(page, table_import):
    html = page.post(f"/imports/{table_import.pk}/discard/", follow=True).content.decode()
    assert "a.csv was discarded" in html
    assert not ImportPiece.objects.exists()


@pytest.mark.parametrize("what", ["stop/", "start/", "discard/", ""])
def test_only_the_starter_and_leads_can_change_an_import(client, running, what):
    address = f"/imports/{running.pk}/{what}"
    client.force_login(make_user("zoe"))
    assert ">480<" in client.get(running.get_absolute_url()).content.decode()
    assert "Stop</button>" not in client.get(running.get_absolute_url()).content.decode()
    assert client.post(address).status_code == 403
    client.force_login(make_user("chief", role="lead"))
    assert client.post(address).status_code == 302


@pytest.mark.parametrize("what", ["stop", "start", "discard"])
def test_a_get_request_changes_nothing(page, running, what):
    assert page.get(f"/imports/{running.pk}/{what}/").status_code == 405
    assert page.put(running.get_absolute_url()).status_code == 405


def test_a_missing_import_gives_404(page):
    assert page.get("/imports/12345/").status_code == 404
    assert page.post("/imports/12345/stop/").status_code == 404


def test_problems_are_paged_and_can_be_downloaded_as_csv(page, running):
    places = [f"line {number}" for number in range(1, 61)]
    ImportProblem.objects.bulk_create(ImportProblem(of=running, place=each, sentence="=No") for each in places)
    html = page.get(running.get_absolute_url(), {"page": 2}).content.decode()
    assert "<b>line 26</b> =No" in html
    assert "Page 2 of 3" in html
    raw = b"".join(page.get(f"/imports/{running.pk}/problems.csv").streaming_content)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["place", "problem"]
    assert [row[0] for row in rows[1:]] == places
    assert rows[1][1] == "'=No"


def test_names_from_a_file_are_escaped(page):
    upload(page, b"text,<b>x\n<script>alert(1)</script>,y\n", "<i>.csv")
    html = page_of(page, Import.objects.get())
    assert "<script>alert" not in html
    assert "<b>x" not in html


def test_the_list_shows_the_newest_first_in_few_queries(page, editor):
    for number in range(30):
        Import.objects.create(name=f"file {number}.csv", started_by=editor, state="done")
    with at_most(4):
        html = page.get("/imports/").content.decode()
    assert html.index("file 29.csv") < html.index("file 5.csv")
    assert "file 4.csv" not in html
    assert "file 4.csv" in page.get("/imports/?page=2").content.decode()


def test_progress_takes_few_queries(htmx, running):
    with at_most(3):
        htmx.get(running.get_absolute_url())
