"""Reads sentences whose sources, cues and contents are marked where they stand: `S[Roe] C[said] D{she did not}`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotate.text.spans import Span

CHARGES_AND_ANSWERS = Path(__file__).with_name("charges_and_answers.txt")
SOURCE, CUE = "source", "cue"
_NAMES = {"S": SOURCE, "C": CUE, "A": "allegation", "D": "denial", "Q": "quote", "O": "other"}
_MARK = re.compile(r"([SC])\[|([ADQO])\{|[\]}]")


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A text without its marks, and each mark's name ("source", "cue", a kind or "other") with its span, in order."""

    text: str
    parts: tuple[tuple[str, Span], ...]


def read_sentences(file: Path) -> Iterator[MarkedSentence]:
    """Yield the marked lines of a file; blank lines and lines that start with # are left out.

    Raises ValueError, with the line, if a mark is never opened or never closed.
    """
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield read_sentence(line)


def read_sentence(line: str) -> MarkedSentence:
    """Return a line without its marks, and where they were. Raises ValueError as `read_sentences` does."""
    text, read_to = "", 0
    opened: list[tuple[str, int]] = []
    parts: list[tuple[str, Span]] = []
    for mark in _MARK.finditer(line):
        text += line[read_to : mark.start()]
        read_to = mark.end()
        if name := mark[1] or mark[2]:
            opened.append((_NAMES[name], len(text)))
        elif opened:
            name, start = opened.pop()
            parts.append((name, (start, len(text))))
        else:
            raise ValueError(f"A mark is closed that was never opened: {line}")
    if opened:
        raise ValueError(f"A mark is never closed: {line}")
    return MarkedSentence(text + line[read_to:], tuple(sorted(parts, key=lambda part: part[1])))
