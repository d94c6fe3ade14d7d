"""Paragraph borders in a line that lost its breaks."""

import pytest

from annotate.text import Document
from annotate.text.mark_forms import with_curly_single_marks, with_joined_paragraphs, with_single_marks
from tests.text.odd_texts import EACH_ODD_TEXT

# A plain line that makes the others long enough; none of its sentences quotes.
FILLER = " ".join(
    f"Bus number {number} left the depot late and came back empty, as it had on most days of that long and wet spring."
    for number in range(12, 24)
)


def lines(*paragraphs: str, filler: str = FILLER) -> list[str]:
    """Return the paragraphs that are seen when the breaks between these, and after a filler, are lost."""
    document = Document(f"{filler} {' '.join(paragraphs)}")
    seen = [document.text[slice(*span)] for span in document.paragraphs]
    assert seen[0] == filler or seen[0].startswith(filler)
    return [part for part in [seen[0].removeprefix(filler).lstrip(), *seen[1:]] if part]


EACH_TEXT = pytest.mark.parametrize(
    "paragraphs",
    [
        ['"We lost the whole crop in a night."', '"Nobody warned us," said Ellen Moss.'],
        ['"We lost the whole crop in a night.', '"Nobody had warned us that the dam would open."'],
        ['"It was a fair fight," said the champion.', '"He held me all night," the challenger said.'],
        ['"It was a fair fight and the better man won it."', "The bout was held in Leeds."],
        ["The kiln was lit again in May.", '"We had orders for two years," said Owen Price.'],
        ['The owner said: "We had orders for two years."', "The kiln was lit again in May."],
        ['"Was anybody hurt?" asked the coroner.', "The driver shook his head."],
        [
            '"We have asked the council four times for a crossing at the school and heard nothing," she said.',
            '"My son was nearly hit last week."',
        ],
    ],
)


@EACH_TEXT
def test_a_quotation_shows_where_a_paragraph_began(paragraphs):
    assert lines(*paragraphs) == paragraphs


@EACH_TEXT
@pytest.mark.parametrize("change", [with_single_marks, with_curly_single_marks])
def test_single_marks_show_it_too(paragraphs, change):
    changed = change(Document("\n".join(paragraphs))).split("\n")
    assert lines(*changed) == changed


@pytest.mark.parametrize(
    "paragraph",
    [
        '"It was cold," she said. "We left."',
        '"Why now?" Smith asked.',
        "The workers' pay rose. They had 'earned it' many times over, he said.",
        'He called it "a mess". ',
        'The film "Harbour", the play "Tide" and the song "Salt" won.',
    ],
)
def test_a_quotation_inside_a_paragraph_does_not_cut_it(paragraph):
    assert lines(paragraph) == [paragraph.strip()]


@pytest.mark.parametrize(
    ("text", "border"),
    [
        ("Brewery to close after two hundred years of losses A brewery in Kent will shut.", "A brewery"),
        ("The pier in winter, seen from the east of the town She sold the pier in May.", "She sold"),
    ],
)
def test_a_line_without_a_full_stop_ends_before_a_new_sentence(text, border):
    document = Document(f"{text} {FILLER}")
    assert [document.text[start:].startswith(border) for start, _ in document.paragraphs] == [False, True]


def test_a_headline_in_capitals_ends_before_the_article():
    document = Document(f"TALKS AT STEEL WORKS BREAK DOWN Talks between the owner and its crews ended. {FILLER}")
    assert document.text[slice(*document.paragraphs[0])] == "TALKS AT STEEL WORKS BREAK DOWN"


@pytest.mark.parametrize("text", ["the editor of The Ledger said so", "the Year China Met The World ended"])
def test_a_title_in_capitals_does_not_begin_a_sentence(text):
    assert len(Document(f"It was {text}. {FILLER}").paragraphs) == 1


def test_an_article_that_has_its_breaks_keeps_them():
    text = "\n".join(['"We lost it all." "Nobody warned us," said Ellen Moss. "Nobody."'] * 40)
    assert len(Document(text).paragraphs) == 40
    long_in_long = f'{FILLER} "We lost it all." "Nobody warned us," said Moss.\n{FILLER}\n{FILLER}'
    assert len(Document(long_in_long).paragraphs) == 3


def test_a_line_beside_others_of_its_kind_has_not_lost_its_breaks():
    line = f'{FILLER} "We lost it all." "Nobody warned us," said Moss.'
    assert len(Document(f"Harbour floods again\n{line}").paragraphs) == 4
    assert len(Document(f"{line}\n{FILLER[:600]}").paragraphs) == 2


def test_the_metric_counts_the_lines_of_the_text_and_the_model_reads_its_paragraphs():
    document = Document(f'{FILLER} "We lost it all." "Nobody warned us," said Ellen Moss.')
    assert [len(view) for view in (document.corpus_lines, document.model_lines)] == [1, 3]
    assert [word for line in document.model_lines for word in line] == list(document.corpus_lines[0])


def test_a_very_long_line_of_open_quotations_can_be_read():
    document = Document('"So. ' * 20_000 + "'Tis the workers' \"way\" " * 5_000)
    assert document.paragraphs[-1][1] <= len(document.text)


@EACH_ODD_TEXT
def test_paragraphs_of_odd_texts_are_in_order_and_not_blank(text):
    document = Document(with_joined_paragraphs(text) + FILLER * 3)
    ends = 0
    for start, end in document.paragraphs:
        assert ends <= start < end
        assert document.text[start:end] == document.text[start:end].strip()
        ends = end
