"""`manage.py demo` as a process: it starts all it needs, survives what dies, and stops all it started."""

import csv
import io
import os
import re
import signal
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import Playwright, sync_playwright

from annotate.embedded import server
from tests.processes import Demo, logged_in, token, wait_for


@pytest.fixture(scope="module")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def demo(tmp_path: Path):
    demo = Demo(tmp_path / "data").start()
    yield demo
    demo.stop()
    server.stop(demo.data / "postgres")


def claims(client) -> list[dict]:
    return list(csv.DictReader(io.StringIO(client.get("/claims.csv").body().decode("utf-8-sig"), newline="")))


def tag_one(client) -> str:
    """Accepts the suggestion for an undecided claim; returns the claim's id."""
    claim = next(each for each in claims(client) if each["status"] == "undecided")
    page = client.get(f"/articles/{claim['article_id']}/?claim={claim['claim_id']}").text()
    choice = {
        "csrfmiddlewaretoken": token(client),
        "version": claim["version"],
        "decision_id": re.search(r'name="decision_id" value="([^"]+)"', page)[1],
        "action": "tag",
        "kind": "quote",
        "not_named": "1",
    }
    response = client.post(f"/articles/{claim['article_id']}/claims/{claim['claim_id']}/tag/", form=choice)
    assert response.ok, response.text()
    return claim["claim_id"]


def tagged(client) -> set[str]:
    return {claim["claim_id"] for claim in claims(client) if claim["status"] == "tagged"}


def test_it_shows_sample_articles_whose_claims_are_found_and_tells_what_it_stops(demo, playwright: Playwright):
    client = logged_in(playwright, demo)
    wait_for(lambda: "finding claims" not in client.get("/").text())
    found = claims(client)
    assert len({claim["article_id"] for claim in found}) == 6
    assert {claim["suggested_kind"] for claim in found} == {"allegation", "denial", "quote"}
    assert any(claim["repeats_claim_id"] for claim in found)
    assert any(claim["suggested_actor"] for claim in found)
    assert_static_files_have_hashed_names(client)
    said = demo.stop()
    assert "Your data is stored for the next start" in said
    assert demo.left_over() == []


def assert_static_files_have_hashed_names(client) -> None:
    style = re.search(r"/static/styles/site\.[0-9a-f]{12}\.css", client.get("/").text())[0]
    assert "immutable" in client.get(style).headers["cache-control"]


@pytest.mark.parametrize("victim", ["gunicorn", "procrastinate worker", "bin/postgres"])
def test_a_kill_of_any_of_its_programs_costs_no_tag_and_it_comes_back(demo, playwright, victim):
    client = logged_in(playwright, demo)
    wait_for(lambda: claims(client))
    stored = tag_one(client)
    killed = demo.program(victim)
    os.kill(killed.pid, signal.SIGKILL)
    wait_for(lambda: demo.program(victim) not in (None, killed) and answers(client))
    assert stored in tagged(client)
    assert tag_one(client) in tagged(client)


def answers(client) -> bool:
    try:
        return client.get("/").ok
    except Exception:  # whatever Playwright raises while nothing listens there
        return False


def test_a_kill_of_the_demo_itself_costs_no_tag_and_does_not_prevent_the_next_start(demo, playwright):
    client = logged_in(playwright, demo)
    wait_for(lambda: claims(client))
    stored = tag_one(client)
    demo.process.kill()
    demo.process.wait()
    wait_for(lambda: all("postgres" in program.name() for program in demo.left_over()))
    demo.start()
    again = logged_in(playwright, demo)
    assert stored in tagged(again)
    assert len(re.findall('<a href="/articles/[0-9]+/">', again.get("/").text())) == 6, "no sample stands there twice"


def test_a_second_demo_on_the_same_data_is_told(demo):
    with pytest.raises(AssertionError, match="already running"):
        Demo(demo.data).start()


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker):
    """The URL of a new database on the tests' server."""
    with django_db_blocker.unblock():
        where = connection.get_connection_params()
        where = {name: where[name] for name in ("host", "port", "user", "password") if where.get(name)}
        with psycopg.connect(**where, dbname="postgres", autocommit=True) as admin:
            admin.execute("DROP DATABASE IF EXISTS onrecord_demo_test WITH (FORCE)")
            admin.execute("CREATE DATABASE onrecord_demo_test")
            yield "postgresql:///onrecord_demo_test?" + urlencode(where)
            admin.execute("DROP DATABASE onrecord_demo_test WITH (FORCE)")


def test_with_a_database_url_it_uses_that_server_and_starts_none(tmp_path, empty_database, playwright):
    demo = Demo(tmp_path / "data", DATABASE_URL=empty_database).start()
    try:
        client = logged_in(playwright, demo)
        wait_for(lambda: claims(client))
        assert not (demo.data / "postgres").exists()
    finally:
        demo.stop()
    assert demo.left_over() == []
