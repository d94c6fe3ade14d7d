"""The labels that the model gives to words: each begins or continues a source, a cue or a content, or is outside."""

from collections.abc import Iterator, Sequence

PARTS = ("source", "cue", "content")
OUTSIDE = 0
LABELS = ("O", *(f"{place}-{part}" for part in PARTS for place in "BI"))

WordRun = tuple[str, int, int]
"""A part of an attribution, as words [first, last) of a paragraph."""


def first_label(part: str) -> int:
    """Return the label of a part's first word; the next number labels its other words."""
    return 1 + 2 * PARTS.index(part)


def may_follow(before: int, after: int) -> bool:
    """Return whether the second label may come after the first: `I-x` follows only `B-x` or `I-x`."""
    return after % 2 == 1 or after == OUTSIDE or before in (after, after - 1)


def labelled_runs(labels: Sequence[int]) -> Iterator[WordRun]:
    """Yield the labelled runs of words in order."""
    start = None
    for place, label in enumerate([*labels, OUTSIDE]):
        if start is not None and (label == OUTSIDE or label % 2 == 1):
            yield PARTS[(labels[start] - 1) // 2], start, place
            start = None
        if label % 2 == 1:
            start = place
