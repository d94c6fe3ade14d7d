"""A bulk import as an editor sees it."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from annotate.embedded import server
from tests.processes import Demo

pytestmark = pytest.mark.browser

SAID = "Mayor Jane Roe said that bridge number {0} was closed on Monday. Hale denied that bridge {0} was unsafe."
FILE_FIELD = "Or files"


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Iterator[Demo]:
    """One of its own: hundreds of articles would push the samples off the list that other tests look at."""
    demo = Demo(tmp_path_factory.mktemp("bulk") / "data").start()
    yield demo
    demo.stop()
    server.stop(demo.data / "postgres")


def table(number: int, *, wrong: int = 0) -> dict:
    """A CSV with so many articles, as a browser uploads it; so many of its rows cannot be read."""
    rows = io.StringIO()
    rows.write("headline,story,paper\n")
    for each in range(number):
        rows.write(f'Bridge {number}-{each},"{SAID.format(f"{number}-{each}")}",The Paper\n')
        if each < wrong:
            rows.write("too few\n")
    return {"name": f"bridges-{number}.csv", "mimeType": "text/csv", "buffer": rows.getvalue().encode()}


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_an_editor_imports_300_rows_and_sees_their_problems(editor_at, java_script_enabled):
    number = 300 + java_script_enabled
    page = editor_at("/articles/import/", java_script_enabled=java_script_enabled)
    page.get_by_label(FILE_FIELD).set_input_files(table(number, wrong=30))
    page.get_by_role("button", name="Import and find claims").click()

    expect(page.get_by_role("heading", name="What is in each column?")).to_be_visible()
    expect(page.get_by_label("Text")).to_have_value("story")
    expect(page.get_by_label("Outlet")).to_have_value("")
    page.get_by_label("Outlet").select_option("paper")
    page.get_by_role("button", name="Import", exact=True).click()

    # With JavaScript it goes on by itself; without, the page asks again every five seconds.
    expect(page.locator(".state")).to_contain_text("Done", timeout=60_000)
    expect(page.locator("#taken-in")).to_have_text(str(number))
    expect(page.locator(".lines li")).to_have_count(25)
    expect(page.locator(".lines li").first).to_contain_text("line 3 This row has 1 cell")
    page.get_by_role("link", name="Next →").click()
    expect(page.locator(".lines li")).to_have_count(5)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all as CSV").click()
    assert download.value.path().read_text().count("\n") == 31

    page.get_by_role("link", name="Show all articles").click()
    expect(page.locator("#found")).to_contain_text(f"Bridge {number}-{number - 1}")
    expect(page.locator("#found")).to_contain_text("The Paper")


def test_a_stopped_import_continues_where_it_was(editor_at):
    page = editor_at("/articles/import/")
    page.get_by_label(FILE_FIELD).set_input_files(table(20_000))
    page.get_by_role("button", name="Import and find claims").click()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("#taken-in")).not_to_have_text("0", timeout=60_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".state")).to_contain_text("Stopped")
    assert 0 < int(page.locator("#taken-in").inner_text().replace(",", "")) < 20_000
    # Going on is tested where it costs less than 20,000 articles; here, that it is offered.
    expect(page.get_by_role("button", name="Continue")).to_be_visible()


def test_the_form_reports_an_upload_that_is_too_large_and_loses_nothing(editor_at):
    page = editor_at("/articles/import/")
    page.get_by_label("Or web addresses").fill("https://x.example/a")
    page.get_by_label("Text", exact=True).fill("x" * 2_000_001)
    page.get_by_role("button", name="Import and find claims").click()
    expect(page.locator("#notice")).to_contain_text("can be up to 2,000,000 bytes; this is 2,000,001")
    expect(page.get_by_label("Or web addresses")).to_have_value("https://x.example/a")
