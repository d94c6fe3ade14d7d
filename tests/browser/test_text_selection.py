"""Making words of the text a claim, and mending the words of one: with the mouse, and with the keyboard alone."""

import re
import unicodedata

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_steps import draw, import_text, open_card, order, press, row, rows, runs, select, settled

pytestmark = pytest.mark.browser

TEXT = (
    "Report {name}\n\n"
    "Engineer Jane Roe alleged that the bridge at {name} was unsafe and badly built.\n"
    "Nobody at the council had answered our letters by Friday evening.\n"
    "A line that stands between.\n"
    "It rained all day."
)


def opened(editor_at, name: str, text: str = TEXT) -> Page:
    page = import_text(editor_at("/articles/import/", viewport={"width": 1280, "height": 860}), text.format(name=name))
    settled(page)
    return page


def source_of(page: Page, text: str) -> str:
    """The article's text as it is kept."""
    return unicodedata.normalize("NFC", text)


def spans(page: Page, claim: str | None = None) -> list[tuple[int, int]]:
    written = row(page, claim or open_card(page))["spans"]
    return [tuple(map(int, span.split("-"))) for span in written.split(";")]


def texts(page: Page, text: str, claim: str | None = None) -> list[str]:
    return [text[start:end] for start, end in spans(page, claim)]


def test_words_selected_with_the_mouse_become_a_claim_in_whole_words(editor_at):
    page = opened(editor_at, "Abbot")
    text = TEXT.format(name="Abbot")
    select(page, "ouncil had answ")
    expect(page.locator("#drawing")).to_contain_text("council had answered")
    claim = draw(page, "Denial")
    assert texts(page, text, claim) == ["council had answered"]
    assert row(page, claim)["kind"] == "denial"
    expect(page.locator("#drawing")).to_be_hidden()
    expect(page.locator("#actor_name")).to_be_focused()
    expect(page.locator(f'a.claim.denial.tagged[data-claim="{claim}"]')).to_have_text("council had answered")
    assert order(page)[-1] == claim


def test_the_keys_of_the_bar_work_after_selecting_with_the_mouse(editor_at):
    page = opened(editor_at, "Alnwick")
    text = TEXT.format(name="Alnwick")
    before = open_card(page)
    select(page, "rained all")
    press(page, "q")
    expect(page.locator("#card")).not_to_have_attribute("data-claim", before)
    settled(page)
    drawn = open_card(page)
    assert row(page, drawn)["kind"] == "quote"
    press(page, "Escape")
    select(page, "Friday evening")
    press(page, "+", "Enter")
    settled(page)
    assert texts(page, text, drawn) == ["Friday evening", "rained all"]


def test_alt_lets_a_selection_end_within_a_word(editor_at):
    page = opened(editor_at, "Barlow")
    select(page, "ouncil had answ", keys="Alt")
    expect(page.locator("#drawing p")).to_have_text("ouncil had answ")
    draw(page, "Quote")
    assert texts(page, TEXT.format(name="Barlow")) == ["ouncil had answ"]


def test_a_selection_over_paragraphs_has_a_span_in_each(editor_at):
    page = opened(editor_at, "Cotter")
    select(page, "by Friday", until="A line that")
    draw(page, "Quote")
    assert texts(page, TEXT.format(name="Cotter")) == ["by Friday evening.", "A line that"]


def test_selecting_words_inside_a_claim_does_not_open_it(editor_at):
    page = opened(editor_at, "Dover")
    select(page, "bridge at Dover")
    expect(page.locator("#drawing p")).to_have_text("bridge at Dover")
    expect(page.locator("#drawing").get_by_role("button", name="Cut out")).to_be_visible()


def test_the_keyboard_can_draw_a_claim(editor_at):
    page = opened(editor_at, "Exeter")
    press(page, "s", "ArrowDown", "Home")
    expect(page.locator("#caret")).to_be_visible()
    press(page, *["ArrowRight"] * 1, *["Shift+ArrowRight"] * 3)
    expect(page.locator("#drawing p")).to_have_text(re.compile(r"\w+ \w+ \w+"))
    said = page.locator("#drawing p").inner_text()
    press(page, "Enter")
    expect(page.locator('[data-draw="allegation"]')).to_be_focused()
    before = open_card(page)
    press(page, "q")
    expect(page.locator("#card")).not_to_have_attribute("data-claim", before)
    settled(page)
    expect(page.locator("#actor_name")).to_be_focused()
    assert texts(page, TEXT.format(name="Exeter")) == [said]
    expect(page.locator("#caret")).to_be_hidden()


def test_escape_ends_selecting_and_gives_the_keys_back(editor_at):
    page = opened(editor_at, "Fleet")
    press(page, "s", "Shift+w", "Escape")
    expect(page.locator("#drawing")).to_be_hidden()
    press(page, "d")
    expect(page.get_by_label("Denial", exact=True)).to_be_checked()


def test_brackets_move_the_edges_of_the_claim_by_words_or_with_alt_by_characters(editor_at):
    page = opened(editor_at, "Grange")
    text = TEXT.format(name="Grange")
    claim = open_card(page)
    [(start, end)] = spans(page)
    press(page, "[")
    expect(page.locator("#parts q")).to_have_text(re.compile("^alleged that "))
    press(page, "{", "Shift+BracketRight")
    shrunk = text[start:end].rsplit(" ", 1)[0]
    expect(page.locator("#parts q")).to_have_text(shrunk)
    press(page, "Alt+BracketRight", "Alt+BracketRight")
    expect(page.locator("#parts q")).to_have_text(text[start : start + len(shrunk) + 2])
    press(page, "Enter")
    expect(page.locator("#progress")).to_contain_text("1 of 1")
    assert spans(page, claim) == [(start, start + len(shrunk) + 2)]


def test_a_change_of_words_waits_on_its_claim_and_can_be_undone(editor_at):
    page = opened(editor_at, "Hythe")
    press(page, "[", "]")
    status = page.locator("#parts [role=status]")
    expect(status).to_have_text("The words are changed; save to keep them.")
    changed = page.locator("#parts q").inner_text()
    press(page, "u", "u")
    expect(status).to_be_empty()
    press(page, "Shift+U", "Shift+U")
    expect(page.locator("#parts q")).to_have_text(changed)
    page.get_by_role("button", name="Restore the words").click()
    expect(status).to_be_empty()
    assert rows(page)[0]["status"] == "undecided", "nothing of this was stored"


def test_an_editor_splits_a_span_and_adds_and_removes_a_part(editor_at):
    page = opened(editor_at, "Ilford")
    text = TEXT.format(name="Ilford")
    claim = open_card(page)
    select(page, "at Ilford was")
    page.get_by_role("button", name="Cut out").click()
    expect(page.locator("#parts li")).to_have_count(2)
    select(page, "A line that stands")
    page.get_by_role("button", name="Add to this claim").click()
    expect(page.locator("#parts q").nth(2)).to_have_text("A line that stands")
    page.get_by_role("button", name="Remove part 1").click()
    expect(page.locator("#parts li")).to_have_count(2)
    press(page, "Enter")
    expect(page.locator("#progress")).to_contain_text("1 of 1")
    last = texts(page, text, claim)
    assert last[0].startswith("unsafe") and last[1] == "A line that stands"
    assert runs(page, claim).all_inner_texts()[-1] == "A line that stands"


def test_the_keyboard_splits_a_span_and_removes_a_part(editor_at):
    page = opened(editor_at, "Jarrow")
    text = TEXT.format(name="Jarrow")
    claim = open_card(page)
    whole = texts(page, text)[0]
    press(page, "s", "w", "w", "x")
    expect(page.locator("#parts li")).to_have_count(2)
    press(page, "Enter")
    expect(page.locator("#progress")).to_contain_text("1 of 1")
    first, second = texts(page, text, claim)
    assert first == " ".join(whole.split()[:2]) and f"{first} {second}" == whole
    settled(page)
    press(page, "s", "t")
    press(page, "Enter")
    settled(page)
    assert texts(page, text, claim) == [second]


def test_an_editor_replaces_the_words_of_a_claim(editor_at):
    page = opened(editor_at, "Kendal")
    claim = open_card(page)
    select(page, "rained all")
    page.get_by_role("button", name="Replace its words").click()
    press(page, "Enter")
    expect(page.locator("#progress")).to_contain_text("1 of 1")
    assert texts(page, TEXT.format(name="Kendal"), claim) == ["rained all"]


def test_undo_and_redo_cover_drawn_claims_and_changed_words(editor_at):
    page = opened(editor_at, "Luton")
    text = TEXT.format(name="Luton")
    mended = open_card(page)
    before = texts(page, text)
    press(page, "[", "Enter")
    expect(page.locator("#progress")).to_contain_text("1 of 1")
    settled(page)
    after = texts(page, text, mended)
    assert after != before
    select(page, "rained all")
    drawn = draw(page, "Quote")
    press(page, "Escape")
    expect(page.locator("#progress")).to_contain_text("2 of 2")
    press(page, "u")
    expect(runs(page, drawn)).to_have_count(0)
    settled(page)
    assert drawn not in order(page)
    press(page, "Control+z")
    expect(page.locator("#progress")).to_contain_text("0 of 1")
    settled(page)
    assert texts(page, text, mended) == before
    press(page, "Shift+U")
    expect(page.locator("#progress")).to_contain_text("1 of 1")
    settled(page)
    assert texts(page, text, mended) == after
    press(page, "Control+Shift+Z")
    expect(page.locator("#progress")).to_contain_text("2 of 2")
    assert texts(page, text, drawn) == ["rained all"]
    assert drawn in order(page)


def test_the_history_in_the_card_restores_an_earlier_tag(editor_at):
    page = opened(editor_at, "Margate")
    press(page, "d", "Enter")
    expect(page.locator("#progress")).to_contain_text("1 of 1")
    settled(page)
    page.get_by_text("History", exact=True).click()
    expect(page.locator(".history")).to_contain_text("current")
    page.locator(".history").get_by_role("button", name="Restore").last.click()
    expect(page.locator("#progress")).to_contain_text("0 of 1")
    expect(page.locator("#notice")).to_contain_text("Restored.")


def test_a_refused_drawing_is_reported_and_not_stored(editor_at):
    page = opened(editor_at, "Norwich")
    # As if the page counted otherwise than the database.
    page.evaluate(
        "for (const p of document.querySelectorAll('#text > p')) p.dataset.start = Number(p.dataset.start) + 1"
    )
    select(page, "rained all")
    page.locator("#drawing").get_by_role("button", name="Quote").click()
    expect(page.locator("#notice")).to_contain_text("does not have the words")
    expect(page.locator("#notice")).to_contain_text("“rained all”")
    assert page.evaluate("CSS.highlights.get('drawn').size") == 0
    assert len(rows(page)) == 1


def test_a_drawing_whose_response_was_lost_is_sent_again_and_stored_once(editor_at):
    page = opened(editor_at, "Oxford")
    select(page, "rained all")

    def store_and_hang_up(route) -> None:
        route.fetch()
        route.abort()

    page.route("**/claims/", store_and_hang_up, times=1)
    draw(page, "Quote")
    expect(page.locator("#save-status")).to_be_hidden()
    assert [each["claim"] for each in rows(page)].count("rained all") == 1


def test_a_selection_by_touch_is_drawn_from_the_bar_at_the_foot_of_a_phone(editor_at):
    page = import_text(
        editor_at("/articles/import/", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True),
        TEXT.format(name="Quay"),
    )
    settled(page)
    page.locator("#text > p").last.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    page.evaluate(
        """() => {
            const words = document.querySelector("#text > p:last-child").firstChild;
            getSelection().setBaseAndExtent(words, 4, words, 11);
        }"""
    )
    expect(page.locator("#drawing p")).to_have_text("rained all")
    assert page.evaluate("getSelection().toString()") == "ained a", "the phone's own handles stay where they are"
    bar = page.locator("#drawing").bounding_box()
    assert round(bar["y"] + bar["height"]) == 844
    before = open_card(page)
    page.locator("#drawing").get_by_role("button", name="Quote").tap()
    expect(page.locator("#card")).not_to_have_attribute("data-claim", before)
    expect(page.locator("#card")).to_be_focused()
    assert texts(page, TEXT.format(name="Quay")) == ["rained all"]


def test_redo_and_history_work_without_javascript(editor_at):
    page = editor_at("/articles/import/", java_script_enabled=False)
    page.get_by_label("Text", exact=True).fill(TEXT.format(name="Rye"))
    page.get_by_role("button", name="Import and find claims").click()
    expect(page.locator("#card")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#progress")).to_contain_text("0 of 1")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator("#progress")).to_contain_text("1 of 1")
    expect(page.get_by_text("Change the words")).to_be_hidden()
    page.get_by_text("History", exact=True).click()
    page.get_by_role("link", name="Decisions on this claim").click()
    expect(page.get_by_role("heading", name="History of a claim")).to_be_visible()
    page.get_by_role("button", name="Restore").last.click()
    expect(page.locator("#progress")).to_contain_text("0 of 1")


def test_an_editor_draws_the_first_claim_of_an_article(editor_at):
    page = opened(editor_at, "Penzance", "It rained all day in {name}.")
    assert not open_card(page)
    select(page, "rained all")
    draw(page, "Quote")
    expect(page.locator("#progress")).to_contain_text("1 of 1")
    press(page, "Escape", "u")
    expect(page.locator("#card")).to_contain_text("No claims were found")
    assert not rows(page)
    press(page, "Shift+U")
    expect(page.locator("#progress")).to_contain_text("1 of 1")
