"""Places are code points of the article's text: on the page, in the database and in the export."""

import unicodedata

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browser_steps import draw, import_file, import_text, open_card, press, row, select, settled

pytestmark = pytest.mark.browser

FAMILY = "👨‍👩‍👧‍👦"
TEXT = (
    f"A report on emoji 😀 and {FAMILY} at {{name}}.\n"
    f"Jane Roe alleged that the 🌉 bridge {FAMILY} was unsafe 🚧 indeed.\n"
    "Ο Ἀρχιμήδης q̃uite x̱ŭ́ decomposed 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 letters stand here.\n"
    "דובר העירייה הכחיש את הטענות אתמול בערב.\n"
    "قال المتحدث إن الجسر آمن تمامًا اليوم.\n"
    "The 🇩🇪 flag waved, 👩🏽‍🚀 too, at last."
)


WORDS = [
    f"bridge {FAMILY} was",
    "🚧 indeed",
    "q̃uite x̱ŭ́ decomposed",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 letters",
    "העירייה הכחיש את",
    "المتحدث إن الجسر",
    "🇩🇪 flag waved, 👩🏽‍🚀",
]


def drawn(page: Page, text: str) -> str:
    """The words that the export's offsets cut out of the text; they are those that the export gives."""
    exported = row(page, open_card(page))
    start, end = int(exported["start"]), int(exported["end"])
    assert exported["spans"] == f"{start}-{end}"
    assert exported["claim"] == text[start:end]
    return text[start:end]


@pytest.mark.parametrize("words", WORDS)
def test_selected_words_have_the_spans_of_the_text(editor_at, words):
    name = f"mouse {WORDS.index(words)}"
    page = import_text(editor_at("/articles/import/"), TEXT.format(name=name))
    words = unicodedata.normalize("NFC", words)
    find_and_select(page, words)
    expect(page.locator("#drawing p")).to_have_text(words)
    draw(page, "Quote")
    assert drawn(page, unicodedata.normalize("NFC", TEXT.format(name=name))) == words


@pytest.mark.parametrize(("line_end", "name"), [("\r\n", "Windows"), ("\r", "an old Mac")])
def test_other_line_ends_give_the_same_spans_down_to_the_last_line(editor_at, line_end, name):
    text = unicodedata.normalize("NFC", TEXT.format(name=name))
    page = import_file(editor_at(), "a.txt", text.replace("\n", line_end).encode())
    find_and_select(page, "flag waved")
    draw(page, "Quote")
    assert drawn(page, text) == "flag waved"


def find_and_select(page: Page, words: str) -> None:
    """Selects words as the browser does after a drag; a bidirectional line's pixels say little of its order."""
    page.evaluate(
        """(words) => {
            const paragraph = [...document.querySelectorAll("#text > p")].find((p) => p.textContent.includes(words));
            const at = paragraph.textContent.indexOf(words);
            const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            const place = (units) => {
                walker.currentNode = paragraph;
                let node = walker.nextNode();
                while (units > node.data.length) { units -= node.data.length; node = walker.nextNode(); }
                return [node, units];
            };
            getSelection().setBaseAndExtent(...place(at), ...place(at + words.length));
        }""",
        words,
    )


@pytest.mark.parametrize("words", WORDS)
def test_the_keyboard_selects_the_same_spans(editor_at, words):
    name = f"keys {WORDS.index(words)}"
    page = import_text(editor_at("/articles/import/"), TEXT.format(name=name))
    words = unicodedata.normalize("NFC", words)
    status = page.locator("#drawing p")
    press(page, "s", "Shift+w")
    for _ in range(200):
        said = status.inner_text()
        if said == words:
            break
        # On, while what is selected begins as the words do; else back, and a word forward.
        press(page, *(["Shift+w"] if words.startswith(said) else ["Shift+b", "w", "Shift+w"]))
    expect(status).to_have_text(words)
    before = open_card(page)
    press(page, "q")
    expect(page.locator("#card")).not_to_have_attribute("data-claim", before)
    settled(page)
    assert drawn(page, unicodedata.normalize("NFC", TEXT.format(name=name))) == words


# Few words, so that finding the claims takes no minutes.
LONG = "Jane Roe alleged that the bridge was unsafe 🚧.\n" + f"{'Zoë' * 30} 😀 {'z' * 100}\n" * 4_500


def test_near_the_end_of_a_megabyte_spans_are_right_and_keys_are_quick(editor_at):
    text = f"{LONG}Nobody 👩🏽‍🚀 had answered the letters.\nA last line."
    assert len(text.encode()) > 1_000_000
    page = import_text(editor_at("/articles/import/"), text)
    settled(page)
    page.locator("#text > p", has_text="Nobody").scroll_into_view_if_needed()
    select(page, "answered the letters")
    expect(page.locator("#drawing p")).to_have_text("answered the letters")
    draw(page, "Quote")
    assert drawn(page, text) == "answered the letters"
    press(page, "Escape", "]")
    expect(page.locator("#parts q")).to_have_text("answered the letters.")
    took = page.evaluate(
        """async ([address, point]) => {
            const { pointOf, rangeOf, textOf } = await import(`${address}/text-positions.js`);
            const { nextBoundary } = await import(`${address}/word-boundaries.js`);
            const begin = performance.now();
            for (let time = 0; time < 20; time++) {
                const { startContainer, startOffset } = rangeOf([point, point + 10]);
                if (pointOf(startContainer, startOffset) !== point) throw new Error("not the same place");
                textOf([point, point + 10]);
                nextBoundary(point, 1);
            }
            return (performance.now() - begin) / 20;
        }""",
        ["/static/article", text.index("Nobody") - 50],
    )
    assert took < 50, f"{took} ms for one key"


def test_points_and_dom_positions_match_in_the_whole_text(editor_at):
    page = import_text(editor_at("/articles/import/"), TEXT.format(name="inverse"))
    text = unicodedata.normalize("NFC", TEXT.format(name="inverse"))
    shown = page.evaluate(
        """async (address) => {
            const { paragraphAt, paragraphSpan, pointOf, rangeOf, textOf } = await import(address);
            const told = [];
            for (const paragraph of document.querySelectorAll("#text > p")) {
                const [start, end] = paragraphSpan(paragraph);
                for (let point = start; point < end; point++) {
                    const { startContainer, startOffset, endContainer, endOffset } = rangeOf([point, point + 1]);
                    told.push([point, textOf([point, point + 1]), pointOf(startContainer, startOffset),
                               pointOf(endContainer, endOffset), paragraphAt(point) === paragraph]);
                }
            }
            return told;
        }""",
        "/static/article/text-positions.js",
    )
    expected = [[at, sign, at, at + 1, True] for at, sign in enumerate(text) if sign != "\n"]
    assert shown == expected


@pytest.mark.parametrize(
    ("spans", "part", "left"),
    [
        ([[0, 10]], [3, 5], [[0, 3], [5, 10]]),
        ([[0, 10]], [0, 5], [[5, 10]]),
        ([[0, 10]], [0, 10], []),
        ([[0, 10]], [5, 5], [[0, 5], [5, 10]]),
        ([[0, 4], [6, 10]], [2, 8], [[0, 2], [8, 10]]),
        ([[0, 4]], [4, 6], [[0, 4]]),
    ],
)
def test_cutting_a_part_out_of_spans_leaves_the_rest(editor_at, spans, part, left):
    page = import_text(editor_at("/articles/import/"), "abcdefghijklmnop alleged that it is so.")
    cut = """async ([address, spans, part]) => (await import(address)).removePart(spans, part)"""
    assert page.evaluate(cut, ["/static/article/span-editor.js", spans, part]) == left


def test_spans_with_only_white_space_between_them_join_within_a_paragraph(editor_at):
    page = import_text(editor_at("/articles/import/"), "One two three alleged\nfour that it is so.")
    join = """async ([address, spans]) => (await import(address)).joinSpans(spans)"""
    address = "/static/article/span-editor.js"
    assert page.evaluate(join, [address, [[4, 7], [0, 3]]]) == [[0, 7]]
    assert page.evaluate(join, [address, [[0, 5], [3, 7]]]) == [[0, 7]]
    assert page.evaluate(join, [address, [[0, 3], [8, 13]]]) == [[0, 3], [8, 13]]
    assert page.evaluate(join, [address, [[14, 21], [22, 26]]]) == [[14, 21], [22, 26]]


def test_cutting_words_at_its_start_keeps_a_span_over_two_paragraphs(editor_at):
    page = import_text(editor_at("/articles/import/"), "One two five alleged\n\nfour that it is so.")
    address = "/static/article/span-editor.js"
    cut = """async ([address, spans, part]) => (await import(address)).removePart(spans, part)"""
    assert page.evaluate(cut, [address, [[0, 26]], [0, 4]]) == [[4, 26]]
    said = """async (address) => (await import(address)).textOf([13, 26])"""
    assert page.evaluate(said, "/static/article/text-positions.js") == "alleged\n\nfour"
