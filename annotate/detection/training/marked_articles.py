"""Reads news items whose sources, cues and contents are marked in the text: `S[Roe] C[said] D{she did not}`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotate.text.spans import Span

ARTICLES = Path(__file__).with_name("articles")
SOURCE, CUE, OTHER = "source", "cue", "other"
_NAMES = {"S": SOURCE, "C": CUE, "A": "allegation", "D": "denial", "Q": "quote", "O": OTHER}
_MARK = re.compile(r"([SC])\[|([ADQO])\{|[\]}]")
_COMMENT = re.compile(r"^#.*\n?", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """A text without its marks, and each mark's name ("source", "cue", a kind or "other") with its span, in order."""

    text: str
    parts: tuple[tuple[str, Span], ...]


def read_marked_articles(file: Path) -> Iterator[MarkedArticle]:
    """Yield the items of a file, which blank lines separate. Lines that start with # are comments.

    Raise ValueError, with the item, if a mark is never opened or never closed.
    """
    for item in _BLANK_LINES.split(_COMMENT.sub("", file.read_text(encoding="utf-8"))):
        if item.strip():
            yield read_marked_article(item.strip())


def read_marked_article(marked: str) -> MarkedArticle:
    """Return an item without its marks, and where they were. Raise ValueError as `read_marked_articles` does."""
    text, read_to = "", 0
    opened: list[tuple[str, int]] = []
    parts: list[tuple[str, Span]] = []
    for mark in _MARK.finditer(marked):
        text += marked[read_to : mark.start()]
        read_to = mark.end()
        if name := mark[1] or mark[2]:
            opened.append((_NAMES[name], len(text)))
        elif opened:
            name, start = opened.pop()
            parts.append((name, (start, len(text))))
        else:
            raise ValueError(f"A mark is closed that was never opened: {marked}")
    if opened:
        raise ValueError(f"A mark is never closed: {marked}")
    return MarkedArticle(text + marked[read_to:], tuple(sorted(parts, key=lambda part: part[1])))
