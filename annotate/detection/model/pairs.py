"""Pairs of items of the same paragraph, for many paragraphs at once."""

import numpy
from numpy.typing import NDArray

Integers = NDArray[numpy.int64]


def pair_within_paragraphs(left: Integers, right: Integers) -> tuple[Integers, Integers]:
    """Return the indices of all pairs of a left and a right item in the same paragraph.

    left, right: the number of each item's paragraph, ascending.
    """
    first = numpy.searchsorted(right, left, "left")
    count = numpy.searchsorted(right, left, "right") - first
    of_left = numpy.repeat(numpy.arange(len(left)), count)
    within = numpy.arange(len(of_left)) - numpy.repeat(numpy.cumsum(count) - count, count)
    return of_left, within + first[of_left]
