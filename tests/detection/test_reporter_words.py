"""Claims inside claims, and the reporter's words around them."""

import pytest

from annotate.detection import Attribution
from annotate.detection.reporter_words import trim_reporter_words
from tests.detection.marked_output import claims


def trim(text: str, content: str, cue: str, source: str) -> tuple[str, str]:
    """Return source and content of an attribution after the reporter's words are taken out."""

    def span(words: str) -> tuple[tuple[int, int], ...]:
        start = text.index(words)
        return ((start, start + len(words)),) if words else ()

    trimmed = trim_reporter_words(text, Attribution(span(content), span(source), span(cue)))
    return tuple(" | ".join(text[start:end] for start, end in part) for part in (trimmed.source, trimmed.spans))


def test_a_claim_and_the_claim_inside_it_are_both_found():
    text = '"I am scared," she told the court on Tuesday, according to the Herald.'
    shown = {(source, content) for source, _, content, _ in claims(text)}
    assert shown == {("she", '"I am scared,"'), ("the Herald", '"I am scared," she told the court on Tuesday')}


def test_a_relayed_statement_is_a_claim_of_its_own():
    text = "The report added that the firm had said that it would pay in full."
    assert {(source, content) for source, _, content, _ in claims(text)} == {
        ("The report", "that the firm had said that it would pay in full"),
        ("the firm", "that it would pay in full"),
    }


def test_what_nobody_has_said_yet_is_not_a_claim_inside_another():
    text = "The report added that the tool would tell users that they had been blocked."
    assert [source for source, *_ in claims(text)] == ["The report"]


@pytest.mark.parametrize("cue", ["was revealed", "was claimed", "has been alleged"])
def test_it_was_revealed_names_no_source(cue):
    text = f"Laura's mother praised the comic after it {cue} he had taken them to lunch."
    assert trim(text, "he had taken them to lunch", cue, "Laura's mother") == ("", "he had taken them to lunch")


def test_a_passive_of_somebody_keeps_the_source():
    text = "The fraud was revealed by Ms Cole, who said the books were false."
    assert trim(text, "The fraud", "was revealed", "Ms Cole")[0] == "Ms Cole"


def test_what_a_source_cites_is_not_part_of_the_content():
    text = "The mayor alleged that the river might flood citing a sudden rise at the weir."
    assert trim(text, text[text.index("that") : -1], "alleged", "The mayor")[1] == "that the river might flood"


def test_citing_inside_quotation_marks_stays():
    text = 'The mayor said the court "ruled twice citing the same law" that year.'
    content = text[text.index("the court") : -1]
    assert trim(text, content, "said", "The mayor")[1] == content
