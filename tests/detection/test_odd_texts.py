"""Texts that nobody means to import, but somebody will."""

import tracemalloc

import pytest

from annotate.detection import detect, find_attributions, find_by_rules, missing_claims_note
from annotate.text import Document
from tests.detection.marked_output import claim, claims, contents

SURROGATES = "\ud83d“It is safe,\udfff” Ms Roe \ud800said.\udc00"
LINE = "Ms Roe of ward {} said that the bridge was safe. “It is,” she added, “quite safe.”\n"
WITHOUT_END = "Ms Roe said the bridge was safe and Mr Doe said it was not and " * 36


def prose(length: int) -> str:
    """Return lines of prose, all different, with this many characters in total."""
    return "".join(LINE.format(ward) for ward in range(length // len(LINE)))


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n", "\t\n ", "\u2028", "\ufeff", "\x00"])
def test_a_text_without_words_has_no_claims_and_no_note(text):
    assert find_attributions(Document(text)) == [] and missing_claims_note(Document(text)) == ""


@pytest.mark.parametrize("text", ["bridge", "Roe", "said", "denied", "allegedly", "1999", "😀", "\ud83d", "-"])
def test_one_word_is_not_a_claim(text):
    assert detect(Document(text)) == []


@pytest.mark.parametrize("mark", ["“", "”", '"', "'", "‘", "«", "»", "„", "``", "“”", '""', "«»", "“‘", '" '])
@pytest.mark.parametrize("times", [1, 2, 3, 501])
def test_empty_quotation_marks_are_not_a_claim(mark, times):
    assert detect(Document(mark * times)) == []


def test_an_emoji_in_quotation_marks_is_a_claim():
    assert claim("“👍,” Ms Roe wrote.")[2:] == ("“👍,”", "quote")


def test_ten_million_characters_without_a_space_are_one_word():
    text = "a" * 10_000_000
    tracemalloc.start()
    try:
        assert find_attributions(Document(text)) == []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5 * len(text)


def test_the_rules_read_every_line_of_a_million_characters():
    text = prose(1_000_000)
    found = find_by_rules(Document(text))
    assert {text.count("\n", 0, at) for at in (found[0].spans[0][0], found[-1].spans[0][0])} == {
        0,
        text.count("\n") - 1,
    }
    assert len(found) == 2 * text.count("\n")


def test_the_model_reads_every_line_of_forty_thousand_characters():
    """A million characters would take the model a minute."""
    text = prose(40_000)
    lines = [text.count("\n", 0, one.spans[0][0]) for one in detect(Document(text))]
    assert sorted(set(lines)) == list(range(text.count("\n")))
    assert len(lines) >= 2 * text.count("\n")


def test_unpaired_surrogates_do_not_shift_offsets():
    source, _, content, kind = claim(SURROGATES)
    assert source.startswith("Ms Roe") and content.endswith("“It is safe,\udfff”") and kind == "quote"


def test_leftover_html_is_not_part_of_a_claim():
    text = "<p>“It is safe,” Ms Roe said.</p>\n<p>&nbsp;</p>\n<p>Mr Doe denied that he had lied.</p><br/>"
    assert claims(text) == [
        ("Ms Roe", "said", "“It is safe,”", "quote"),
        ("Mr Doe", "denied", "that he had lied", "denial"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<div class=\"quote\" data-said='Roe'></div>",
        "<script>var said = 'Roe';</script>",
        '<a href="https://example.org/said">',
        "&ldquo;&rdquo;&nbsp;&#8220;&#x201d;",
        "<!-- he said -->",
    ],
)
def test_bare_markup_is_neither_denial_nor_allegation(text):
    assert {one.kind for one in detect(Document(text))} <= {"quote"}


def test_a_headline_in_capitals_is_read():
    text = "THE MAYOR DENIES TAKING BRIBES, PROSECUTORS SAY"
    assert claim(text)[:2] == ("PROSECUTORS", "SAY")


def test_a_denial_in_capitals_is_found():
    assert claim("MAYOR DENIED THAT HE HAD TAKEN BRIBES.")[1:] == ("DENIED", "THAT HE HAD TAKEN BRIBES", "denial")


def test_sentences_on_one_line_are_separated():
    text = "Ms Roe said that the bridge was safe. Mr Doe denied that he had lied. “It is old,” he said."
    assert contents(text) == ["that the bridge was safe", "that he had lied", "“It is old,”"]


def test_sentences_without_a_space_between_them_are_separated():
    assert contents("Ms Roe said that it was safe.Mr Doe denied that he had lied.") == [
        "that it was safe",
        "that he had lied",
    ]


def test_a_sentence_without_an_end_is_read_to_its_end():
    ends = [end for one in find_attributions(Document(WITHOUT_END)) for _, end in (*one.spans, *one.cue)]
    assert max(ends) > 0.8 * len(WITHOUT_END)


def test_words_in_columns_are_read():
    assert contents("Ms Roe\tsaid\tthat it was safe.") == ["that it was safe"]


def test_spaces_of_other_widths_are_spaces():
    assert contents("Ms\u00a0Roe said\u202fthat it was\u2009safe.") == ["that it was\u2009safe"]


def test_a_byte_order_mark_is_not_part_of_a_claim():
    assert contents("\ufeff“It is safe,” Ms Roe said.") == ["“It is safe,”"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"])
def test_line_ends_do_not_change_claims(end):
    lines = ["“It is safe,” Ms Roe said.", "Mr Doe denied that he had lied.", "She promised that it would stand."]
    assert contents(end.join(lines)) == ["“It is safe,”", "that he had lied", "that it would stand"]
