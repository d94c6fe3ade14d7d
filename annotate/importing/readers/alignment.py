"""Offsets of one text as offsets of another that differs from it in some pieces."""

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import regex

from annotate.importing.readers.reader_types import Spans

_BEYOND_UTF_16 = r"[\U00010000-\U0010FFFF]"
_WINDOWS_LINE_END = r"\r\n"
_MARK = r"\A\ufeff"
_CHARACTER = regex.compile(r"\X")
# How other tools count a text's characters where they do not count code points, by what each counts differently:
# JavaScript counts UTF-16 units, most leave out a byte order mark, browsers and Python's text files see one line end in
# \r\n, doccano can count what a reader sees as one character.
_COUNTS = [(), (_BEYOND_UTF_16,), (_WINDOWS_LINE_END,), (_BEYOND_UTF_16, _WINDOWS_LINE_END), (r"\X",)]
_LINE = regex.compile(r"[^\n]*\n?")


class Alignment:
    """Leads from offsets in a text A to offsets in a text B.

    pieces: where they differ, in order: how many characters since the piece before are the same in both, how many
    the piece has in A and how many in B.
    """

    def __init__(self, pieces: Iterable[tuple[int, int, int]]) -> None:
        # Arrays, for a text of nothing but emoji has half a million pieces.
        self._from, self._till, self._to, self._to_till = (array("q") for _ in range(4))
        a = b = 0
        for same, in_a, in_b in pieces:
            a, b = a + same, b + same
            self._from.append(a)
            self._to.append(b)
            a, b = a + in_a, b + in_b
            self._till.append(a)
            self._to_till.append(b)

    def spans(self, spans: Iterable[tuple[int, int]]) -> Spans:
        """The spans in B, in their order. One that begins or ends inside a piece is widened to all of it; one that is
        empty there is left out."""
        carried = ((self._offset(start), self._offset(end, is_end=True)) for start, end in spans)
        return tuple((start, end) for start, end in carried if start < end)

    def _offset(self, offset: int, *, is_end: bool = False) -> int:
        piece = bisect_right(self._from, offset) - 1
        if piece < 0:
            return offset
        if self._from[piece] < offset < self._till[piece]:
            return self._to_till[piece] if is_end else self._to[piece]
        if offset == self._from[piece] and offset < self._till[piece]:
            return self._to[piece]
        return self._to_till[piece] + offset - self._till[piece]


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """The spans sorted; those that overlap or touch become one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def to_normalised(text: str) -> Alignment:
    """From offsets of a text to offsets of what `decoding.normalise` makes of it."""
    return Alignment(_changes(text))


def from_other_counts(text: str) -> list[Alignment]:
    """From offsets as other tools may have counted them to code points of the text."""
    marks = [(), (_MARK,)] if text.startswith("\ufeff") else [()]
    counts = [(*mark, *count) for mark in marks for count in _COUNTS]
    return [Alignment(_counted_otherwise(text, regex.compile("|".join(count)))) for count in counts if count]


def _counted_otherwise(text: str, pattern: regex.Pattern) -> Iterator[tuple[int, int, int]]:
    end = 0
    for match in pattern.finditer(text):
        there = _count(match[0], _BEYOND_UTF_16 in pattern.pattern)
        if there != len(match[0]):
            yield match.start() - end, there, len(match[0])
            end = match.end()


def _count(piece: str, in_utf_16: bool) -> int:
    if piece == "\ufeff":
        return 0
    return 2 if in_utf_16 and piece != "\r\n" else 1


def _changes(text: str) -> Iterator[tuple[int, int, int]]:
    """The characters as seen whose number of code points normalising changes; none of them is composed across."""
    marks = len(text) - len(text.lstrip("\ufeff"))
    if marks:
        yield 0, marks, 0
    end = marks
    for line in _LINE.finditer(text, marks):
        if not line[0].endswith("\r\n") and unicodedata.is_normalized("NFC", line[0]):
            continue
        for match in _CHARACTER.finditer(text, line.start(), line.end()):
            after = 1 if match[0] == "\r\n" else len(unicodedata.normalize("NFC", match[0]))
            if after != match.end() - match.start():
                yield match.start() - end, match.end() - match.start(), after
                end = match.end()
