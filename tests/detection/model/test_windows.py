"""The network reads a text in windows of 128 pieces, and each piece once."""

from itertools import pairwise

import pytest

from annotate.detection.model.encoding import WINDOW, encode_paragraphs, pack_windows, window_arrays
from annotate.text import Document
from annotate.text.corpus_words import cut_corpus_lines

LIMIT = 128
CLS, SEP = 101, 102
LINE = "Ms Roe told the court on day {} that the bridge was safe, and Mr Doe denied it."
LINES = "\n".join(LINE.format(day) for day in range(60))
ONE_LINE = LINES.replace("\n", " ")
WITHOUT_STOPS = ONE_LINE.replace(".", "")
TEXTS = pytest.mark.parametrize(
    "text",
    [LINES, ONE_LINE, WITHOUT_STOPS, "a.\n" * 500, "x" * 5000 + " y" * 900],
    ids=["lines", "one line", "without stops", "short lines", "long word"],
)


def packed(text: str, tokenizer) -> list:
    return list(pack_windows(encode_paragraphs(Document(text), tokenizer), limit=LIMIT, first=LIMIT))


@TEXTS
def test_each_word_of_a_long_text_is_read_once(text, tokenizer):
    read = [span for window in packed(text, tokenizer) for paragraph in window for span in paragraph.words]
    assert read == [span for line in cut_corpus_lines(text) for span in line]
    assert len(packed(text, tokenizer)) > 3


@TEXTS
def test_each_piece_is_read_once(text, tokenizer):
    read = [
        piece for window in packed(text, tokenizer) for piece in window_arrays(window)[0] if piece not in (CLS, SEP)
    ]
    assert read == [piece for paragraph in encode_paragraphs(Document(text), tokenizer) for piece in paragraph.pieces]


@TEXTS
def test_no_window_is_too_long(text, tokenizer):
    for window in packed(text, tokenizer):
        pieces, features, _ = window_arrays(window)
        assert len(pieces) == len(features) <= (LIMIT if len(window) > 1 else WINDOW)


@pytest.mark.parametrize("limit", range(60, 84))
def test_no_window_exceeds_the_limit(limit, tokenizer):
    for window in pack_windows(encode_paragraphs(Document(LINES), tokenizer), limit=limit, first=limit):
        assert len(window_arrays(window)[0]) <= limit


def test_windows_are_filled(tokenizer):
    found = packed(LINES, tokenizer)
    for window, following in pairwise(found):
        assert len(window_arrays(window)[0]) + len(following[0].pieces) + 1 > LIMIT


def test_the_first_window_may_be_shorter(tokenizer):
    found = list(pack_windows(encode_paragraphs(Document(LINES), tokenizer), limit=LIMIT, first=40))
    assert len(window_arrays(found[0])[0]) <= 40 < len(window_arrays(found[1])[0])


def test_a_word_is_located_by_its_first_piece(tokenizer):
    window = packed(LINES, tokenizer)[1]
    pieces, _, places = window_arrays(window)
    for paragraph, of_words in zip(window, places, strict=True):
        assert [pieces[at] for at in of_words] == [paragraph.pieces[first] for first in paragraph.firsts]


def test_a_line_that_is_too_long_is_cut_after_a_sentence(tokenizer):
    cut = list(encode_paragraphs(Document(ONE_LINE), tokenizer))
    assert len(cut) > 3 and {paragraph.line for paragraph in cut} == {0}
    assert all(paragraph.written[-1] == "." for paragraph in cut)


def test_an_empty_text_has_no_window(tokenizer):
    assert packed("", tokenizer) == packed(" \n\n", tokenizer) == []


def found(model, text: str, until: int) -> list[tuple]:
    return [(run.part, run.span) for run in model.mark(Document(text), []) if run.span[1] <= until]


def test_text_a_thousand_words_later_changes_nothing(model):
    near = LINES[:2000]
    far = "\n".join(["The river rose over night, and the town slept."] * 110)
    endings = ("", "\nRoe said that it was so.", "\n“It was,” he denied.\n" * 20 + "X" * 500, "\n" + WITHOUT_STOPS)
    plain, *others = (found(model, f"{near}\n{far}{ending}", len(near)) for ending in endings)
    assert len(plain) > 50
    assert others == [plain] * 3


def test_runs_are_in_order_and_disjoint(model):
    runs = model.mark(Document(LINES + "\n" + WITHOUT_STOPS), [])
    assert len(runs) > 200
    assert all(one.span[1] <= two.span[0] and one.words[1] <= two.words[0] for one, two in pairwise(runs))


def test_the_words_of_a_run_are_counted_through_the_whole_text(model):
    every = [span for line in cut_corpus_lines(LINES) for span in line]
    for run in model.mark(Document(LINES), []):
        assert (every[run.words[0]][0], every[run.words[1] - 1][1]) == run.span
