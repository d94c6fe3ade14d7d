from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate.models import Article
from annotate.web import health
from annotate.workflows import article_imports
from tests.factories import at_most, make_article


@pytest.fixture(autouse=True)
def a_model_that_loads(monkeypatch):
    monkeypatch.setattr(health, "load_model", lambda: SimpleNamespace(version="model-7"))


def html_of(page) -> str:
    return page.get("/status/").content.decode()


def shown(page) -> dict[str, str]:
    """Return the page's facts by their terms."""
    rows = html_of(page).split("<dt>")[1:]
    return {row.split("</dt>")[0]: row.split("<dd>")[1].split("</dd>")[0] for row in rows}


def cannot_load(monkeypatch, error: Exception) -> None:
    def load():
        raise error

    monkeypatch.setattr(health, "load_model", load)


def add_worker(*, heard_of: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_register_worker_v1()")
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = %s WHERE id = %s",
            [timezone.now() - heard_of, cursor.fetchone()[0]],
        )


def test_the_page_names_the_trained_model_in_use(page):
    assert shown(page)["Detector"] == "trained model, model-7"
    assert "not in use" not in html_of(page)


def test_a_model_that_cannot_be_loaded_is_reported_with_the_reason(page, monkeypatch):
    cannot_load(monkeypatch, ImportError("No module named <onnxruntime>"))
    html = html_of(page)
    assert "The trained model is not in use." in html
    assert "Claims are found by rules instead" in html
    assert "No module named &lt;onnxruntime&gt;" in html
    assert shown(page)["Detector"] == "rules"


def test_a_model_that_fails_without_a_message_is_reported(page, monkeypatch):
    cannot_load(monkeypatch, MemoryError())
    html = html_of(page)
    assert "The trained model is not in use." in html
    assert "MemoryError" in html


def test_articles_are_counted_by_the_state_of_their_detection(page):
    for detection, number in (("pending", 3), ("failed", 2), ("done", 4)):
        for each in range(number):
            article = make_article(text=f"{detection} {each}")
            Article.objects.filter(pk=article.pk).update(detection=detection)
    facts = shown(page)
    assert facts["Articles waiting for detection"] == "3"
    assert facts["Articles where detection failed"] == "2"


def test_only_waiting_jobs_are_counted(page):
    for text in ("One.", "Two.", "Three."):
        article_imports.import_article(text=text)
    done = ProcrastinateJob.objects.first().pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [done])
    assert shown(page)["Jobs waiting"] == "2"


def test_workers_that_reported_within_a_minute_are_counted(page):
    for seconds in (1, 50, 70):
        add_worker(heard_of=timedelta(seconds=seconds))
    assert shown(page)["Workers"] == "2"
    assert "No worker is running" not in html_of(page)


def test_without_a_worker_the_page_says_what_to_do(page):
    add_worker(heard_of=timedelta(hours=1))
    html = html_of(page)
    assert "No worker is running." in html
    assert "<code>manage.py procrastinate worker</code>" in html


def test_the_page_says_everything_is_working_only_if_nothing_is_wrong(page):
    assert "Everything is working" not in html_of(page)
    add_worker(heard_of=timedelta(0))
    assert "Everything is working" in html_of(page)
    Article.objects.filter(pk=make_article(text="It leaked.").pk).update(detection="failed")
    assert "Everything is working" not in html_of(page)


def test_the_number_of_queries_is_the_same_for_none_and_for_20_articles(page):
    with at_most(5):
        html_of(page)
    for each in range(20):
        article_imports.import_article(text=f"It leaked {each}.")
        add_worker(heard_of=timedelta(0))
    with at_most(5):
        html_of(page)


def test_every_page_links_to_the_status_page(page):
    assert 'href="/status/"' in page.get("/").content.decode()


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_login_which_does_not_link_to_the_status_page(client):
    response = client.get("/status/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/login/?next=/status/"
    assert "/status/" not in client.get("/login/").content.decode()


def test_post_is_refused(page):
    assert page.post("/status/").status_code == 405
