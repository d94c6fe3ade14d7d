"""Choosing which claims are shown, the strip beside a long article, and what a denial answers: with keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_steps import import_text, open_card, order, press, rows, select, settled, wait_until

pytestmark = pytest.mark.browser

TEXT = (
    '"It leaked at {name}," said Jane Roe.\n'
    "Engineer Jane Roe alleged that the bridge at {name} was unsafe.\n"
    "The council denied that it had known of the cracks at {name}.\n"
    '"We mended it," said Jane Roe.'
)


def opened(editor_at, name: str, text: str = TEXT) -> Page:
    page = import_text(editor_at("/articles/import/", viewport={"width": 1280, "height": 860}), text.format(name=name))
    settled(page)
    return page


def test_the_next_claim_respects_the_filter(editor_at):
    page = opened(editor_at, "Aldham")
    everyone = order(page)
    press(page, "f")
    expect(page.get_by_label("State")).to_be_focused()
    page.get_by_label("Kind").select_option("quote")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".finding")).to_contain_text("2 of 4 claims shown")
    settled(page)
    quotes = order(page)
    assert quotes == [everyone[0], everyone[3]]
    page.wait_for_load_state("networkidle")
    press(page, "Enter")
    expect(page.locator("#card")).to_have_attribute("data-claim", quotes[1])
    assert "of_kind=quote" in page.url
    select(page, "leaked at")
    page.keyboard.press("Escape")
    press(page, "k")
    expect(page.locator("#card")).to_have_attribute("data-claim", quotes[0])
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".finding")).to_contain_text("All 4 claims shown")


def test_enter_accepts_a_claim_whose_words_begin_with_an_inner_one(editor_at):
    page = opened(editor_at, "Tay")
    select(page, "that the bridge")
    press(page, "a")
    settled(page)
    first, outer, inner = order(page)[:3]  # the drawn claim is open; the claim around it begins at the same place
    press(page, "Escape", "k", "k")  # out of the field for the actor, then to the first claim
    settled(page)
    assert open_card(page) == first
    press(page, "Enter")
    settled(page)
    assert open_card(page) == outer
    press(page, "Enter")
    settled(page)
    statuses = {row["claim_id"]: row["status"] for row in rows(page)}
    assert (statuses[outer], statuses[inner]) == ("tagged", "tagged")


def test_the_keyboard_chooses_the_allegation_that_a_denial_answers(editor_at):
    page = opened(editor_at, "Bramley")
    denial = order(page)[2]
    press(page, "j", "j")
    expect(page.locator("#card")).to_have_attribute("data-claim", denial)
    settled(page)
    press(page, "d", "w")
    expect(page.locator("#allegation_words")).to_be_focused()
    page.keyboard.type("unsafe")
    expect(page.locator("#allegations a")).to_have_count(1)
    press(page, "Tab", "Enter")
    expect(page.locator(".answers label.tick")).to_contain_text("was unsafe")
    expect(page.locator('[data-key="Enter"]')).to_be_focused()
    press(page, "Enter")
    expect(page.locator("#notice")).to_contain_text("Saved: denial")
    stored = {row["claim_id"]: row for row in rows(page)}
    assert stored[denial]["answers_claim_id"] == order(page)[1]


def test_the_minimap_of_a_long_article_leads_to_its_open_claims(editor_at):
    page = opened(editor_at, "Cawood", TEXT + "\nIt rained.\n" * 80 + '"At last," said Mr Hale.')
    strip = page.locator("#margin")
    expect(strip).to_be_visible()
    inked = """() => {
        const { width, height } = document.querySelector("#margin canvas");
        const { data } = document.querySelector("#margin canvas").getContext("2d").getImageData(0, 0, width, height);
        return data.filter((_, place) => place % 4 === 3).some(Boolean);
    }"""
    wait_until(page, inked)
    box = strip.bounding_box()
    strip.click(position={"x": 5, "y": box["height"] - 5})
    expect(page.locator("a.claim", has_text="At last")).to_be_in_viewport()
    page.goto("/articles/import/")
    short = import_text(page, "Jane Roe alleged that it leaked at Cawood.")
    expect(short.locator("#margin")).to_be_hidden()
    assert open_card(short)


def test_keys_open_the_next_and_the_previous_open_article(editor_at):
    older = opened(editor_at, "Dalton").url
    page = opened(editor_at, "Elland")
    newer = page.url
    press(page, "N")
    page.wait_for_url(older)
    settled(page)
    press(page, "P")
    page.wait_for_url(newer)
    settled(page)
    press(page, "P")
    expect(page.locator("#notice")).to_contain_text("No newer article has undecided claims.")
    assert page.url == newer
