"""Integers that a request sends as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.web.integers import LARGEST_ID, parse_integer, parse_integers, parse_pair


@pytest.mark.parametrize(
    ("sent", "integer"),
    [("0", 0), ("12", 12), (str(LARGEST_ID), LARGEST_ID), (str(LARGEST_ID + 1), None), ("9" * 5000, None)],
)
def test_an_integer_is_read_if_it_fits_a_bigint(sent, integer):
    assert parse_integer(sent) == integer


@pytest.mark.parametrize("sent", ["", "-1", "1.5", " 1", "one", "\0", "²", "١٢"])
def test_anything_but_digits_is_refused(sent):
    assert parse_integer(sent) is None


def test_unreadable_parts_of_a_list_become_none():
    assert parse_integers("12,x,16") == [12, None, 16]


@pytest.mark.parametrize(("sent", "pair"), [("12:0", (12, 0)), ("12", None), ("12:x", None), ("1:2:3", None)])
def test_a_pair_is_two_integers(sent, pair):
    assert parse_pair(sent) == pair


@given(st.one_of(st.text(), st.text("0123456789٣²-+_,:", max_size=5_000), st.integers().map(str)))
def test_any_text_is_an_id_or_refused(sent):
    for integer in (parse_integer(sent), *parse_integers(sent), *(parse_pair(sent) or ())):
        assert integer is None or 0 <= integer <= LARGEST_ID
