"""Cuts a stretch of text into words, numbers and marks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# No alternative can match the same stretch in two ways, so the scan stays linear whatever the text.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., D.C.
    r"|\d+(?:[.,:]\d+)*%?"  # 1,000  8:30  33%
    r"|\w+(?:['’‑-]\w+)*"  # don’t, run-off
    r"|\.{2,}|--+"
    r"|[^\w\s]"
)


class Token(NamedTuple):
    """A word or mark; `word` is its lower-case text."""

    start: int
    end: int
    word: str
    capital: bool


def tokenise(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of text[start:end], in order, with offsets in the whole text."""
    for match in _TOKEN.finditer(text, start, end):
        written = match[0]
        yield Token(match.start(), match.end(), written.lower().replace("’", "'"), written[0].isupper())
