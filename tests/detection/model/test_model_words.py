"""The words that the model labels, and their encoding: offsets, pieces, case and quotation marks."""

from itertools import pairwise

import pytest

from annotate.detection.model.encoding import FEATURES, SHAPES, encode_paragraphs
from annotate.text import Document
from annotate.text.corpus_words import cut_corpus_lines, words_inside

ODD = [
    "😀😀 Ms Roe said it was 😀 fine.",
    "👨\u200d👩\u200d👧 The Mu\u0308ller fe\u0301tes, she said.",
    "“It is safe,”\r\nMs Roe said.\r\n\r\n“It is.”\r\n",
    "Roe \ud83d said \udfff that \ud800\udc00.",
    "a\u200bb \u202eRoe said\u202c \ufeff it was.",
    "日本語 Roe said 他说。",
    "\u2028Roe said\u2029it\x85was\x0bso\x0c.",
    "don't can’t ’tis ``it'' U.S. 1,000.5 -- ... run-off",
]
EACH = pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))


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


@EACH
def test_the_words_contain_everything_but_white_space_and_byte_order_marks(text):
    assert "".join(word for line in words(text) for word in line) == "".join(text.replace("\ufeff", "").split())


def test_a_byte_order_mark_is_not_a_word():
    assert words("\ufeffRoe said") == [["Roe", "said"]]


@EACH
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


@EACH
def test_the_model_reads_the_words_at_their_offsets(text, tokenizer):
    for paragraph in encode_paragraphs(Document(text), tokenizer):
        shown = [text[start:end] for start, end in paragraph.words]
        assert paragraph.written == [
            "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in word) for word in shown
        ]


@EACH
def test_every_word_has_a_piece(text, tokenizer):
    for paragraph in encode_paragraphs(Document(text), tokenizer):
        assert len(paragraph.firsts) == len(paragraph.words) == len(set(paragraph.firsts))
        assert paragraph.firsts == sorted(paragraph.firsts) and paragraph.firsts[0] == 0
        assert paragraph.firsts[-1] < len(paragraph.pieces) == len(paragraph.features)
        assert all(0 < feature < FEATURES for feature in paragraph.features)


def test_a_word_that_is_stripped_completely_still_has_a_piece(tokenizer):
    [paragraph] = encode_paragraphs(Document("Roe \u200b said"), tokenizer)
    assert len(paragraph.pieces) == len(paragraph.words) == 3


def test_only_the_start_of_an_endless_word_is_read(tokenizer):
    [paragraph] = encode_paragraphs(Document("x" * 100_000 + " said"), tokenizer)
    assert [end - start for start, end in paragraph.words] == [100_000, 4]
    assert len(paragraph.pieces) < 20


def in_marks(text: str, tokenizer) -> list[str]:
    return [
        word
        for paragraph in encode_paragraphs(Document(text), tokenizer)
        for word, first in zip(paragraph.written, paragraph.firsts, strict=True)
        if paragraph.features[first] > SHAPES
    ]


def test_the_model_knows_which_words_are_quoted(tokenizer):
    assert in_marks("“It is,” Roe said.", tokenizer) == ["“", "It", "is", ",", "”"]
    assert in_marks('"It is," Roe said, "so."', tokenizer) == ['"', "It", "is", ",", '"', '"', "so", ".", '"']


def test_an_unclosed_quotation_continues_only_if_the_next_line_starts_with_a_mark(tokenizer):
    assert in_marks("“It is.\n“It was.” No.", tokenizer) == ["“", "It", "is", ".", "“", "It", "was", ".", "”"]
    assert in_marks("“It is.\nIt was.", tokenizer) == ["“", "It", "is", "."]


@pytest.mark.parametrize(
    ("word", "shape"), [("roe", 1), ("Roe", 2), ("ROE", 3), ("R", 4), ("McRoe", 5), ("12", 6), ("—", 7)]
)
def test_the_model_knows_how_a_word_is_written(word, shape, tokenizer):
    [paragraph] = encode_paragraphs(Document(word), tokenizer)
    assert set(paragraph.features) == {shape}
