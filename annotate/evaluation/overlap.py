"""Matching marked and detected contents by the characters that they share."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from annotate.text import Span


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same characters as sorted spans without overlaps; spans that only touch stay separate."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def total_length(spans: Iterable[Span]) -> int:
    """Return how many characters the spans cover; they must be disjoint."""
    return sum(end - start for start, end in spans)


def count_shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Return how many characters two lists of spans share; the spans of each must be disjoint."""
    return sum(
        max(0, min(end, other_end) - max(start, other_start)) for start, end in one for other_start, other_end in other
    )


def overlap_share(one: Sequence[Span], other: Sequence[Span]) -> Fraction:
    """Return the shared characters as a share of the longer list: from 1/2 on, at least half of each is shared."""
    longer = max(total_length(one), total_length(other))
    return Fraction(count_shared(one, other), longer) if longer else Fraction(0)


def match_contents(
    gold: Sequence[Sequence[Span]],
    found: Sequence[Sequence[Span]],
    rank: Callable[[int, int], int] = lambda gold, found: 0,
) -> dict[int, int]:
    """Return the matches as index in `gold` to index in `found`, each used at most once.

    Two contents match if they share at least half of each one's characters. The best overlap is matched first, equal
    ones in order. `rank` takes the two indices; pairs with a lower rank are matched before all others.
    """
    pairs = [
        (rank(i, j), -overlap_share(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if count_shared(one, other) and overlap_share(one, other) >= Fraction(1, 2)
    ]
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(pairs):
        if i not in matches and j not in taken:
            matches[i] = j
            taken.add(j)
    return matches
