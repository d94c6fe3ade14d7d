"""The words by which detected and marked spans are compared."""

import re
from typing import NamedTuple

_WORD = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}                    # U.S.
    | \d+(?:[.,:]\d+)*                    # 1,000.5
    | \w+?(?=n['’]t\b) | n['’]t\b         # do|n't
    | ['’](?:s|d|ll|re|ve|m)\b            # Roe|'s
    | \w+(?:-\w+)*
    | \.{2,} | -{2,} | ``|'' | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Word(NamedTuple):
    """A word, number, clitic or punctuation mark: where it stands in the text, and in which line."""

    start: int
    end: int
    paragraph: int


def words_of(text: str) -> list[Word]:
    """The text's words in order. Paragraphs are its lines, counted from 0, blank ones too."""
    return [
        Word(*match.span(), paragraph)
        for paragraph, line in enumerate(re.finditer(r"[^\n]*(?:\n|\Z)", text))
        for match in _WORD.finditer(text, *line.span())
    ]
