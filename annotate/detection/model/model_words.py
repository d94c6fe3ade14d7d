"""Cuts paragraphs into the words that the model labels."""

import re
from bisect import bisect_left

from annotate.detection.attribution import Span

# No alternative matches the same stretch in two ways, so the scan stays linear whatever the text.
_WORD = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}                    # U.S.
    | \d+(?:[.,:]\d+)*                    # 1,000.5
    | \w+?(?=n['’]t\b) | n['’]t\b         # do|n't
    | ['’](?:s|d|ll|re|ve|m)\b            # Trump|'s
    | \w+(?:-\w+)*
    | \.{2,} | -{2,} | ``|'' | [^\s\ufeff]  # a byte order mark is no word
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")


def lines_of_words(text: str) -> list[list[Span]]:
    """The words of each line of a text, as spans; lines without a word are left out."""
    lines = ([match.span() for match in _WORD.finditer(text, *line.span())] for line in _LINE.finditer(text))
    return [line for line in lines if line]


def words_in(words: list[Span], span: Span) -> tuple[int, int]:
    """The words [first, last) of a line that lie inside a span."""
    first = bisect_left(words, span[0], key=lambda word: word[0])
    last = bisect_left(words, span[1] + 1, key=lambda word: word[1])
    return first, max(first, last)
