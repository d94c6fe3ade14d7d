"""Cuts a stretch of text into words, numbers and punctuation marks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# No two alternatives match the same stretch, so the scan stays linear for any text.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., D.C.
    r"|\d+(?:[.,:]\d+)*%?"  # 1,000  8:30  33%
    r"|\w+(?:['’‑-]\w+)*"  # don’t, run-off
    r"|\.{2,}|--+"
    r"|[^\w\s]"
)


class ScannedWord(NamedTuple):
    """A word or punctuation mark; `word` is in lower case with straight apostrophes."""

    start: int
    end: int
    word: str
    capital: bool


def scan_words(text: str, start: int, end: int) -> Iterator[ScannedWord]:
    """Yield the words of text[start:end] in order, with offsets in the whole text."""
    for match in _WORD.finditer(text, start, end):
        written = match[0]
        yield ScannedWord(match.start(), match.end(), written.lower().replace("’", "'"), written[0].isupper())
