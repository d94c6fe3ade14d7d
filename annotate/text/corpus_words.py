"""Cuts a text into words as the PolNeAR corpus does: contractions and possessives are words, too.

The model's training data, and so its windows and thresholds, use this cut. So does the metric that scores it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from annotate.text.spans import Span

# No two alternatives match the same stretch, so the scan stays linear for any text.
_WORD = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}                    # U.S.
    | \d+(?:[.,:]\d+)*                    # 1,000.5
    | \w+?(?=n['’]t\b) | n['’]t\b         # do|n't
    | ['’](?:s|d|ll|re|ve|m)\b            # Trump|'s
    | \w+(?:-\w+)*
    | \.{2,} | -{2,} | ``|'' | [^\s\ufeff]  # a byte order mark is not a word
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")

CorpusLine = tuple[Span, ...]


def cut_corpus_lines(text: str) -> Iterator[CorpusLine]:
    """Yield the words of each line that has any."""
    for line in _LINE.finditer(text):
        words = tuple(match.span() for match in _WORD.finditer(text, *line.span()))
        if words:
            yield words


def split_lines(lines: Iterable[CorpusLine], paragraph_starts: Sequence[int]) -> Iterator[CorpusLine]:
    """Yield the lines, cut before each paragraph that starts inside one. paragraph_starts: offsets, ascending."""
    for line in lines:
        first = 0
        for start in paragraph_starts[
            bisect_right(paragraph_starts, line[0][0]) : bisect_left(paragraph_starts, line[-1][1])
        ]:
            at = bisect_left(line, start, key=lambda word: word[0])
            if first < at < len(line):
                yield line[first:at]
                first = at
        yield line[first:]


def words_inside(words: Sequence[Span], span: Span) -> tuple[int, int]:
    """Return the words [first, last) of a line that lie entirely inside a span."""
    first = bisect_left(words, span[0], key=lambda word: word[0])
    last = bisect_left(words, span[1] + 1, key=lambda word: word[1])
    return first, max(first, last)
