import asyncio

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate import jobs
from annotate.models import Actor, Article, Claim
from annotate.workflows import article_imports, claim_detection
from tests.factories import make_article

TEXT = (
    "Council engineer Jane Roe alleged that the bridge was unsafe.\n"
    "The council denied that the bridge was unsafe.\n"
    "She alleged that the bridge was unsafe."
)

FRENCH = (
    "Le maire a déclaré lundi que le pont était sûr et que les travaux seraient terminés avant la fin de l’année.\n"
    "« Nous ne savions rien », a dit l’ingénieure, qui accuse la ville d’avoir caché le rapport pendant des mois."
)


@pytest.fixture
def article(editor) -> Article:
    return make_article(text=TEXT, detected=False)


def test_claims_are_detected_and_stored_with_suggested_actors(article):
    jobs.detect_claims(article.pk)
    first, second, third = Claim.objects.in_reading_order()
    assert [claim.suggested_kind for claim in (first, second, third)] == ["allegation", "denial", "allegation"]
    assert first.suggested_actor.name == third.suggested_actor.name == "Jane Roe"
    assert (first.source_words, third.source_words) == ("Council engineer Jane Roe", "She")
    assert third.repeats == first
    assert "‘denied’ attributes this to the council" in second.reason
    article.refresh_from_db()
    assert article.detection == "done"


def test_an_actor_suggested_in_two_articles_is_stored_once(article):
    jobs.detect_claims(article.pk)
    jobs.detect_claims(make_article(text=TEXT + " More.", detected=False).pk)
    assert Actor.objects.filter(name="Jane Roe").count() == 1


def test_suggested_actors_stay_out_of_the_register(article):
    jobs.detect_claims(article.pk)
    assert Actor.objects.exists()
    assert not Actor.objects.in_register().exists()


def test_an_article_that_is_not_in_english_gets_a_note(editor):
    article = make_article(text=FRENCH, detected=False)
    jobs.detect_claims(article.pk)
    article.refresh_from_db()
    assert "does not seem to be in English" in article.detection_note
    assert article.detection == "done"
    assert [FRENCH[claim.start : claim.end] for claim in article.claims.all()] == ["« Nous ne savions rien »"]


def test_an_article_in_english_needs_no_note(article):
    jobs.detect_claims(article.pk)
    article.refresh_from_db()
    assert article.detection_note == ""


def test_a_failed_detection_is_marked_and_can_be_restarted(article, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(claim_detection, "detect", lambda text: 1 / 0)
        jobs.detect_claims(article.pk)
    article.refresh_from_db()
    assert article.detection == "failed"
    jobs.detect_claims(article.pk)
    assert Claim.objects.count() == 3


def test_a_failed_detection_is_queued_again_only_once(page, article):
    Article.objects.update(detection="failed")
    for _ in range(2):
        response = page.post(f"/articles/{article.pk}/detect/", follow=True)
        assert "Finding the claims" in response.content.decode()
    assert ProcrastinateJob.objects.get().args["article_id"] == article.pk
    assert page.get(f"/articles/{article.pk}/detect/").status_code == 405


def test_a_job_is_queued_only_if_its_article_is_stored(db):
    class Broken(Exception):
        pass

    with pytest.raises(Broken), transaction.atomic():
        article_imports.import_article(text="It leaked.")
        raise Broken
    assert not Article.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_dead_workers_job_is_run_by_another_worker(monkeypatch):
    # The worker's threads must leave no connection open, or dropping the test database would wait for it.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    article, _ = article_imports.import_article(text=TEXT)
    with connection.cursor() as cursor:  # the job of a worker that was killed an hour ago
        cursor.execute("SELECT procrastinate_register_worker_v1()")
        worker = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour' WHERE id = %s", [worker]
        )
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])
    jobs.retry_stalled_jobs.defer(timestamp=0)  # workers do this once a minute
    work()
    work()
    assert Claim.objects.filter(article=article).count() == 3


def work() -> None:
    """Run a worker until no job is waiting."""

    async def run() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                await working.run_worker_async(wait=False, install_signal_handlers=False, delete_jobs="never")

    asyncio.run(run())
