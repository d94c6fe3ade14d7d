"""Map offsets in one text to offsets in another that differs from it in places."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import regex

from annotate.importing.readers.reader_types import Spans
from annotate.text.stream_safe import compose

_BEYOND_UTF_16 = r"[\U00010000-\U0010FFFF]"
_WINDOWS_LINE_END = r"\r\n"
_MARK = r"\A\ufeff"
_CHARACTER = regex.compile(r"\X")
# How other tools count characters, by what each counts differently from code points: JavaScript counts UTF-16 units,
# most tools skip a byte order mark, browsers and Python's text files count \r\n as one, and doccano can count
# graphemes.
_COUNTS = [(), (_BEYOND_UTF_16,), (_WINDOWS_LINE_END,), (_BEYOND_UTF_16, _WINDOWS_LINE_END), (r"\X",)]
_LINE = regex.compile(r"[^\n]*\n?")


class Alignment:
    """Maps offsets in a text A to offsets in a text B.

    pieces: the differences in order, each as the number of equal characters since the last difference, the difference's
    length in A, and its length in B.
    """

    def __init__(self, pieces: Iterable[tuple[int, int, int]]) -> None:
        # Arrays save memory: a text that is all emoji has half a million pieces.
        self._from, self._till, self._to, self._to_till = (array("q") for _ in range(4))
        a = b = 0
        for same, in_a, in_b in pieces:
            a, b = a + same, b + same
            self._from.append(a)
            self._to.append(b)
            a, b = a + in_a, b + in_b
            self._till.append(a)
            self._to_till.append(b)

    def map_spans(self, spans: Iterable[tuple[int, int]]) -> Spans:
        """Return the spans in B, in the same order. A span that begins or ends inside a difference is widened to
        include it; a span that is empty in B is left out."""
        mapped = ((self._offset(start), self._offset(end, is_end=True)) for start, end in spans)
        return tuple((start, end) for start, end in mapped if start < end)

    def _offset(self, offset: int, *, is_end: bool = False) -> int:
        piece = bisect_right(self._from, offset) - 1
        if piece < 0:
            return offset
        if self._from[piece] < offset < self._till[piece]:
            return self._to_till[piece] if is_end else self._to[piece]
        if offset == self._from[piece] and offset < self._till[piece]:
            return self._to[piece]
        return self._to_till[piece] + offset - self._till[piece]


def merge_spans(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return the spans sorted, with those that overlap or touch merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def align_to_normalised(text: str) -> Alignment:
    """Return the alignment of a text with its `decoding.normalise`d form."""
    return Alignment(_normalising_changes(text))


def align_other_counts(text: str) -> list[Alignment]:
    """Return the alignments of other tools' ways of counting characters with the text's code points."""
    marks = [(), (_MARK,)] if text.startswith("\ufeff") else [()]
    counts = [(*mark, *count) for mark in marks for count in _COUNTS]
    return [Alignment(_count_differences(text, regex.compile("|".join(count)))) for count in counts if count]


def _count_differences(text: str, pattern: regex.Pattern) -> Iterator[tuple[int, int, int]]:
    end = 0
    for match in pattern.finditer(text):
        counted = _count_in_tool(match[0], _BEYOND_UTF_16 in pattern.pattern)
        if counted != len(match[0]):
            yield match.start() - end, counted, len(match[0])
            end = match.end()


def _count_in_tool(piece: str, in_utf_16: bool) -> int:
    if piece == "\ufeff":
        return 0
    return 2 if in_utf_16 and piece != "\r\n" else 1


def _normalising_changes(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the graphemes whose number of code points changes. Composing never crosses graphemes."""
    marks = len(text) - len(text.lstrip("\ufeff"))
    if marks:
        yield 0, marks, 0
    end = marks
    for line in _LINE.finditer(text, marks):
        if not line[0].endswith("\r\n") and compose(line[0]) == line[0]:
            continue
        for match in _CHARACTER.finditer(text, line.start(), line.end()):
            after = 1 if match[0] == "\r\n" else len(compose(match[0]))
            if after != match.end() - match.start():
                yield match.start() - end, match.end() - match.start(), after
                end = match.end()
