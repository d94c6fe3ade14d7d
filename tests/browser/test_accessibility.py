"""What axe-core (WCAG 2.2 A and AA, and best practices) finds on each page, in light and in dark: nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = [
    "/",
    "/articles/1/",
    "/articles/1/claims/1/history/",
    "/articles/import/",
    "/actors/",
    "/actors/?q=nobody",
    "/actors/duplicates/",
    "/unanswered/",
    "/export/",
    "/export/edited/",
    "/status/",
    "/keys/",
    "/accessibility/",
    "/articles/4711/",
]


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_found_on_a_page(editor_at, address, scheme):
    page = editor_at(address, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_on_an_article_with_everything_open(editor_at, scheme):
    page = editor_at("/articles/1/", color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_on_an_actors_page(editor_at, scheme):
    page = editor_at("/actors/?q=Jane+Roe", color_scheme=scheme)
    page.get_by_role("button", name="Create").click()
    page.wait_for_load_state("networkidle")
    assert violations(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_goes_out_of_a_page_that_is_320_pixels_wide(editor_at, address):
    page = editor_at(address, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
