"""The whole job on a sample article: open, tag, link an actor, undo, export, read the CSV."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_steps import wait_until

pytestmark = pytest.mark.browser

TITLE = "Ex-supervisor says chemical plant dumped solvent in river by night"


def open_claim(page: Page) -> str:
    """The id of the claim whose card is open."""
    return page.locator("#card").get_attribute("data-claim")


def progress(page: Page) -> str:
    return page.locator("#progress span").inner_text()


def key(page: Page, name: str) -> None:
    """Presses a key as an editor does: once the card of the active claim is there."""
    wait_until(page, "document.querySelector('#card').dataset.claim === document.querySelector('#text').dataset.active")
    page.keyboard.press(name)


def decide(page: Page, *keys: str) -> str:
    """Presses these keys, the last of which sends the decision; waits for the next card and returns the claim's id."""
    claim, before = open_claim(page), progress(page)
    for name in keys:
        key(page, name)
    expect(page.locator("#progress span")).not_to_have_text(before)
    return claim


def downloaded(page: Page) -> dict[str, dict]:
    """The article's CSV as its export link gives it: rows by claim id."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").first.click()
    content = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    return {row["claim_id"]: row for row in csv.DictReader(io.StringIO(content, newline=""))}


def search_actor(page: Page, words: str) -> None:
    key(page, "/")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(words)


def link_new_actor(page: Page, name: str) -> str:
    """Creates an actor in place for the open claim, tags it, and returns the claim's id."""
    claim, before = open_claim(page), progress(page)
    search_actor(page, name)
    expect(page.get_by_role("option", name=f"Create ‘{name}’")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("[name=actor_shown]")).to_have_value(name)
    page.keyboard.press("Enter")
    expect(page.locator("#progress span")).not_to_have_text(before)
    return claim


def link_known_actor(page: Page, searched: str, name: str) -> str:
    """Chooses an actor from the list for the open claim, tags it as a quote, and returns the claim's id."""
    search_actor(page, searched)
    expect(page.get_by_role("option", name=name, exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#actor_name")).to_have_value(name)
    page.keyboard.press("Escape")
    return decide(page, "q", "Enter")


def tag_unnamed_and_undo(page: Page) -> str:
    """Tags the open claim with “not named in the article”, undoes that, and returns the claim's id."""
    search_actor(page, "")
    expect(page.get_by_role("option", name="Not named in the article")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    claim = decide(page, "a", "Enter")
    before = progress(page)
    page.keyboard.press("u")
    expect(page.locator("#progress span")).not_to_have_text(before)
    assert open_claim(page) == claim
    return claim


def test_the_whole_path_with_the_keyboard(editor_at):
    page = editor_at("/?q=Ex-supervisor")
    page.get_by_role("link", name=TITLE).focus()
    page.keyboard.press("Enter")
    expect(page.locator("html[data-keys]")).to_be_attached()
    total = int(re.search(r"0 of (\d+)", progress(page))[1])
    first = open_claim(page)
    key(page, "j")
    expect(page.locator("#card")).not_to_have_attribute("data-claim", first)
    key(page, "k")
    expect(page.locator("#card")).to_have_attribute("data-claim", first)

    accepted = decide(page, "Enter")
    denied = decide(page, "d", "Enter")
    dismissed = decide(page, "x")
    named = link_new_actor(page, "Zoë O’Neill-Brandt")
    searched = link_known_actor(page, "zoe brandt", "Zoë O’Neill-Brandt")
    undone = tag_unnamed_and_undo(page)
    page.keyboard.press("?")
    expect(page.get_by_text("allegation, denial, quote")).to_be_visible()

    rows = downloaded(page)
    assert len(rows) == total
    assert rows[accepted]["status"] == "tagged"
    assert rows[accepted]["kind"] == rows[accepted]["suggested_kind"]
    assert rows[accepted]["actor"] == rows[accepted]["suggested_actor"]
    assert rows[denied]["kind"] == "denial"
    assert (rows[dismissed]["status"], rows[dismissed]["kind"]) == ("dismissed", "")
    assert rows[named]["actor"] == rows[searched]["actor"] == "Zoë O’Neill-Brandt"
    assert rows[named]["actor_id"] == rows[searched]["actor_id"]
    assert rows[searched]["kind"] == "quote"
    assert (rows[undone]["status"], rows[undone]["version"]) == ("undecided", "2")
    assert {row["editor"] for row in rows.values()} == {"editor", ""}


def test_the_same_path_without_javascript(editor_at):
    page = editor_at("/?q=Velmark", java_script_enabled=False)
    page.get_by_role("link", name="Velmark takes milk powder quarrel").click()
    first = open_claim(page)
    page.get_by_role("button", name=re.compile("Accept")).click()
    expect(page.locator("#notice")).to_contain_text("Saved:")

    denied = open_claim(page)
    page.get_by_label("Denial", exact=True).check(force=True)
    page.get_by_label("not named in the article").uncheck()
    page.get_by_label("Who said it").fill("Ingrid Ångström")
    page.get_by_role("button", name=re.compile("Accept")).click()
    expect(page.locator("#card")).to_contain_text("No actor is called ‘Ingrid Ångström’ yet.")
    page.get_by_role("button", name="Create the actor ‘Ingrid Ångström’").click()
    expect(page.get_by_label("Who said it")).to_have_value("Ingrid Ångström")
    page.get_by_role("button", name=re.compile("Accept|Save")).click()
    expect(page.locator("#notice")).to_contain_text("Saved: denial, by Ingrid Ångström")

    dismissed = open_claim(page)
    page.get_by_role("button", name=re.compile("Not a claim")).click()
    undone = open_claim(page)
    page.get_by_role("button", name=re.compile("Accept")).click()
    page.get_by_role("button", name=re.compile("Undo")).click()
    expect(page.locator("#notice")).to_contain_text("Undone.")

    # A highlight in the text opens its claim.
    page.locator("a.claim.first").nth(8).click()
    assert open_claim(page) == page.locator("a.claim.first").nth(8).get_attribute("data-claim")

    rows = downloaded(page)
    assert rows[first]["status"] == "tagged"
    assert (rows[denied]["kind"], rows[denied]["actor"]) == ("denial", "Ingrid Ångström")
    assert rows[dismissed]["status"] == "dismissed"
    assert rows[undone]["status"] == "undecided"
