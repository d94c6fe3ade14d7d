"""Where paragraphs begin and end."""

import re

from annotate.detection.attribution import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_ENDS_A_SENTENCE = frozenset(".!?:;\"'”’»“…)")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, without the white space around them.

    A line is a paragraph of its own, unless it goes on a hard-wrapped one: then the line before stops
    in mid-sentence and this one starts with a small letter.
    """
    found: list[Span] = []
    for match in _LINE.finditer(text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start >= end:
            continue
        if found and _goes_on(text, found[-1][1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether the line at `start` continues the paragraph that stops at `end`."""
    gap = text[end:start]
    one_break = gap.count("\n") + gap.count("\r") - gap.count("\r\n") == 1
    return one_break and text[start].islower() and text[end - 1] not in _ENDS_A_SENTENCE
