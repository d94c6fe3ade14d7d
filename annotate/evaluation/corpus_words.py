"""The words by which detected and marked spans are compared."""

from typing import NamedTuple

from annotate.text import Document


class Word(NamedTuple):
    """A word, number, clitic or punctuation mark: its span in the text, and the number of its line."""

    start: int
    end: int
    paragraph: int


def words_of(document: Document) -> list[Word]:
    """Return the text's words in order. Lines without a word are not counted."""
    return [Word(*word, number) for number, line in enumerate(document.corpus_lines) for word in line]
