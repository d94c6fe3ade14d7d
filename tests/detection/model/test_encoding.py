"""What the model reads of each word: offsets, pieces, case and quotation marks."""

import pytest

from annotate.detection.model.encoding import FEATURES, SHAPES, encode_paragraphs
from annotate.text import Document
from tests.text.odd_texts import EACH_ODD_TEXT


@EACH_ODD_TEXT
def test_the_model_reads_the_words_at_their_offsets(text, tokenizer):
    for paragraph in encode_paragraphs(Document(text), tokenizer):
        shown = [text[start:end] for start, end in paragraph.words]
        assert [word for word in paragraph.written if word not in "“”"] == [
            "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in word)
            for word, written in zip(shown, paragraph.written, strict=True)
            if written not in "“”"
        ]


@EACH_ODD_TEXT
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
    assert in_marks('"It is," Roe said, "so."', tokenizer) == ["“", "It", "is", ",", "”", "“", "so", ".", "”"]


def test_an_unclosed_quotation_continues_only_if_the_next_line_starts_with_a_mark(tokenizer):
    assert in_marks("“It is.\n“It was.” No.", tokenizer) == ["“", "It", "is", ".", "“", "It", "was", ".", "”"]
    assert in_marks("“It is.\nIt was.", tokenizer) == ["“", "It", "is", "."]


@pytest.mark.parametrize(
    ("word", "shape"), [("roe", 1), ("Roe", 2), ("ROE", 3), ("R", 4), ("McRoe", 5), ("12", 6), ("—", 7)]
)
def test_the_model_knows_how_a_word_is_written(word, shape, tokenizer):
    [paragraph] = encode_paragraphs(Document(word), tokenizer)
    assert set(paragraph.features) == {shape}
