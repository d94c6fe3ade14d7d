"""`manage.py demo` starts everything it needs, restarts what dies, and stops everything it started."""

import csv
import io
import os
import re
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import Playwright, sync_playwright

from tests.processes import ROOT, Demo, is_alive, logged_in, token, wait_for


@pytest.fixture(scope="module")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def demo(tmp_path: Path):
    demo = Demo(tmp_path / "data")
    try:
        yield demo.start()
    finally:
        demo.end()


def claims(client) -> list[dict]:
    return list(csv.DictReader(io.StringIO(client.get("/claims.csv").body().decode("utf-8-sig"), newline="")))


def tag_a_claim(client) -> str:
    """Accept the suggestion for an undecided claim. Return the claim's id."""
    claim = next(claim for claim in claims(client) if claim["status"] == "undecided")
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


def test_the_demo_finds_claims_in_its_sample_articles_and_stops_all_its_programs(demo, playwright: Playwright):
    client = logged_in(playwright, demo)
    wait_for(lambda: "finding claims" not in client.get("/").text())
    exported = claims(client)
    assert len({claim["article_id"] for claim in exported}) == 6
    assert {claim["suggested_kind"] for claim in exported} == {"allegation", "denial", "quote"}
    assert any(claim["repeats_claim_id"] for claim in exported)
    assert any(claim["suggested_actor"] for claim in exported)
    assert_static_files_have_hashed_names(client)
    printed = demo.stop()
    assert "Your data is stored for the next start" in printed
    assert demo.left_over() == []


def assert_static_files_have_hashed_names(client) -> None:
    style = re.search(r"/static/styles/site\.[0-9a-f]{12}\.css", client.get("/").text())[0]
    assert "immutable" in client.get(style).headers["cache-control"]


@pytest.mark.parametrize("victim", ["gunicorn", "procrastinate worker", "bin/postgres"])
def test_a_killed_program_is_restarted_and_no_tag_is_lost(demo, playwright, victim):
    client = logged_in(playwright, demo)
    wait_for(lambda: claims(client))
    stored = tag_a_claim(client)
    killed = demo.program(victim)
    orphans = killed.children(recursive=True)
    os.kill(killed.pid, signal.SIGKILL)
    # Until they end, the killed web server's children still answer, and hold its port.
    wait_for(lambda: not any(map(is_alive, orphans)))
    wait_for(lambda: demo.program(victim) not in (None, killed) and answers(client))
    assert stored in tagged(client)
    assert tag_a_claim(client) in tagged(client)


def answers(client) -> bool:
    try:
        return client.get("/").ok
    except Exception:  # whatever Playwright raises while nothing listens there
        return False


def test_a_killed_demo_can_be_started_again_and_no_tag_is_lost(demo, playwright):
    client = logged_in(playwright, demo)
    wait_for(lambda: claims(client))
    stored = tag_a_claim(client)
    demo.process.kill()
    demo.process.wait()
    wait_for(lambda: all("postgres" in program.name() for program in demo.left_over()))
    demo.start()
    again = logged_in(playwright, demo)
    assert stored in tagged(again)
    listed = re.findall('<a href="/articles/[0-9]+/">', again.get("/").text())
    assert len(listed) == 6, "a sample article was imported twice"


def test_a_second_demo_on_the_same_data_is_refused_and_the_first_goes_on(demo, playwright):
    client = logged_in(playwright, demo)
    # Not a second Demo: when it cleans up, it would kill the PostgreSQL of the first.
    second = subprocess.run(demo.command(), cwd=ROOT, env=demo.environment, capture_output=True, text=True)
    assert second.returncode != 0
    assert "already running" in second.stderr
    assert answers(client)


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker):
    """Return the URL of a new database on the tests' server."""
    with django_db_blocker.unblock():
        where = connection.get_connection_params()
        where = {name: where[name] for name in ("host", "port", "user", "password") if where.get(name)}
        with psycopg.connect(**where, dbname="postgres", autocommit=True) as admin:
            admin.execute("DROP DATABASE IF EXISTS onrecord_demo_test WITH (FORCE)")
            admin.execute("CREATE DATABASE onrecord_demo_test")
            yield "postgresql:///onrecord_demo_test?" + urlencode(where)
            admin.execute("DROP DATABASE onrecord_demo_test WITH (FORCE)")


def test_with_database_url_the_demo_uses_that_server_and_starts_none(tmp_path, empty_database, playwright):
    demo = Demo(tmp_path / "data", DATABASE_URL=empty_database).start()
    try:
        client = logged_in(playwright, demo)
        wait_for(lambda: claims(client))
        assert not (demo.data / "postgres").exists()
        demo.stop()
        assert demo.left_over() == []
    finally:
        demo.end()
