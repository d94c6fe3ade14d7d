"""When two spans mean the same stretch of a text, and which of two lists belong together."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from annotate.text import Span


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as sorted spans that do not overlap; those that only touch stay apart."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def length(spans: Iterable[Span]) -> int:
    """How many characters the spans cover; they must be disjoint."""
    return sum(end - start for start, end in spans)


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many characters stand in both; the spans of each must be disjoint."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in one for t, f in other)


def overlap(one: Sequence[Span], other: Sequence[Span]) -> Fraction:
    """The shared characters as a share of the longer one's: at least one half means half of either and more."""
    longer = max(length(one), length(other))
    return Fraction(shared(one, other), longer) if longer else Fraction(0)


def partners(
    gold: Sequence[Sequence[Span]],
    found: Sequence[Sequence[Span]],
    rank: Callable[[int, int], int] = lambda gold, found: 0,
) -> dict[int, int]:
    """Who belongs to whom: index in `gold` to index in `found`, each at most once.

    Two may belong together if they share at least half of the gold one's characters and at least half of the found
    one's. The best overlap comes first, of equals the earlier one. `rank` of the two indices goes before the overlap;
    the lower comes first.
    """
    pairs = [
        (rank(i, j), -overlap(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if shared(one, other) and overlap(one, other) >= Fraction(1, 2)
    ]
    of_gold: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(pairs):
        if i not in of_gold and j not in taken:
            of_gold[i] = j
            taken.add(j)
    return of_gold
