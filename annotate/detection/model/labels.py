"""The labels that the model gives to words: each begins or continues a source, a cue or a content, or is outside."""

from collections.abc import Iterable, Sequence

PARTS = ("source", "cue", "content")
OUTSIDE = 0
LABELS = ("O", *(f"{place}-{part}" for part in PARTS for place in "BI"))


def begins(part: str) -> int:
    """The label of a part's first word; the next label is that of its other words."""
    return 1 + 2 * PARTS.index(part)


def may_follow(before: int, after: int) -> bool:
    """Whether the second label may stand after the first: `I-x` only after `B-x` or `I-x`."""
    return after % 2 == 1 or after == OUTSIDE or before in (after, after - 1)


def runs(labels: Sequence[int]) -> Iterable[tuple[str, int, int]]:
    """The labelled runs of words as (part, first word, word after the last)."""
    start = None
    for place, label in enumerate([*labels, OUTSIDE]):
        if start is not None and (label == OUTSIDE or label % 2 == 1):
            yield PARTS[(labels[start] - 1) // 2], start, place
            start = None
        if label % 2 == 1:
            start = place
