"""Where paragraphs begin and end."""

import re

from annotate.text.spans import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_ENDS_A_SENTENCE = frozenset(".!?:;\"'”’»“…)")


def cut_paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text in order, without the white space around them.

    Each line is a paragraph, unless it continues a hard-wrapped one: the line before it stops in mid-sentence and this
    one starts with a lower-case letter.
    """
    paragraphs: list[Span] = []
    for match in _LINE.finditer(text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start >= end:
            continue
        if paragraphs and _continues(text, paragraphs[-1][1], start):
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((start, end))
    return paragraphs


def _continues(text: str, end: int, start: int) -> bool:
    """Whether the line at `start` continues the paragraph that stops at `end`."""
    gap = text[end:start]
    has_one_break = gap.count("\n") + gap.count("\r") - gap.count("\r\n") == 1
    return has_one_break and text[start].islower() and text[end - 1] not in _ENDS_A_SENTENCE
