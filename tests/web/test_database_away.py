"""The database goes away during a request: a plain page with status 503, no traceback."""

import logging
from unittest.mock import patch

import pytest
from django.db import InterfaceError, OperationalError, connection

from tests.factories import sent

REFUSED = OperationalError("connection refused\n\tIs the server running?")


def away(error: Exception = REFUSED):
    """Make the database unreachable inside the block."""
    return patch.object(connection, "cursor", side_effect=error)


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("error", [OperationalError("server closed the connection"), InterfaceError("it is closed")])
@pytest.mark.parametrize("path", ["/", "/articles/1/", "/actors/", "/status/", "/nowhere/", "/claims.csv?q=1"])
def test_a_page_reports_the_missing_database_and_when_to_retry(page, path, error):
    with away(error):
        response = page.get(path)
    html = response.content.decode()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "The database is not responding" in html
    assert f'href="{path}"' in html
    assert "Traceback" not in html and str(error) not in html


def test_a_decision_is_reported_as_perhaps_not_saved_and_the_page_stays(htmx, claim, article):
    with away():
        response = htmx.post(f"/articles/{article.pk}/claims/{claim.pk}/tag/", sent(claim))
    assert response.status_code == 503
    assert response.headers["HX-Retarget"] == "#notice"
    assert "may not have been saved" in response.content.decode()
    assert "<html" not in response.content.decode()


@pytest.mark.django_db
def test_a_login_reports_the_missing_database(client):
    with away():
        assert client.post("/login/", {"username": "ana", "password": "x"}).status_code == 503


def test_the_log_gets_one_line_and_no_traceback(page, caplog):
    with away(), caplog.at_level(logging.WARNING):
        page.get("/")
    record = next(record for record in caplog.records if record.name == "django.request")
    logging.getLogger().handlers[0].filter(record)
    assert record.exc_info is None
    assert record.getMessage() == "Service Unavailable: /: connection refused"


def test_other_errors_are_not_blamed_on_the_database(page, monkeypatch):
    monkeypatch.setattr("annotate.web.views.status.current_health", lambda: 1 / 0)
    response = page.get("/status/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()
