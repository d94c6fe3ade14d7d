import re
from unittest.mock import patch

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction

from annotate.web import health
from annotate.workflows import article_imports
from tests.factories import at_most, sent, tag
from tests.web.test_status import add_worker

SECRET = "a token for tests"
BEARER = {"Authorization": f"Bearer {SECRET}"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def token(settings):
    settings.METRICS_TOKEN = SECRET


def figure(client, name: str) -> float:
    """Return a metric by its name and labels; 0 if it is missing."""
    text = client.get("/metrics", headers=BEARER).content.decode()
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def broken(error: Exception):
    """Make the database raise the error inside the block."""
    return patch.object(connection, "cursor", side_effect=error)


def test_a_running_process_is_healthy_even_without_the_database(page):
    with broken(OperationalError("no server")):
        response = page.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_the_ready_app_reports_the_number_of_workers(client):
    add_worker(heard_of=health.timedelta(0))
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"ready": True, "workers": 1})


def test_the_app_is_ready_without_a_worker(client):
    assert client.get("/readyz").json() == {"ready": True, "workers": 0}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OperationalError("no server"), "The database is not responding."),
        (ProgrammingError("no such table"), "Database tables are missing: run manage.py migrate."),
    ],
)
def test_the_app_is_not_ready_without_its_database_and_says_why(client, error, sentence):
    with broken(error):
        response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"ready": False, "problem": sentence})
    assert response.headers["Retry-After"] == "5"


def test_the_app_is_not_ready_without_the_queues_tables(client):
    with transaction.atomic():
        connection.cursor().execute("ALTER TABLE procrastinate_jobs RENAME TO gone")
        assert "tables are missing" in client.get("/readyz").json()["problem"]
        transaction.set_rollback(True)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_probes_refuse_post_and_are_not_redirected_to_https(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    assert client.post(path).status_code == 405
    assert client.get(path, headers=BEARER).status_code == 200


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", f"Basic {SECRET}", f"Bearer {SECRET}é"])
def test_metrics_need_the_token(client, sent):
    response = client.get("/metrics", headers={"Authorization": sent} if sent else {})
    assert response.status_code == 403
    assert b"onrecord" not in response.content


@pytest.mark.parametrize("sent", ["Bearer", "Bearer "])
def test_metrics_are_refused_if_no_token_is_set(client, settings, sent):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": sent}).status_code == 403


def test_an_editor_cannot_read_the_metrics(page):
    assert page.get("/metrics").status_code == 403


def test_requests_are_counted_by_view_and_status(page):
    name = 'django_http_responses_total_by_status_view_method_total{method="GET",status="404",view="article"}'
    before = figure(page, name)
    page.get("/articles/999999/")
    assert figure(page, name) == before + 1


def test_an_invented_method_creates_no_metric(client):
    client.generic("BREW", "/healthz")
    assert b"BREW" not in client.get("/metrics", headers=BEARER).content


def test_decisions_are_counted_by_kind_after_commit(page, claim, article, django_capture_on_commit_callbacks):
    name = 'onrecord_decisions_total{what="%s"}'
    before = {what: figure(page, name % what) for what in ("allegation", "undone")}
    decision = sent(claim)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):  # the second is a repeat
            page.post(f"/articles/{article.pk}/claims/{claim.pk}/tag/", decision)
    with django_capture_on_commit_callbacks(execute=False):  # rolled back
        page.post(f"/articles/{article.pk}/undo/", {"decision_id": "0" * 32})
    assert figure(page, name % "allegation") == before["allegation"] + 1
    assert figure(page, name % "undone") == before["undone"]


def test_the_metrics_count_the_jobs_in_the_database(client, editor):
    for text in ("One.", "Two.", "Three.", "Four."):
        article_imports.import_article(text=text)
    connection.cursor().execute(
        "UPDATE procrastinate_jobs SET status = 'failed' WHERE id = (SELECT min(id) FROM procrastinate_jobs)"
    )
    assert figure(client, 'onrecord_jobs{queue="detection",status="todo"}') == 3
    assert figure(client, 'onrecord_jobs{queue="detection",status="failed"}') == 1
    assert figure(client, "onrecord_workers") == 0
    assert figure(client, "onrecord_database_up") == 1


def test_metrics_are_served_without_the_database(client):
    with broken(OperationalError("no server")):
        assert figure(client, "onrecord_database_up") == 0
        assert "onrecord_jobs{" not in client.get("/metrics", headers=BEARER).content.decode()


def test_metrics_take_two_queries(client, editor, claim):
    tag(claim, editor)
    with at_most(2):
        client.get("/metrics", headers=BEARER)
