"""Which spans a claim may have."""

import pytest

from annotate.tagging.claim_spans import BadSpans, validate_spans

TEXT = "👩‍👩‍👧 says: e\u0301té\r\nمرحبا – the end"


def at(words: str) -> tuple[list[int], str]:
    start = TEXT.index(words)
    return [start, start + len(words)], words


def sound(*words: str) -> list[list[int]]:
    spans, said = zip(*map(at, words), strict=True)
    return validate_spans(TEXT, spans, said)


@pytest.mark.parametrize("words", ["👩‍👩‍👧", "e\u0301té", "مرحبا", "té\r\nمر", "the end", TEXT])
def test_words_are_known_by_code_points_whatever_they_are_made_of(words):
    assert [TEXT[start:end] for start, end in sound(words)] == [words]


def test_spans_come_in_reading_order():
    assert sound("end", "says") == sound("says", "end")


def test_spans_that_touch_stay_two():
    assert len(sound("the", " end")) == 2


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
def test_what_no_claim_can_have_is_refused_in_a_sentence(spans, words, sentence):
    with pytest.raises(BadSpans, match=sentence):
        validate_spans(TEXT, spans, words)


def test_a_page_that_counts_utf_16_is_found_out():
    start = len(TEXT[: TEXT.index("says")].encode("utf-16-le")) // 2
    with pytest.raises(BadSpans, match="does not have the words"):
        validate_spans(TEXT, [[start, start + 4]], ["says"])
