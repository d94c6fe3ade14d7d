"""Bound the work of normalising Unicode: it grows with the square of a run of combining marks."""

import unicodedata
from functools import cache

import regex

# Unicode Standard Annex 15, Stream-Safe Text Format: no writing system needs as many marks on one letter.
MOST_MARKS = 30
_JOINER = "\u034f"  # the combining grapheme joiner. It ends a run of marks, and nobody sees it.
# Combining marks, and the letters that NFKD turns into nothing but marks. A mark becomes at most two, and a letter
# before the run brings up to three of its own, so shorter runs cannot exceed the limit.
_RUN = regex.compile(r"[\P{ccc=0}\u0f73\u0f75\u0f81\uff9e\uff9f]{14,}+")


def limit_mark_runs(text: str) -> str:
    """Return the text with a joiner in each run of more than 30 combining marks, after every 30 of them.

    Ordinary text is returned unchanged. This is UAX 15's Stream-Safe Text Process (D4).
    """
    return text if text.isascii() else _RUN.sub(_split_run, text)


def compose(text: str) -> str:
    """Return the text with characters composed (NFC), in a time that grows with its length only."""
    return unicodedata.normalize("NFC", limit_mark_runs(text))


def decompose(text: str) -> str:
    """Return the text with characters decomposed and their variants replaced (NFKD), in the same time."""
    return unicodedata.normalize("NFKD", limit_mark_runs(text))


def _split_run(run: regex.Match) -> str:
    count = _count_trailing_marks(run.string[run.start() - 1]) if run.start() else 0
    pieces = []
    for mark in run[0]:
        marks = _count_trailing_marks(mark)
        if count + marks > MOST_MARKS:
            pieces.append(_JOINER)
            count = 0
        pieces.append(mark)
        count += marks
    return "".join(pieces)


@cache
def _count_trailing_marks(character: str) -> int:
    """Return the number of combining marks at the end of the decomposed character."""
    decomposed = unicodedata.normalize("NFKD", character)
    starters = [at for at, part in enumerate(decomposed, start=1) if not unicodedata.combining(part)]
    return len(decomposed) - (starters[-1] if starters else 0)
