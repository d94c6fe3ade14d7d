"""Words as the corpus cuts them, and their offsets."""

from itertools import pairwise

import pytest

from annotate.text.corpus_words import cut_corpus_lines, words_inside
from tests.text.odd_texts import EACH_ODD_TEXT


def words(text: str) -> list[list[str]]:
    return [[text[start:end] for start, end in line] for line in cut_corpus_lines(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("don't", ["do", "n't"]),
        ("Roe’s", ["Roe", "’s"]),
        ("they'll", ["they", "'ll"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("1,000.5, then", ["1,000.5", ",", "then"]),
        ("run-off vote", ["run-off", "vote"]),
        ("so... -- no", ["so", "...", "--", "no"]),
        ("``It''", ["``", "It", "''"]),
        ("“It!”", ["“", "It", "!", "”"]),
    ],
)
def test_a_line_is_cut_as_the_corpus_cuts_it(text, cut):
    assert words(text) == [cut]


def test_lines_without_a_word_are_left_out():
    assert words("\n \nRoe\n\n\r\nsaid\n") == [["Roe"], ["said"]]


@EACH_ODD_TEXT
def test_the_words_contain_everything_but_white_space_and_byte_order_marks(text):
    assert "".join(word for line in words(text) for word in line) == "".join(text.replace("\ufeff", "").split())


def test_a_byte_order_mark_is_not_a_word():
    assert words("\ufeffRoe said") == [["Roe", "said"]]


@EACH_ODD_TEXT
def test_words_do_not_overlap(text):
    spans = [span for line in cut_corpus_lines(text) for span in line]
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_the_words_inside_a_span_are_found():
    [line] = cut_corpus_lines("Ms Roe said it.")
    assert words_inside(line, (0, 6)) == (0, 2)
    assert words_inside(line, (7, 14)) == (2, 4)
    assert words_inside(line, (0, 15)) == (0, 5)


def test_a_word_cut_by_a_span_is_not_inside_it():
    [line] = cut_corpus_lines("Ms Roe said it.")
    assert words_inside(line, (1, 6)) == (1, 2)
    assert words_inside(line, (4, 5)) == (2, 2)
