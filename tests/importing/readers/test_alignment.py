import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.importing.decoding import NotText, normalise
from annotate.importing.readers.alignment import align_other_counts, align_to_normalised, merge_spans
from annotate.text.stream_safe import compose

# Pieces that normalising lengthens or shortens, that other tools count differently, and that stay the same.
PIECES = ["a", " ", "\n", "\r\n", "\r", "\ufeff", "é", "e\u0301", "\u0301", "😀", "👩\u200d🚒", "\u1112\u1161\u11ab"]
PIECES += ["\u0958", "\u212b", "\u0301\u0316" * 20]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join)


@pytest.mark.parametrize(
    "text, marked, after",
    [
        ("One.\r\nTwo.", "Two", "Two"),
        ("\ufeffOne.", "One", "One"),
        ("Cafe\u0301 said no.", "said", "said"),
        ("Cafe\u0301 said no.", "Cafe\u0301", "Café"),
        ("😀\r\n😀 said", "😀 said", "😀 said"),
        ("\rOne\rTwo", "Two", "Two"),
    ],
)
def test_a_span_is_mapped_across_what_normalising_changes(text, marked, after):
    start = text.rindex(marked)
    [(start, end)] = align_to_normalised(text).map_spans([(start, start + len(marked))])
    assert normalise(text)[start:end] == after


def test_a_span_that_splits_a_character_is_widened_to_include_it():
    assert align_to_normalised("Cafe\u0301.").map_spans([(0, 4)]) == ((0, 4),)
    assert align_to_normalised("Cafe\u0301.").map_spans([(4, 6)]) == ((3, 5),)


def test_a_span_of_nothing_but_a_byte_order_mark_is_left_out():
    assert align_to_normalised("\ufeffOne").map_spans([(0, 1), (1, 4)]) == ((0, 3),)


@given(texts, st.data())
def test_a_mapped_span_covers_the_same_characters(text, data):
    try:
        after = normalise(text)
    except NotText:
        assume(False)
    begins = [match.start() for match in regex.finditer(r"\X", text)] + [len(text)]
    start, end = sorted(data.draw(st.lists(st.sampled_from(begins), min_size=2, max_size=2, unique=True)))
    carried = align_to_normalised(text).map_spans([(start, end)])
    piece = compose(text[start:end].replace("\r\n", "\n").replace("\r", "\n"))
    if not text[:start].strip("\ufeff"):
        piece = piece.lstrip("\ufeff")
    assert "".join(after[a:b] for a, b in carried) == piece


@given(texts)
def test_a_whole_text_maps_to_the_whole_normalised_text(text):
    try:
        after = normalise(text)
    except NotText:
        assume(False)
    assert align_to_normalised(text).map_spans([(0, len(text))]) == ((0, len(after)),)


@given(texts, st.data())
def test_utf_16_offsets_map_to_the_same_characters(text, data):
    start, end = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True)))
    units = [len(text[:each].encode("utf-16-le")) // 2 for each in (start, end)]
    assert align_other_counts(text)[0].map_spans([tuple(units)]) == ((start, end),)


def test_line_ends_counted_as_one_character_map_to_two():
    assert align_other_counts("a\r\nb\r\nc")[1].map_spans([(4, 5)]) == ((6, 7),)


def test_graphemes_map_to_their_code_points():
    assert align_other_counts("👩‍🚒 ran\r\non")[3].map_spans([(2, 5), (6, 8)]) == ((4, 7), (9, 11))


def test_spans_that_touch_or_overlap_are_merged():
    assert merge_spans([(5, 8), (0, 2), (7, 9), (9, 10)]) == ((0, 2), (5, 10))
