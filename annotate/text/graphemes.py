"""Widens spans so that they never cut a character as readers see it: an accented letter, a flag, a family emoji."""

from collections.abc import Iterable

import regex

from annotate.text.spans import Span

_GRAPHEME = regex.compile(r"\X")  # Unicode Standard Annex 29
_LOOK_BACK = 1_000  # code points


def widen_to_graphemes(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans sorted, with both ends moved outwards to grapheme borders; merge those that then overlap."""
    widened: list[Span] = []
    for start, end in sorted(spans):
        start, end = _surrounding(text, start)[0], _surrounding(text, end)[1]
        if widened and start < widened[-1][1]:
            widened[-1] = (widened[-1][0], max(end, widened[-1][1]))
        else:
            widened.append((start, end))
    return tuple(widened)


def _is_plain(text: str, at: int) -> bool:
    """Whether an offset is clearly a border: between two ASCII characters, but not inside a line end.

    One ASCII character is not enough: the Arabic number sign and the digit after it are one grapheme.
    """
    return at in (0, len(text)) or (text[at - 1 : at + 1].isascii() and text[at - 1 : at + 1] != "\r\n")


def _surrounding(text: str, at: int) -> Span:
    """The grapheme around an offset, or (at, at) if the offset is a border."""
    if _is_plain(text, at):
        return at, at
    start = at - 1
    while at - start < _LOOK_BACK and not _is_plain(text, start):
        start -= 1
    for grapheme in _GRAPHEME.finditer(text, start):
        if grapheme.end() >= at:
            return (at, at) if grapheme.end() == at else grapheme.span()
    return at, at
