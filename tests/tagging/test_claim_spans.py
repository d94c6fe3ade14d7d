"""Which spans a claim may have."""

import pytest

from annotate.tagging.claim_spans import BadSpans, validate_spans

TEXT = "👩‍👩‍👧 says: e\u0301té\r\nمرحبا – the end"


def span_and_words(words: str) -> tuple[list[int], str]:
    start = TEXT.index(words)
    return [start, start + len(words)], words


def valid_spans_of(*words: str) -> list[list[int]]:
    spans, shown = zip(*map(span_and_words, words), strict=True)
    return validate_spans(TEXT, spans, shown)


@pytest.mark.parametrize("words", ["👩‍👩‍👧", "e\u0301té", "مرحبا", "té\r\nمر", "the end", TEXT])
def test_spans_count_code_points_in_any_text(words):
    assert [TEXT[start:end] for start, end in valid_spans_of(words)] == [words]


def test_spans_are_returned_in_reading_order():
    assert valid_spans_of("end", "says") == valid_spans_of("says", "end")


def test_touching_spans_are_not_joined():
    assert len(valid_spans_of("the", " end")) == 2


@pytest.mark.parametrize(
    ("spans", "words", "sentence"),
    [
        ([], [], "Select the words"),
        ([[0, 3]], [], "Some of the selected words are missing"),
        ([[0, 3]], ["abc"], "does not have the words"),
        ([[0, 99]], ["x"], "outside the article"),
        ([[-1, 3]], ["x"], "outside the article"),
        ([[3, 3]], [""], "outside the article"),
        ([[5, 3]], [""], "outside the article"),
        ([[1, 2, 3]], ["x"], "outside the article"),
        ([[5, 6]], [" "], "contains no words"),
        ([[6, 10], [8, 11]], ["says", "ys:"], "overlap"),
        ([[6, 10]] * 51, ["says"] * 51, "50 parts"),
    ],
)
def test_invalid_spans_are_refused_in_a_sentence(spans, words, sentence):
    with pytest.raises(BadSpans, match=sentence):
        validate_spans(TEXT, spans, words)


def test_spans_that_count_utf_16_are_refused():
    start = len(TEXT[: TEXT.index("says")].encode("utf-16-le")) // 2
    with pytest.raises(BadSpans, match="does not have the words"):
        validate_spans(TEXT, [[start, start + 4]], ["says"])
