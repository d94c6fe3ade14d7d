"""What axe-core (WCAG 2.2 A and AA, targets of 24 px, and best practices) finds on each page, in light and in dark:
nothing. And no page goes out of a window of 320 pixels, or of a quarter of a screen, which is 400% zoom."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver, reverse
from playwright.sync_api import Page, expect

from tests.browser.browser_steps import import_text, press, settled

pytestmark = pytest.mark.browser

NUMBERS = dict.fromkeys(["article_id", "claim_id", "actor_id", "alias_id", "pair_id", "import_id", "user_id"], 1)
MORE = ["/actors/?q=nobody", "/articles/4711/", "/articles/1/?of_kind=denial&status=dismissed", "/imports/4711/"]
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
SCHEMES = ["light", "dark"]


def addresses() -> list[str]:
    """Every address that has a name and needs no more than a number, and some that show a page's other faces."""
    reverses = get_resolver().reverse_dict
    named = {name: reverses.getlist(name)[0][0][0][1] for name in reverses if isinstance(name, str)}
    found = [
        reverse(name, kwargs={each: NUMBERS[each] for each in need}) for name, need in named.items() if known(need)
    ]
    return sorted({*found, *MORE} - {"/logout/"})


def known(names: list[str]) -> bool:
    return all(name in NUMBERS for name in names)


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


def pages(page: Page) -> list[str]:
    """Those of the addresses at which there is a whole page: no fragment, file, or form to be sent."""
    client = page.context.request
    answers = {address: client.get(address) for address in addresses()}
    return [each for each, answer in answers.items() if answer.status != 405 and "<!doctype html>" in answer.text()]


def faults(page: Page, addresses: list[str]) -> dict[str, list[str]]:
    found = {}
    for address in addresses:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            if wrong := violations(page):
                found[f"{address} {scheme}"] = wrong
    return found


def test_axe_finds_no_barrier_on_any_page(editor_at):
    page = editor_at("/actors/?q=Jane+Roe")
    page.get_by_role("button", name="Create").click()
    page.wait_for_load_state("networkidle")
    walked = pages(page)
    assert {"/", "/articles/1/", "/keys/", "/accessibility/", "/unanswered/", "/export/", "/status/"} <= set(walked)
    assert faults(page, walked) == {}


def test_axe_finds_no_barrier_before_the_login(editor_at):
    page = editor_at()
    page.context.clear_cookies()
    walked = [each for each in addresses() if each.startswith(("/login/", "/password/"))]
    assert faults(page, walked) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_barrier_on_an_article_with_everything_open(editor_at, scheme):
    page = editor_at("/articles/1/", color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    press(page, "d")
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#allegations")).to_be_attached()
    assert violations(page) == []


@pytest.mark.parametrize("window", [(320, 640), (320, 256)])
def test_no_page_is_wider_than_a_small_window(editor_at, window):
    page = editor_at("/", viewport={"width": window[0], "height": window[1]})
    wide = {}
    for address in pages(page):
        page.goto(address)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > window[0]:
            wide[address] = width
    assert wide == {}


def test_at_400_percent_nothing_covers_the_text_and_the_focus_is_visible(editor_at):
    page = editor_at("/articles/1/", viewport={"width": 320, "height": 256})
    expect(page.locator("html[data-keys]")).to_be_attached()
    press(page, "j")
    settled(page)
    covered = """() => {
        const { left, top, width, height } = document.activeElement.getClientRects()[0];
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return !document.activeElement.contains(there);
    }"""
    assert page.evaluate("document.activeElement.matches('a.claim')")
    assert not page.evaluate(covered)


def focus(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.tagName")


def test_the_focus_is_never_lost_after_a_swap(editor_at):
    text = "\n".join(f'"It leaked {number}," said Jane Roe of Wending.' for number in range(6))
    page = import_text(editor_at("/articles/import/"), text)
    settled(page)
    page.wait_for_load_state("networkidle")
    for keys in (["Enter"], ["j"], ["d", "x"], ["u"], ["Shift+U"], ["]", "Enter"], ["k"], ["u"]):
        press(page, *keys)
        settled(page)
        page.wait_for_load_state("networkidle")
        assert focus(page) != "BODY", f"after {keys}"
    page.get_by_text("History", exact=True).click()
    page.locator(".history").get_by_role("button", name="Restore").first.click()
    settled(page)
    page.wait_for_load_state("networkidle")
    assert focus(page) != "BODY", "after restoring"


def test_the_page_announces_what_is_saved_and_what_is_not(editor_at):
    page = import_text(editor_at("/articles/import/"), '"It leaked," said Jane Roe of Ashby.\n"It did," said Mr Hale.')
    settled(page)
    for region in ("#notice", "#save-status", "#present"):
        assert page.locator(region).get_attribute("role") == "status"
    page.context.set_offline(True)
    press(page, "Enter")
    expect(page.locator("#save-status[role=status]")).to_contain_text("Not saved yet")
    page.context.set_offline(False)
    expect(page.locator("#notice[role=status]")).to_contain_text("Saved: quote")


def test_nothing_moves_for_those_who_want_reduced_motion(editor_at):
    page = editor_at("/articles/1/", reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((each) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each);
        return parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior === "smooth";
    }).length"""
    assert page.evaluate(moving) == 0
