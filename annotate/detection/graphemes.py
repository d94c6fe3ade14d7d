"""Keeps spans from cutting through what a reader takes for one character: an accented letter, a flag, a family."""

from collections.abc import Sequence

import regex

from annotate.detection.attribution import Span

_GRAPHEME = regex.compile(r"\X")
_LOOK_BACK = 1_000


class Graphemes:
    """The graphemes of a text (Unicode Annex 29)."""

    def __init__(self, text: str) -> None:
        self._text = text

    def widened(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The spans, sorted, with both ends moved outwards to grapheme borders; those that then overlap are one."""
        found: list[Span] = []
        for start, end in sorted(spans):
            start, end = _before(self._text, start), _behind(self._text, end)
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return tuple(found)


def _before(text: str, at: int) -> int:
    return at if _is_plain(text, at) else _around(text, at)[0]


def _behind(text: str, at: int) -> int:
    return at if _is_plain(text, at) else _around(text, at)[1]


def _is_plain(text: str, at: int) -> bool:
    """Whether a border is plain to see: between two ASCII characters, the halves of a line end excepted. What stands
    before an ASCII character may belong to it: the Arabic number sign and the digit behind it are one."""
    return at in (0, len(text)) or (text[at - 1 : at + 1].isascii() and text[at - 1 : at + 1] != "\r\n")


def _around(text: str, at: int) -> Span:
    """The grapheme that a place lies in, or the place itself between two."""
    start = at - 1
    while at - start < _LOOK_BACK and not _is_plain(text, start):
        start -= 1
    for grapheme in _GRAPHEME.finditer(text, start):
        if grapheme.end() >= at:
            return (at, at) if grapheme.end() == at else grapheme.span()
    return at, at
