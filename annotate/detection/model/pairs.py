"""Pairs of things of the same paragraph, for many paragraphs at once."""

import numpy
from numpy.typing import NDArray


def pairs(ones: NDArray, others: NDArray) -> tuple[NDArray, NDArray]:
    """The places of all pairs of a one and another that belong to the same paragraph.

    ones, others: the number of each one's paragraph, in ascending order.
    """
    first = numpy.searchsorted(others, ones, "left")
    count = numpy.searchsorted(others, ones, "right") - first
    of_one = numpy.repeat(numpy.arange(len(ones)), count)
    within = numpy.arange(len(of_one)) - numpy.repeat(numpy.cumsum(count) - count, count)
    return of_one, within + first[of_one]
