"""One demo and one Chromium for all browser tests; each test has its own session."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from annotate.embedded import server
from tests.processes import ROOT, Demo, logged_in, wait_for

# A CI machine may stall for seconds.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(chromium: str, playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def demo(playwright: Playwright, tmp_path_factory) -> Iterator[Demo]:
    demo = Demo(tmp_path_factory.mktemp("demo") / "data").start()
    client = logged_in(playwright, demo)
    wait_for(lambda: "finding claims" not in client.get("/").text())
    yield demo
    demo.stop()
    server.stop(demo.data / "postgres")


@pytest.fixture(scope="package")
def second_editor(demo) -> tuple[str, str]:
    """The username and password of another editor."""
    secret = "a long enough passphrase"
    who = ["--username", "ben", "--email", "ben@example.org"]
    subprocess.run(
        [sys.executable, "manage.py", "createsuperuser", "--noinput", *who],
        cwd=ROOT,
        env={**os.environ, **demo.environment, "DJANGO_SUPERUSER_PASSWORD": secret},
        check=True,
        capture_output=True,
    )
    return "ben", secret


@pytest.fixture
def editor_at(browser: Browser, demo: Demo) -> Iterator[Callable[..., Page]]:
    """Open a logged-in editor's page: `editor_at("/articles/import/", java_script_enabled=False)`."""
    contexts, broken = [], []

    def open_page(address: str = "/", **options) -> Page:
        context = browser.new_context(base_url=demo.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
        log_in(page, demo)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not broken, f"JavaScript broke, or the Content Security Policy stopped something: {broken}"


def log_in(page: Page, demo: Demo, username: str = "editor", password: str = "") -> None:
    page.goto("/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password or demo.password)
    page.get_by_role("button", name="Log in").click()
