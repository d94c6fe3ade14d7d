"""Pairs of things of the same paragraph."""

import numpy

from annotate.detection.model.pairs import pair_within_paragraphs


def paired(ones: list[int], others: list[int]) -> list[tuple[int, int]]:
    one, other = pair_within_paragraphs(numpy.array(ones, dtype=int), numpy.array(others, dtype=int))
    return list(zip(one.tolist(), other.tolist(), strict=True))


def test_each_is_paired_with_each_of_its_paragraph():
    assert paired([0, 0, 2, 3], [0, 1, 2, 2]) == [(0, 0), (1, 0), (2, 2), (2, 3)]


def test_it_is_paired_with_itself_too():
    assert paired([4, 4], [4, 4]) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_where_nothing_belongs_together_there_are_no_pairs():
    assert paired([0, 1], [2, 3]) == paired([], [1]) == paired([1], []) == paired([], []) == []
