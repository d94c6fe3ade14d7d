"""Pairing items of the same paragraph."""

import numpy

from annotate.detection.model.pairs import pair_within_paragraphs


def paired(ones: list[int], others: list[int]) -> list[tuple[int, int]]:
    one, other = pair_within_paragraphs(numpy.array(ones, dtype=int), numpy.array(others, dtype=int))
    return list(zip(one.tolist(), other.tolist(), strict=True))


def test_every_item_is_paired_with_every_other_item_of_its_paragraph():
    assert paired([0, 0, 2, 3], [0, 1, 2, 2]) == [(0, 0), (1, 0), (2, 2), (2, 3)]


def test_an_item_is_paired_with_itself():
    assert paired([4, 4], [4, 4]) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_items_of_different_paragraphs_are_not_paired():
    assert paired([0, 1], [2, 3]) == paired([], [1]) == paired([1], []) == paired([], []) == []
