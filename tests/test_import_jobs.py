"""The jobs that import many articles."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate import jobs
from annotate.importing.fetching import FetchedPage, FetchError
from annotate.importing.readers.brat import read_brat
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.models import Article, Claim, Import
from annotate.workflows import article_imports, job_queue
from tests.importing.readers.file_builders import FILES, zipped

ROWS = b"title,text\n" + b"".join(b"T%d,It rained %d times.\n" % (n, n) for n in range(250))


@pytest.fixture
def table(editor) -> Import:
    stored_import = article_imports.import_file(name="a.csv", chunks=[ROWS], started_by=editor)
    article_imports.confirm_columns(import_id=stored_import.pk, mapping=ColumnMapping(text="text", title="title"))
    return stored_import


def run_whole_import(editor, name: str, raw: bytes) -> Import:
    stored_import = article_imports.import_file(name=name, chunks=[raw], started_by=editor)
    jobs.run_import(stored_import.pk)
    stored_import.refresh_from_db()
    return stored_import


def queued(task: str) -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name=f"annotate.jobs.{task}").order_by("pk"))


def test_a_tables_import_is_queued_once_its_columns_are_confirmed(editor):
    stored_import = article_imports.import_file(name="a.csv", chunks=[ROWS], started_by=editor)
    assert queued("run_import") == []
    for _ in range(2):
        article_imports.confirm_columns(import_id=stored_import.pk, mapping=ColumnMapping(text="text"))
    [job] = queued("run_import")
    assert (job.args, job.lock, job.priority) == (
        {"import_id": stored_import.pk},
        f"import {stored_import.pk}",
        job_queue.READING,
    )


def test_all_rows_are_stored_and_their_detection_is_queued_with_low_priority(table):
    jobs.run_import(table.pk)
    table.refresh_from_db()
    assert (table.state, table.taken_in, table.seen, table.problem_count) == ("done", 250, 250, 0)
    assert Article.objects.newest_first()[0].title == "T249"
    detections = queued("detect_claims")
    assert {job.args["article_id"] for job in detections} == set(Article.objects.values_list("pk", flat=True))
    assert {job.priority for job in detections} == {job_queue.LATER}


def test_a_job_that_runs_again_stores_nothing_twice(table):
    jobs.run_import(table.pk)
    jobs.run_import(table.pk)
    assert Article.objects.count() == len(queued("detect_claims")) == 250


def test_a_failed_job_keeps_its_articles_and_continues_from_there(table, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(article_imports, "first_waiting_job", lambda: 1 / 0)
        jobs.run_import(table.pk)
    table.refresh_from_db()
    assert (table.state, table.seen) == ("failed", 100)
    jobs.run_import(table.pk)
    table.refresh_from_db()
    assert (table.state, table.taken_in, table.known) == ("done", 250, 0)


def test_a_failure_between_an_article_and_its_job_leaves_neither(table, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(article_imports, "store_claims_and_queue_detection", lambda *args: 1 / 0)
        jobs.run_import(table.pk)
    assert not Article.objects.exists()
    table.refresh_from_db()
    assert table.seen == 0


def test_a_long_file_gives_way_to_an_editors_own_article(table):
    article_imports.import_article(text="Ana waits for this.")
    jobs.run_import(table.pk)
    table.refresh_from_db()
    assert (table.state, table.taken_in) == ("running", 200)
    assert len(queued("run_import")) == 2  # the second continues after the article
    ProcrastinateJob.objects.filter(args={"article_id": Article.objects.get(text="Ana waits for this.").pk}).delete()
    jobs.run_import(table.pk)
    table.refresh_from_db()
    assert (table.state, table.taken_in) == ("done", 250)


def test_a_stopped_import_does_nothing_until_it_is_restarted(table):
    Import.objects.update(state="stopped")
    jobs.run_import(table.pk)
    assert not Article.objects.exists()
    article_imports.restart_import(import_id=table.pk, by=table.started_by)
    assert len(queued("run_import")) == 2
    jobs.run_import(table.pk)
    assert Article.objects.count() == 250


def test_imported_claims_become_tags_of_the_editor(editor):
    raw = {name: (FILES / name).read_bytes() for name in ("brat.txt", "brat.ann")}
    stored_import = run_whole_import(editor, "a.zip", zipped(raw))
    assert stored_import.taken_in == 1
    claims = list(Claim.objects.in_reading_order())
    assert claims
    assert {claim.origin for claim in claims} == {"import"}
    tagged = [claim for claim in claims if claim.tag]
    assert tagged
    assert {claim.tag.editor for claim in tagged} == {editor}


def test_detection_adds_no_claim_twice(editor):
    raw = {name: (FILES / name).read_bytes() for name in ("brat.txt", "brat.ann")}
    run_whole_import(editor, "a.zip", zipped(raw))
    before = set(Claim.objects.values_list("pk", flat=True))
    jobs.detect_claims(Article.objects.get().pk)
    assert Article.objects.get().detection == "done"
    spans = list(Claim.objects.in_reading_order().values_list("start", "end", "pk"))
    new = [(start, end) for start, end, pk in spans if pk not in before]
    old = [(start, end) for start, end, pk in spans if pk in before]
    assert not any(start < b and a < end for start, end in new for a, b in old)


def test_without_an_editor_imported_claims_become_suggestions(db):
    text, ann = ((FILES / name).read_bytes() for name in ("brat.txt", "brat.ann"))
    article_imports.import_reads(list(read_brat(text, ann, name="brat.ann")), imported_by=None)
    assert Claim.objects.exclude(suggested_kind="").exists()
    assert not Claim.objects.exclude(tag=None).exists()


def test_each_page_is_fetched_by_its_own_job_and_failures_are_reported(editor, monkeypatch):
    def fetch(url: str) -> FetchedPage:
        if "gone" in url:
            raise FetchError("The site has no such page (404).")
        if "broken" in url:
            raise ZeroDivisionError
        return FetchedPage((FILES / "bridge.html").read_bytes(), url, "text/html", "")

    monkeypatch.setattr(article_imports, "fetch", fetch)
    urls = [f"https://x.example/{name}" for name in ("bridge", "gone", "broken")]
    stored_import = article_imports.import_pages(urls=urls, started_by=editor)
    for job in queued("fetch_page"):
        jobs.fetch_page(**job.args)
        jobs.fetch_page(**job.args)
    stored_import.refresh_from_db()
    assert (stored_import.state, stored_import.taken_in, stored_import.problem_count) == ("done", 1, 2)
    assert Article.objects.get().url == urls[0]
    assert [each.place for each in stored_import.problems.order_by("pk")] == urls[1:]
    assert "logged" in stored_import.problems.last().sentence


def test_a_single_page_is_fetched_before_imports_of_many(editor):
    article_imports.import_pages(urls=["https://x.example/"], started_by=editor)
    article_imports.import_pages(urls=["https://x.example/a", "https://x.example/b"], started_by=editor)
    assert [job.priority for job in queued("fetch_page")] == [job_queue.AT_ONCE, job_queue.READING, job_queue.READING]
