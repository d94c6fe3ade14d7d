"""Bringing many articles: the upload, the columns, the progress, stopping and going on, what failed."""

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


def bring(page, raw: bytes = ROWS, name: str = "a.csv"):
    return page.post(URL, {"file": SimpleUploadedFile(name, raw)})


@pytest.fixture
def brought(page) -> Import:
    bring(page)
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


def shown(page, brought: Import) -> str:
    return page.get(brought.get_absolute_url()).content.decode()


def told(response, status: int = 422) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_a_table_leads_to_its_columns_which_are_guessed(page):
    html = page.post(URL, {"file": SimpleUploadedFile("a.csv", ROWS)}, follow=True).content.decode()
    assert "What is in each column?" in html
    assert '<option value="body" selected>' in html
    assert "<td>It leaked.</td>" in html
    assert not ProcrastinateJob.objects.exists()


def test_several_files_are_one_import_each_read_by_its_own_reader(page, editor):
    names = ("brat.txt", "brat.ann", "bridge.docx", "bridge.html", "picture.pdf")
    files = [SimpleUploadedFile(name, (FILES / name).read_bytes()) for name in names]
    response = page.post(URL, {"file": files})
    made = Import.objects.get()
    assert (made.name, response.headers["Location"]) == ("5 files.zip", made.get_absolute_url())
    jobs.run_import(made.pk)
    assert Article.objects.count() == 3
    assert any(problem.place == "picture.pdf" for problem in ImportProblem.objects.all())
    assert Claim.objects.filter(tag__editor=editor).exists()


def test_several_files_that_are_too_large_together_are_told(page, settings):
    settings.IMPORT_MAX_BYTES = 10
    response = page.post(URL, {"file": [SimpleUploadedFile(f"{n}.txt", b"It rained.") for n in "ab"]})
    assert "10 bytes together" in told(response)
    assert not Import.objects.exists()


def test_more_files_than_can_be_sent_are_told(page, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = page.post(URL, {"file": [SimpleUploadedFile(f"{n}.txt", b"It rained.") for n in "abc"]})
    assert "You can upload up to 2 files at once" in told(response, 413)


def test_claims_of_an_article_that_is_here_already_are_left_out_and_told(page, editor):
    files = {name: (FILES / name).read_bytes() for name in ("brat.txt", "brat.ann")}
    for _ in range(2):
        bring(page, zipped(files), "brat.zip")
        jobs.run_import(Import.objects.latest("pk").pk)
    again = Import.objects.latest("pk")
    assert (again.taken_in, again.known, again.problem_count) == (0, 0, 3)
    assert "This article was imported before, so the 3 claims that came with it were left out." in shown(page, again)


def test_columns_that_were_changed_count(page, brought):
    response = page.post(brought.get_absolute_url(), {"text": "headline", "title": "body", "day_first": "month"})
    assert response.headers["Location"] == brought.get_absolute_url()
    jobs.run_import(brought.pk)
    assert Article.objects.newest_first()[0].text == "Two"
    assert Import.objects.get().mapping["day_first"] is False


def test_no_column_for_the_text_is_told_and_the_other_choices_stay(page, brought):
    html = told(page.post(brought.get_absolute_url(), {"text": "", "title": "seen"}))
    assert "Choose the column that holds the articles’ text." in html
    assert '<option value="seen" selected>' in html


def test_a_column_that_is_not_there_is_told(page, brought):
    assert "Select a valid choice" in told(page.post(brought.get_absolute_url(), {"text": "none"}))


def test_columns_sent_twice_start_one_import(page, brought):
    for _ in range(2):
        assert page.post(brought.get_absolute_url(), COLUMNS).status_code == 302
    assert ProcrastinateJob.objects.count() == 1


def test_a_finished_import_says_what_came_of_it(page, brought):
    page.post(brought.get_absolute_url(), COLUMNS)
    jobs.run_import(brought.pk)
    html = shown(page, brought)
    assert "<strong>Done</strong>" in html
    assert '<dd id="taken-in">2</dd>' in html
    assert "<b>line 4</b> This row has 1 cell, but the header has 3" in html
    assert "hx-trigger" not in html
    assert not ImportPiece.objects.exists()


def test_a_zip_begins_at_once(page):
    response = bring(page, zipped({"a.txt": "It rained.", "b.rtf": "{\\rtf1"}), "a.zip")
    brought = Import.objects.get()
    assert response.headers["Location"] == brought.get_absolute_url()
    jobs.run_import(brought.pk)
    assert "<b>b.rtf</b> This is an RTF file" in shown(page, brought)


def test_a_large_upload_goes_to_the_database_from_the_disk(page, settings):
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    raw = b"text\n" + b"".join(b"It rained %d times.\n" % number for number in range(30_000))
    bring(page, raw)
    assert b"".join(bytes(each.content) for each in ImportPiece.objects.order_by("number")) == raw


def test_a_single_article_of_any_format_opens_at_once(page):
    for name in ("bridge.html", "bridge.docx", "bridge.pdf"):
        response = bring(page, (FILES / name).read_bytes(), name)
        assert response.headers["Location"] == Article.objects.newest_first()[0].get_absolute_url()


def test_what_the_form_says_of_a_file_counts_more_than_what_the_file_says(page):
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
def test_a_file_that_cannot_be_read_is_told_and_nothing_of_it_stays(page, name, raw, sentence):
    assert sentence in told(bring(page, raw, name))
    assert not Import.objects.exists()


def test_a_file_over_the_limit_is_told(page, settings):
    settings.IMPORT_MAX_BYTES = 20
    assert "A file can be up to 20 bytes" in told(bring(page))


def test_addresses_are_fetched_by_jobs(page):
    response = page.post(URL, {"addresses": "https://x.example/a\r\n\r\nhttps://x.example/b"})
    assert response.headers["Location"] == Import.objects.get().get_absolute_url()
    assert ProcrastinateJob.objects.filter(task_name="annotate.jobs.fetch_page").count() == 2


def test_an_address_that_is_none_is_told_and_all_stay_in_the_form(page):
    html = told(page.post(URL, {"addresses": "https://x.example/a\nfile:///etc/passwd"}))
    assert "Address 2" in html
    assert "https://x.example/a" in html
    assert not Import.objects.exists()


def test_a_text_and_addresses_together_are_told_and_both_stay(page):
    html = told(page.post(URL, {"text": "It rained.", "addresses": "https://x.example/a"}))
    assert "Import one at a time" in html
    assert "It rained." in html
    assert "https://x.example/a" in html


def test_progress_tells_counts_rate_and_time_left(page, running):
    html = shown(page, running)
    for part in ("Importing …", "50 a second", "less than a minute left", 'value="25.0"', ">480<", ">15<"):
        assert part in html
    assert 'hx-trigger="every 1s"' in html


def test_htmx_gets_the_progress_alone_and_at_the_end_the_page_anew(htmx, running):
    response = htmx.get(running.get_absolute_url())
    assert "<html" not in response.content.decode()
    assert ">480<" in response.content.decode()
    Import.objects.update(state="done")
    assert htmx.get(running.get_absolute_url()).headers["HX-Refresh"] == "true"


def test_a_single_address_leads_to_its_article_at_the_end(htmx, running, article):
    Import.objects.update(state="done", of_addresses=True, size=1, first_article=article)
    assert htmx.get(running.get_absolute_url()).headers["HX-Redirect"] == article.get_absolute_url()


def test_a_worker_that_is_not_heard_of_is_told(page, running):
    Import.objects.update(heard_at=timezone.now() - timedelta(minutes=1))
    assert "The worker has not reported for a while" in shown(page, running)


def test_that_no_worker_is_running_is_told(page, running):
    Import.objects.update(state="waiting")
    assert "No worker is running." in shown(page, running)


def test_an_import_is_stopped_and_goes_on(page, brought):
    page.post(brought.get_absolute_url(), COLUMNS)
    page.post(f"/imports/{brought.pk}/stop/")
    jobs.run_import(brought.pk)
    assert not Article.objects.exists()
    assert "<strong>Stopped</strong>" in shown(page, brought)
    page.post(f"/imports/{brought.pk}/start/")
    jobs.run_import(brought.pk)
    assert Article.objects.count() == 2


def test_stopping_or_starting_what_is_done_changes_nothing(page, running):
    Import.objects.update(state="done")
    for what in ("stop", "start", "discard"):
        assert page.post(f"/imports/{running.pk}/{what}/").status_code == 302
    assert Import.objects.get().state == "done"


def test_a_file_whose_columns_are_not_confirmed_can_be_discarded(page, brought):
    html = page.post(f"/imports/{brought.pk}/discard/", follow=True).content.decode()
    assert "a.csv was discarded" in html
    assert not ImportPiece.objects.exists()


@pytest.mark.parametrize("what", ["stop/", "start/", "discard/", ""])
def test_only_who_started_an_import_and_leads_may_change_it(client, running, what):
    address = f"/imports/{running.pk}/{what}"
    client.force_login(make_user("zoe"))
    assert ">480<" in client.get(running.get_absolute_url()).content.decode()
    assert "Stop</button>" not in client.get(running.get_absolute_url()).content.decode()
    assert client.post(address).status_code == 403
    client.force_login(make_user("chief", role="lead"))
    assert client.post(address).status_code == 302


@pytest.mark.parametrize("what", ["stop", "start", "discard"])
def test_a_link_changes_nothing(page, running, what):
    assert page.get(f"/imports/{running.pk}/{what}/").status_code == 405
    assert page.put(running.get_absolute_url()).status_code == 405


def test_an_import_that_is_not_there_is_told(page):
    assert page.get("/imports/12345/").status_code == 404
    assert page.post("/imports/12345/stop/").status_code == 404


def test_problems_are_shown_page_by_page_and_downloaded_as_csv(page, running):
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


def test_what_a_file_quotes_is_no_html(page):
    bring(page, b"text,<b>x\n<script>alert(1)</script>,y\n", "<i>.csv")
    html = shown(page, Import.objects.get())
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


def test_progress_costs_few_queries(htmx, running):
    with at_most(3):
        htmx.get(running.get_absolute_url())
