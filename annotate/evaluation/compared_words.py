"""The words by which detected and marked spans are compared, as the PolNeAR corpus cuts them."""

from typing import NamedTuple

from annotate.text import Document


class CorpusWord(NamedTuple):
    """A word, number, clitic or punctuation mark, and the number of its paragraph, counted from 0."""

    start: int
    end: int
    paragraph: int


def words_of(document: Document) -> list[CorpusWord]:
    """Return the text's words in order. Each line with a word is a paragraph."""
    return [CorpusWord(*word, number) for number, line in enumerate(document.corpus_lines) for word in line]
