"""What the article page does on the screen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_steps import import_text, press, rows, settled
from tests.processes import wait_for

pytestmark = pytest.mark.browser

RUN_TOGETHER = (
    "Engineer Jane Roe alleged that the bridge at {place} was unsafe.The council denied that the bridge was unsafe."
    "She suggested that it should be closed."
)


def imported(page: Page, text: str) -> None:
    page.goto("/articles/import/")
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_role("button", name="Import and find claims").click()
    expect(page.locator("#card")).to_be_visible()


def ready(page: Page) -> Page:
    """The page, once its keys work."""
    expect(page.locator("html[data-keys]")).to_be_attached()
    return page


def test_claims_appear_by_themselves_after_an_import(editor_at):
    page = editor_at("/articles/import/")
    imported(page, RUN_TOGETHER.format(place="Alder"))
    assert page.locator("a.claim.first").count() == 3
    expect(page.get_by_text("Finding the claims")).not_to_be_attached()


def test_claims_appear_by_themselves_without_javascript_too(editor_at):
    page = editor_at("/articles/import/", java_script_enabled=False)
    imported(page, RUN_TOGETHER.format(place="Birch"))
    assert page.locator("a.claim.first").count() == 3


def test_a_click_opens_a_claim_and_marks_its_source_and_cue(editor_at):
    page = editor_at("/articles/import/")
    imported(page, RUN_TOGETHER.format(place="Cedar"))
    page.locator("a.claim.denial").first.click()
    expect(page.locator("#card")).to_contain_text("‘denied’ attributes this to the council")
    for part, words in (("source", "The council"), ("cue", "denied")):
        assert page.evaluate("(part) => [...CSS.highlights.get(part)].map(String)", part) == [words]
    assert page.locator("[data-part]").count() == 0  # those of the claim that the page opened with


def test_the_tab_key_goes_from_claim_to_claim(editor_at):
    page = editor_at("/articles/import/")
    imported(page, RUN_TOGETHER.format(place="Dogwood"))
    ready(page)
    claims = page.locator("a.claim.first")
    claims.nth(0).focus()
    page.keyboard.press("Tab")
    expect(page.locator("#card")).to_have_attribute("data-claim", claims.nth(1).get_attribute("data-claim"))


def test_a_decision_changes_the_highlight_and_focus_follows_to_the_next_claim(editor_at):
    page = editor_at("/articles/import/")
    imported(page, RUN_TOGETHER.format(place="Elder"))
    ready(page)
    claims = page.locator("a.claim.first")
    page.keyboard.press("Enter")
    expect(claims.nth(0)).to_have_class(re.compile("tagged"))
    expect(claims.nth(1)).to_be_focused()
    expect(page.locator("#notice")).to_contain_text("Saved: allegation")


def test_after_a_decision_the_next_open_claim_is_the_one_that_follows_in_the_text(editor_at):
    page = editor_at("/articles/import/")
    imported(page, "\n".join(f'"It leaked {number}," said Jane Roe of Filbert.' for number in range(30)))
    ready(page)
    page.wait_for_load_state("networkidle")
    claims = page.locator("a.claim.first")
    claims.nth(20).click()
    for number in (20, 21, 22):
        expect(page.locator("#card")).to_have_attribute("data-claim", claims.nth(number).get_attribute("data-claim"))
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Enter")
    claims.nth(29).click()
    expect(page.locator("#card")).to_have_attribute("data-claim", claims.nth(29).get_attribute("data-claim"))
    page.keyboard.press("Enter")
    expect(claims.nth(0)).to_be_focused()


def test_keys_are_dead_inside_a_field(editor_at):
    page = editor_at("/articles/import/")
    imported(page, RUN_TOGETHER.format(place="Fir"))
    ready(page)
    page.keyboard.press("/")
    page.keyboard.type("xujk")
    expect(page.locator("#actor_name")).to_have_value(re.compile("xujk"))
    expect(page.locator("#progress")).to_contain_text("0 of 3")


def test_the_slower_of_two_editors_is_shown_the_first_tag(editor_at):
    one = editor_at("/articles/import/")
    imported(one, RUN_TOGETHER.format(place="Gorse"))
    ready(one)
    two = editor_at(one.url)
    two.goto(one.url.split("?")[0])
    ready(two)
    one.keyboard.press("Enter")
    expect(one.locator("#progress")).to_contain_text("1 of 3")
    two.keyboard.press("d")
    two.keyboard.press("Enter")
    two.get_by_role("link", name="Open it").click()
    expect(two.get_by_role("alert")).to_contain_text("decided this claim first")
    expect(two.get_by_label("Denial", exact=True)).to_be_checked()
    two.keyboard.press("Enter")
    expect(two.locator("a.claim.first").nth(0)).to_have_class(re.compile("tagged denial"))


def test_a_decision_is_taken_for_a_repeated_passage_in_the_same_step(editor_at):
    page = editor_at("/articles/import/")
    passage = "Engineer Jane Roe alleged that the bridge at Juniper was unsafe."
    imported(page, f"{passage}\nTraffic went on.\n{passage}")
    ready(page)
    expect(page.get_by_text("also decide 1 more claim with the same words")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_contain_text("2 of 2")
    expect(page.locator("a.claim.first.tagged")).to_have_count(2)
    expect(page.get_by_text("All claims in this article are decided")).to_be_visible()


def test_every_module_is_loaded_once_under_a_name_that_changes_with_its_content(editor_at):
    page = editor_at("/articles/1/")
    ready(page)
    loaded = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    modules = [each for each in loaded if each.endswith(".js")]
    assert any("/entry-editor." in each for each in modules)
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", each) for each in modules)
    assert len({re.sub(r"\.[0-9a-f]{12}\.js", "", each) for each in modules}) == len(modules)


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(editor_at, width):
    page = editor_at("/", viewport={"width": width, "height": 800})
    for address in ["/", "/articles/import/", "/articles/1/"]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.fixture
def late(editor_at, request):
    """A page whose actor field is open, and the lists of actors that are held back from now on."""
    text = f'"It leaked," said Jane Roe of Ely.\n"It did," said Mr Hale.\nReport {request.node.name}.'
    page = import_text(editor_at("/articles/import/"), text)  # the same text again would be the same article
    settled(page)
    press(page, "/")
    expect(page.locator("#actor_options [role=option]").first).to_contain_text("Hale")
    held = []
    page.route("**/actors/options/**", lambda route: held.append(route))
    press(page, "Control+a")
    return page, held


def let_go(page: Page, held: list, typed: str) -> None:
    """Lets the list of what is typed by now come; a request for less than that has been given up by the page."""
    asked = f"actor_name={typed}&"
    wait_for(lambda: page.evaluate("true") and any(asked in each.request.url for each in held))
    with page.expect_response(lambda response: asked in response.url):
        held[-1].continue_()


def test_enter_before_the_list_has_come_takes_nobody_from_the_list_before(late):
    page, held = late
    page.keyboard.type("Jane R")
    press(page, "Enter")
    expect(page.locator("[name=actor_shown]")).to_have_value("Jane Roe")
    let_go(page, held, "Jane%20R")
    expect(page.locator("#actor_name")).to_have_value("Jane Roe")
    press(page, "Enter")
    expect(page.locator("#progress")).to_contain_text("1 of 2")
    assert [each["actor"] for each in rows(page)] == ["Jane Roe", ""]


def test_the_option_chosen_by_arrows_stays_chosen_when_the_list_reloads(late):
    page, held = late
    press(page, "Delete", "ArrowUp")
    expect(page.locator("#actor-none")).to_have_attribute("aria-selected", "true")
    let_go(page, held, "")
    expect(page.locator("#actor-none")).to_have_attribute("aria-selected", "true")
    press(page, "Enter")
    expect(page.locator("[name=not_named]")).to_be_checked()


def test_keys_decide_while_a_list_of_actors_is_on_its_way(late):
    page, held = late
    press(page, "Delete", "ArrowUp", "Enter")
    wait_for(lambda: page.evaluate("true") and held)
    press(page, "Escape", "a", "Enter")
    expect(page.locator("#progress")).to_contain_text("1 of 2")
    assert [(each["kind"], each["actor"]) for each in rows(page)] == [("allegation", ""), ("", "")]


def test_a_20_mb_paste_is_refused_with_a_sentence(editor_at):
    page = editor_at("/articles/import/")
    page.get_by_text("Title, outlet, author").click()
    page.get_by_label("Title").fill("A title that must stay")
    page.evaluate("document.querySelector('textarea').value = 'word '.repeat(4_000_000)")
    page.get_by_role("button", name="Import and find claims").click()
    expect(page.get_by_text("An article can be up to 2,000,000 bytes; this is 20,000,000")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("A title that must stay")


def test_a_20_mb_paste_is_refused_without_javascript_too(editor_at):
    page = editor_at("/articles/import/")
    token = page.locator(".import [name=csrfmiddlewaretoken]").get_attribute("value")
    form = {"csrfmiddlewaretoken": token, "text": "word " * 4_000_000}
    response = page.request.post("/articles/import/", multipart=form, headers={"Referer": page.url})
    assert response.status == 413
    assert "Go back in your browser" in response.text()
