"""Two editors on one article: each sees what the other does, and nobody overwrites anybody unasked."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_steps import import_text, open_card, order, press, row, runs, select, settled
from tests.browser.conftest import log_in

pytestmark = pytest.mark.browser

SOON = 3_000  # ms
TEXT = (
    "Engineer Jane Roe alleged that the bridge at {name} was unsafe.\n"
    "The council denied that it had known of the cracks at {name}.\n"
    "It rained all day at {name}."
)


@pytest.fixture
def two(editor_at, demo, second_editor):
    """Opens a new article in two browsers, each with an editor of its own."""

    def open_both(name: str) -> tuple[Page, Page]:
        one = import_text(editor_at("/articles/import/"), TEXT.format(name=name))
        other = editor_at("/")
        other.context.clear_cookies()
        log_in(other, demo, *second_editor)
        other.goto(one.url.split("?")[0])
        expect(other.locator("html[data-keys]")).to_be_attached()
        settled(one)
        settled(other)
        return one, other

    return open_both


def test_who_else_is_there_is_shown_and_that_they_have_gone(two):
    one, other = two("Ash")
    expect(one.locator("#present")).to_have_text("ben is here too", timeout=SOON)
    expect(other.locator("#present")).to_have_text("Demo Editor is here too", timeout=SOON)
    other.goto("/")
    expect(one.locator("#present")).to_be_hidden(timeout=20_000)


def test_anothers_tag_shows_within_three_seconds_without_a_reload(two):
    one, other = two("Beech")
    other.evaluate("window.notReloaded = true")
    press(one, "j")
    settled(one)
    press(one, "q", "Enter")
    expect(one.locator("#progress")).to_contain_text("1 of 2")
    stored = time.monotonic()
    expect(other.locator("a.claim.first").nth(1)).to_have_class(re.compile("tagged quote"), timeout=SOON)
    expect(other.locator("#progress")).to_contain_text("1 of 2", timeout=100)
    assert time.monotonic() - stored < SOON / 1000
    assert other.evaluate("window.notReloaded")


def test_another_editors_drawn_claim_appears_in_the_text_and_goes_when_undone(two):
    one, other = two("Cedar")
    select(one, "rained all day")
    one.locator("#drawing").get_by_role("button", name="Quote").click()
    expect(one.locator("#progress")).to_contain_text("1 of 3")
    drawn = one.locator("a.claim", has_text="rained all day").get_attribute("data-claim")
    expect(other.locator(f'a.claim[data-claim="{drawn}"]')).to_have_text("rained all day", timeout=SOON)
    assert order(other)[-1] == drawn
    settled(one)
    press(one, "Escape", "u")
    expect(other.locator(f'a.claim[data-claim="{drawn}"]')).to_have_count(0, timeout=SOON)
    expect(other.locator("#progress")).to_contain_text("0 of 2")


def test_words_redrawn_by_another_editor_appear_and_the_active_claim_stays_marked(two):
    one, other = two("Date")
    claim = open_card(one)
    before = runs(other, claim).first.inner_text()
    press(one, "]", "Enter")
    expect(one.locator("#progress")).to_contain_text("1 of 2")
    run = runs(other, claim).first
    expect(run).not_to_have_text(before, timeout=SOON)
    expect(run).to_have_attribute("aria-current", "true")


def test_a_selection_stays_while_anothers_claim_changes_its_paragraph(two):
    one, other = two("Dill")
    select(other, "all day")
    expect(other.locator("#drawing")).to_be_visible()
    select(one, "It rained")
    one.locator("#drawing").get_by_role("button", name="Quote").click()
    expect(other.locator("a.claim", has_text="It rained")).to_be_visible(timeout=SOON)
    assert other.evaluate("getSelection().toString()") == "all day"
    other.locator("#drawing").get_by_role("button", name="Denial").click()
    expect(other.locator("a.claim.denial.tagged")).to_have_text("all day")


def test_the_card_shows_another_editors_decision_and_keeps_the_choice(two):
    one, other = two("Elm")
    press(other, "d")
    press(one, "q", "Enter")
    expect(other.locator(".decided-elsewhere")).to_contain_text(
        "Demo Editor has just decided this claim: quote", timeout=SOON + 500
    )
    expect(other.get_by_label("Denial", exact=True)).to_be_checked()
    other.get_by_role("button", name="Show theirs").click()
    expect(other.locator("#card .standing")).to_contain_text("tagged by Demo Editor")


def test_ones_own_decision_is_no_news(two):
    one, _ = two("Fir")
    press(one, "q", "Enter")
    expect(one.locator("#progress")).to_contain_text("1 of 2")
    settled(one)
    press(one, "k")
    settled(one)
    one.wait_for_timeout(SOON)
    expect(one.locator(".decided-elsewhere")).to_have_count(0)


def lost_race(one: Page, other: Page) -> str:
    """The claim that `one` has tagged as a quote while `other`, who heard nothing of it, said denial."""
    claim = open_card(one)
    other.route("**/live/", lambda route: route.abort())
    press(one, "q", "Enter")
    expect(one.locator("#progress")).to_contain_text("1 of 2")
    press(other, "d", "[", "Enter")
    expect(other.locator(".conflict")).to_contain_text("decided this claim first")
    return claim


def test_a_lost_race_shows_both_and_theirs_can_be_kept(two):
    one, other = two("Gum")
    claim = lost_race(one, other)
    cells = other.locator(".conflict tbody tr").first.locator("td").all_inner_texts()
    assert cells == ["quote", "denial"]
    other.get_by_role("link", name="Keep theirs").click()
    expect(other.locator("#card .standing")).to_contain_text("tagged by Demo Editor")
    expect(other.locator(".conflict")).to_have_count(0)
    expect(other.locator("#parts [role=status]")).to_be_empty()
    assert row(other, claim)["kind"] == "quote"


def test_a_lost_race_can_be_won_by_saying_so_with_the_words_too(two):
    one, other = two("Hazel")
    claim = lost_race(one, other)
    expect(other.locator(".conflict")).to_contain_text("Words")
    before = row(other, claim)
    other.get_by_role("button", name="Replace with mine").click()
    expect(other.locator("#notice")).to_contain_text("Saved: denial")
    after = row(other, claim)
    assert (after["kind"], after["editor"]) == ("denial", "ben")
    assert int(after["start"]) < int(before["start"])


def test_asking_rests_while_nobody_looks_and_goes_on_after_a_dead_line(two):
    one, other = two("Ivy")
    other.context.set_offline(True)
    expect(other.locator("#present")).to_be_hidden(timeout=5_000)
    press(one, "q", "Enter")
    expect(one.locator("#progress")).to_contain_text("1 of 2")
    other.context.set_offline(False)
    expect(other.locator("a.claim.first").nth(0)).to_have_class(re.compile("tagged quote"), timeout=SOON)
    asked = []
    other.on("request", lambda request: asked.append(request.url) if request.url.endswith("/live/") else None)
    other.evaluate("Object.defineProperty(document, 'hidden', {get: () => true, configurable: true})")
    other.wait_for_timeout(2_500)
    asked.clear()
    other.wait_for_timeout(4_500)
    assert not asked


def test_a_report_older_than_what_the_page_shows_changes_nothing(two):
    one, _ = two("Juniper")
    claim = open_card(one)
    press(one, "q", "Enter")
    expect(one.locator("#progress")).to_contain_text("1 of 2")
    older = {"id": int(claim), "status": "undecided", "kind": "allegation", "version": 0}
    report = {
        "now": "2026-01-01T00:00:00+00:00",
        "others": ["ben"],
        "claims": [{**older, "is_own": False, "editor": "", "actor": ""}],
        "paragraphs": '<p id="p-0" data-start="0">an older text</p>',
        "progress": {"total": 2, "settled": 0},
        "notice": None,
        "card": "",
    }
    one.route("**/live/", lambda route: route.fulfill(json=report))
    for _ in range(2):  # the first report may still be the server's
        with one.expect_response("**/live/"):
            pass
    expect(one.locator("#present")).to_have_text("ben is here too")
    expect(runs(one, claim).first).to_have_class(re.compile("tagged quote"))
    expect(one.locator("#progress")).to_contain_text("1 of 2")
    expect(one.locator("#text")).not_to_contain_text("an older text")


def test_polling_slows_down_while_the_server_does_not_answer(two):
    one, _ = two("Kauri")
    failed = []
    one.on("requestfailed", lambda request: failed.append(request.url) if request.url.endswith("/live/") else None)
    one.route("**/live/", lambda route: route.abort())
    with one.expect_event("requestfailed", lambda request: request.url.endswith("/live/")):
        pass
    failed.clear()
    one.wait_for_timeout(13_000)
    assert len(failed) <= 2, "after the first failure, the next tries are 4, 8 and 16 seconds apart"
    one.unroute("**/live/")
    one.evaluate("dispatchEvent(new Event('online'))")
    expect(one.locator("#present")).to_have_text("ben is here too", timeout=SOON)
