"""A document reads its text once, and nobody can change what it read."""

from dataclasses import FrozenInstanceError

import pytest

from annotate.text import Document

VIEWS = ["paragraphs", "quotations", "sentences", "sentence_starts", "corpus_lines", "model_lines", "tokens"]
TEXT = "“It is safe,” Ms Roe said. She left.\nDoe denied it."


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_read_only_once(view):
    document = Document(TEXT)
    assert getattr(document, view) is getattr(document, view)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_cannot_be_changed(view):
    document = Document(TEXT)
    assert isinstance(getattr(document, view), tuple)
    with pytest.raises(FrozenInstanceError):
        setattr(document, view, ())


def test_all_views_count_code_points_of_the_text():
    document = Document(f"😀 {TEXT}")
    [quotation] = document.quotations
    assert document.text[slice(*quotation.spans[0])] == "“It is safe,”"
    assert [document.text[slice(*sentence.span)] for sentence in document.sentences] == [
        "😀 “It is safe,” Ms Roe said.",
        "She left.",
        "Doe denied it.",
    ]
    first, *_ = document.corpus_lines[1]
    assert document.text[slice(*first)] == "Doe"
    assert [document.text[token.start : token.end] for token in document.tokens] == [
        token.text for token in document.tokens
    ]


def test_an_empty_text_has_no_paragraphs_sentences_or_words():
    assert all(getattr(Document(""), view) == () for view in VIEWS)
