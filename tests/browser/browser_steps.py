"""What an editor does in the browser, for the tests of drawing and of working together."""

import csv
import io
import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.processes import wait_for


def import_text(page: Page, text: str) -> Page:
    """The page of a newly imported article, once its keys work."""
    page.goto("/articles/import/")
    page.get_by_label("Text", exact=True).evaluate("(field, text) => { field.value = text }", text)
    return _imported(page)


def import_file(page: Page, name: str, content: bytes) -> Page:
    """The page of an article newly imported from a file, once its keys work."""
    page.goto("/articles/import/")
    page.get_by_label("Or files").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    return _imported(page)


def _imported(page: Page) -> Page:
    page.get_by_role("button", name="Import and find claims").click()
    expect(page.locator("#card")).to_be_visible(timeout=90_000)
    expect(page.locator("html[data-keys]")).to_be_attached()
    return page


def select(page: Page, words: str, *, until: str = "", keys: str = "") -> None:
    """Drags the mouse over words of the text, from their first letter to their last or to the last of `until`."""
    ends = still(lambda: places(page, words, until or words))
    for key in keys.split():
        page.keyboard.down(key)
    page.mouse.move(*ends[:2])
    page.mouse.down()
    page.mouse.move(*ends[2:], steps=4)
    page.mouse.up()
    for key in keys.split():
        page.keyboard.up(key)


def places(page: Page, first: str, last: str) -> list[float]:
    """Where in the window words begin and others end: x and y of both."""
    return page.evaluate(
        """([first, last]) => {
            const walked = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            const rangeOf = (words) => {
                walked.currentNode = walked.root;
                while (walked.nextNode()) {
                    const at = walked.currentNode.data.indexOf(words);
                    if (at < 0) continue;
                    const range = document.createRange();
                    range.setStart(walked.currentNode, at);
                    range.setEnd(walked.currentNode, at + words.length);
                    return range;
                }
            };
            const [begin, end] = [rangeOf(first), rangeOf(last)];
            begin.startContainer.parentElement.scrollIntoView({ block: "center" });
            // Both after the last scrolling, else one of them would be somewhere else by now.
            const [from, to] = [begin.getClientRects()[0], [...end.getClientRects()].at(-1)];
            const y = ({ top, height }) => top + height / 2;
            return [from.left + 1, y(from), to.right - 1, y(to)];
        }""",
        [first, last],
    )


def still(look: Callable[[], list[float]]) -> list[float]:
    """What is seen once it is seen three times in a row: a page that has just changed may scroll yet."""
    seen = [look()]
    while len(seen) < 3 or seen[-1] != seen[-2] or seen[-2] != seen[-3]:
        assert len(seen) < 100, "the page does not come to rest"
        time.sleep(0.05)
        seen.append(look())
    return seen[-1]


def draw(page: Page, kind: str) -> str:
    """Presses the button of the bar for what is selected and waits for the new claim's card; that claim's id."""
    before = open_card(page)
    page.locator("#drawing").get_by_role("button", name=kind).click()
    expect(page.locator(f'#card[data-claim]:not([data-claim="{before}"])')).to_be_visible(timeout=30_000)
    settled(page)
    return open_card(page)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def wait_until(page: Page, expression: str, patience: float = 30.0) -> None:
    """Waits until the page's JavaScript says yes. Playwright's own way evaluates text in the page, which its Content
    Security Policy refuses."""
    wait_for(lambda: page.evaluate(expression), patience)


def settled(page: Page) -> None:
    """Waits until the card on the page is the active claim's, its buttons are there to be pressed, and all is saved."""
    wait_until(
        page,
        """(document.getElementById("card").dataset.claim ?? "") === document.getElementById("text").dataset.active
           && !document.querySelector("#decision button:disabled, .htmx-request")
           && !Object.keys(localStorage).some((each) => each.startsWith("unsaved "))""",
    )


def open_card(page: Page) -> str:
    return page.locator("#card").get_attribute("data-claim")


def rows(page: Page) -> list[dict]:
    """The article's claims as its CSV gives them, in reading order."""
    address = re.match(r".*/articles/\d+/", page.url)[0]
    content = page.request.get(f"{address}claims.csv").body().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def row(page: Page, claim: str | None) -> dict:
    return next(each for each in rows(page) if each["claim_id"] == claim)


def runs(page: Page, claim: str) -> Locator:
    """The runs of text that lie in a claim."""
    return page.locator(f'#text [data-claim="{claim}"], #text [data-in~="{claim}"]')


def order(page: Page) -> list[str]:
    """The claims' ids in the order in which the keys go through them."""
    return page.locator("#text [id^=claim-]:not(.aside)").evaluate_all("(all) => all.map(({ id }) => id.slice(6))")
