"""An editor's own keys on an article's page."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_steps import open_card, press


@pytest.fixture
def page(editor_at) -> Page:
    page = editor_at("/keys/")
    yield page
    page.goto("/keys/")
    for label, key in (("Next claim", "j"), ("Previous claim", "k")):
        page.get_by_label(label).fill(key)
    page.get_by_label("use single-key shortcuts").check()
    page.get_by_role("button", name="Save").click()


def save(page: Page) -> Page:
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#notice")).to_contain_text("Your shortcuts have been saved.")
    page.goto("/articles/1/")
    expect(page.locator("html[data-keys]")).to_be_attached()
    page.wait_for_load_state("networkidle")
    return page


def test_an_own_key_works_and_the_usual_one_does_not(page):
    page.get_by_label("Next claim").fill("n")
    save(page)
    first = open_card(page)
    press(page, "j")
    assert open_card(page) == first
    press(page, "n")
    expect(page.locator("#card")).not_to_have_attribute("data-claim", first)


def test_keys_that_are_off_do_nothing_and_are_hidden(page):
    page.get_by_label("use single-key shortcuts").uncheck()
    save(page)
    first = open_card(page)
    press(page, "j", "x", "a", "s", "u")
    assert open_card(page) == first
    assert page.locator("#text").get_attribute("data-active") == first
    expect(page.locator('[data-key="x"] kbd')).to_be_hidden()
