"""Decisions on a bad line: nothing is lost, nothing is stored twice."""

import signal
from collections import Counter

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_steps import import_text, open_card, press, row, rows, select, settled, wait_until
from tests.browser.conftest import log_in

CLAIMS = 50


def text_of(name: str, claims: int = CLAIMS) -> str:
    return "\n".join(f'"It leaked in place {number} of {name}," said Jane Roe.' for number in range(claims))


@pytest.fixture
def page(editor_at, request) -> Page:
    page = import_text(editor_at("/"), text_of(request.node.name, getattr(request, "param", CLAIMS)))
    page.wait_for_load_state("networkidle")  # the next cards are here
    return page


def accept(page: Page) -> None:
    """Accepts the suggestion that is shown, as soon as there is one to accept."""
    wait_until(
        page,
        """() => { const card = document.getElementById("card");
            return card.dataset.status === "undecided" && !card.classList.contains("awaited")
                && card.dataset.claim === document.getElementById("text").dataset.active; }""",
        patience=30,
    )
    page.keyboard.press("Enter")


def all_saved(page: Page) -> None:
    wait_until(
        page,
        """() => !Object.keys(localStorage).some((key) => /^unsaved /.test(key)
            && key.includes(` ${location.pathname} `))""",
        patience=60,
    )


def tagged(page: Page) -> Counter:
    """How often each claim of the article was decided, and how many were."""
    return Counter(int(row["version"]) for row in rows(page))


def cut_off(demo) -> None:
    """Kills the web server, with all its processes, as a power cut would."""
    for process in psutil.Process(demo.process.pid).children(recursive=True):
        if "gunicorn" in " ".join(process.cmdline()):
            process.send_signal(signal.SIGKILL)


def test_the_server_is_cut_off_in_the_middle_of_50_decisions_and_all_50_are_stored_once(page, demo):
    for number in range(CLAIMS):
        if number == 20:
            cut_off(demo)
        accept(page)
    all_saved(page)
    expect(page.locator("#save-status")).to_be_hidden()
    assert tagged(page) == {1: CLAIMS}
    assert {row["status"] for row in rows(page)} == {"tagged"}


@pytest.mark.parametrize("page", [12], indirect=True)
def test_without_a_line_the_next_cards_are_there_and_what_is_not_saved_is_said(page):
    accept(page)
    all_saved(page)
    page.context.set_offline(True)
    for _ in range(5):
        accept(page)
    expect(page.locator("#save-status")).to_contain_text("Not saved yet: 5 decisions are waiting")
    expect(page.locator(".claim.unsaved.first")).to_have_count(5)
    page.context.set_offline(False)
    all_saved(page)
    assert tagged(page) == {1: 6, 0: 6}
    expect(page.locator(".claim.unsaved")).to_have_count(0)


@pytest.mark.parametrize("page", [4], indirect=True)
def test_leaving_the_page_warns_while_something_is_not_saved(page):
    page.context.set_offline(True)
    accept(page)
    expect(page.locator("#save-status")).to_be_visible()
    with page.expect_event("dialog") as dialog:
        page.close(run_before_unload=True)
    assert dialog.value.type == "beforeunload"
    dialog.value.accept()


@pytest.mark.parametrize("page", [4], indirect=True)
def test_what_a_closed_page_had_not_saved_is_saved_when_the_article_is_opened_again(page):
    page.context.set_offline(True)
    accept(page)
    accept(page)
    expect(page.locator("#save-status")).to_contain_text("2 decisions are waiting")
    context, address = page.context, page.url
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.locator("#notice")).to_contain_text("2 decisions from before are saved now.")
    assert tagged(again) == {1: 2, 0: 2}


@pytest.mark.parametrize("page", [4], indirect=True)
def test_a_decision_after_the_session_has_ended_waits_for_the_login(page, demo):
    address = page.url
    page.context.clear_cookies(name="sessionid")
    accept(page)
    expect(page.locator("#save-status")).to_contain_text("Your session has ended.")
    page.locator("#save-status").get_by_role("link", name="Log in").click()
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(demo.password)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#notice")).to_contain_text("1 decision from before is saved now.")
    assert page.url.split("?")[0] == address.split("?")[0]
    assert tagged(page) == {1: 1, 0: 3}


@pytest.mark.parametrize("page", [4], indirect=True)
def test_an_expired_token_is_replaced(page):
    page.context.clear_cookies(name="csrftoken")
    accept(page)
    all_saved(page)
    assert tagged(page) == {1: 1, 0: 3}


@pytest.mark.parametrize("page", [4], indirect=True)
def test_undo_waits_its_turn_behind_what_is_not_saved(page):
    page.context.set_offline(True)
    accept(page)
    accept(page)
    page.keyboard.press("u")
    expect(page.locator("#save-status")).to_contain_text("3 decisions are waiting")
    page.context.set_offline(False)
    all_saved(page)
    assert tagged(page) == {1: 1, 2: 1, 0: 2}
    assert Counter(row["status"] for row in rows(page)) == {"tagged": 1, "undecided": 3}


@pytest.mark.parametrize("page", [4], indirect=True)
def test_a_second_decision_on_a_claim_builds_on_the_first_that_is_still_being_sent(page):
    claim = open_card(page)
    held = []
    page.route("**/tag/", lambda route: route.continue_() if held else held.append(route))
    press(page, "q", "Enter", "k")
    wait_until(
        page,
        f"""() => document.getElementById("card").dataset.claim === "{claim}"
            && document.getElementById("text").dataset.active === "{claim}" """,
    )
    press(page, "d", "Enter")
    expect(page.locator("#save-status")).to_contain_text("2 decisions are waiting")
    held[0].continue_()
    all_saved(page)
    stored = row(page, claim)
    assert (stored["kind"], stored["version"]) == ("denial", "2")


@pytest.mark.parametrize("page", [4], indirect=True)
def test_a_lost_race_keeps_the_choice_and_stops_nothing_else(page, browser, demo):
    claim = page.locator("#card").get_attribute("data-claim")
    page.context.set_offline(True)
    page.keyboard.press("d")
    accept(page)
    accept(page)
    quicker = browser.new_context(base_url=demo.url).new_page()
    quicker.context.add_cookies(page.context.cookies())
    quicker.goto(f"{page.url.split('?')[0]}?claim={claim}")
    accept(quicker)
    all_saved(quicker)
    page.context.set_offline(False)
    all_saved(page)
    page.get_by_role("link", name="Open it").click()
    expect(page.locator("#card")).to_have_attribute("data-claim", claim)
    expect(page.locator("#card")).to_contain_text("decided this claim first")
    assert tagged(page) == {1: 2, 0: 2}
    quicker.context.close()


@pytest.mark.parametrize("page", [4], indirect=True)
def test_a_login_in_another_tab_lets_the_decisions_go_on(page, demo):
    page.context.clear_cookies(name="sessionid")
    accept(page)
    expect(page.locator("#save-status")).to_contain_text("Your session has ended.")
    other = page.context.new_page()
    log_in(other, demo)
    all_saved(page)
    expect(page.locator("#save-status")).to_be_hidden()
    accept(page)
    all_saved(page)
    assert tagged(page) == {1: 2, 0: 2}


@pytest.mark.parametrize("page", [4], indirect=True)
def test_nothing_is_decided_in_the_name_of_whoever_has_logged_in_since(page, demo, second_editor):
    page.context.clear_cookies(name="sessionid")
    other = page.context.new_page()
    log_in(other, demo, *second_editor)
    accept(page)
    expect(page.locator("#save-status")).to_contain_text("ben is logged in now")
    other.context.clear_cookies(name="sessionid")
    log_in(other, demo)
    all_saved(page)
    assert {row["editor"] for row in rows(page)} == {"editor", ""}
    assert tagged(page) == {1: 1, 0: 3}


@pytest.mark.parametrize("page", [6], indirect=True)
def test_two_tabs_of_one_article_keep_each_others_decisions(page):
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("html[data-keys]")).to_be_attached()
    other.wait_for_load_state("networkidle")
    for _ in range(3):
        press(other, "j")
        settled(other)
    page.context.set_offline(True)
    accept(page)
    accept(other)
    accept(page)
    accept(other)
    expect(page.locator("#save-status")).to_contain_text("2 decisions are waiting")
    other.close()
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(other.url)
    expect(again.locator("#notice")).to_contain_text("4 decisions from before are saved now.")
    assert tagged(again) == {1: 4, 0: 2}


@pytest.mark.parametrize("page", [4], indirect=True)
def test_other_pages_tell_of_decisions_that_a_closed_article_had_not_saved(page):
    page.context.set_offline(True)
    accept(page)
    expect(page.locator("#save-status")).to_be_visible()
    context = page.context
    page.close()
    context.set_offline(False)
    elsewhere = context.new_page()
    elsewhere.goto("/actors/")
    expect(elsewhere.locator("#notice")).to_contain_text("Not saved yet")
    elsewhere.locator("#notice a").click()
    expect(elsewhere.locator("#notice")).to_contain_text("1 decision from before is saved now.")
    assert tagged(elsewhere) == {1: 1, 0: 3}


@pytest.mark.parametrize("page", [4], indirect=True)
def test_drawn_words_wait_for_the_line_too_and_are_stored_once(page):
    page.context.set_offline(True)
    select(page, "leaked in")
    page.locator("#drawing").get_by_role("button", name="Denial").click()
    accept(page)
    expect(page.locator("#save-status")).to_contain_text("2 decisions are waiting")
    assert page.evaluate("[...CSS.highlights.get('drawn')].map(String)") == ["leaked in"]
    context, address = page.context, page.url
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.locator("#notice")).to_contain_text("2 decisions from before are saved now.")
    assert [row["claim"] for row in rows(again)].count("leaked in") == 1
    assert tagged(again) == {1: 2, 0: 3}


@pytest.mark.parametrize("page", [4], indirect=True)
def test_a_choice_that_is_not_saved_survives_another_claim_and_a_reload(page):
    settled(page)
    claim = open_card(page)
    press(page, "d", "]")
    page.get_by_text("Note", exact=True).click()
    page.get_by_label("Note on this claim").fill("ask her lawyer")
    words = page.locator("#parts q").inner_text()
    press(page, "Escape", "j")
    expect(page.locator("#card")).not_to_have_attribute("data-claim", claim)
    settled(page)
    assert page.get_by_label("Note on this claim").input_value() == ""
    press(page, "k")
    expect(page.get_by_label("Note on this claim")).to_have_value("ask her lawyer")
    page.reload()
    expect(page.get_by_label("Note on this claim")).to_have_value("ask her lawyer")
    expect(page.get_by_label("Denial", exact=True)).to_be_checked()
    expect(page.locator("#parts q")).to_have_text(words)
    expect(page.locator("#card")).to_have_attribute("data-draft", "")
    expect(page.locator("html[data-keys]")).to_be_attached()
    settled(page)
    press(page, "Enter")
    all_saved(page)
    stored = next(row for row in rows(page) if row["claim_id"] == claim)
    assert (stored["kind"], stored["note"], stored["claim"]) == ("denial", "ask her lawyer", words)
    page.goto(f"{page.url.split('?')[0]}?claim={claim}")
    expect(page.locator("#card")).not_to_have_attribute("data-draft", "")
