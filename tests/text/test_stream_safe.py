"""Long runs of combining marks cost no more than other text, and keep every mark."""

import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.actors.names import BadName, clean_name, key_of_name
from annotate.importing.decoding import normalise
from annotate.importing.readers.alignment import align_to_normalised
from annotate.text.stream_safe import MOST_MARKS, compose, decompose, limit_mark_runs

JOINER = "\u034f"
# Letters and marks, one mark that becomes two, two letters that become marks, and letters that bring marks.
PIECES = ["a", "é", "\u1f82", "\u0344", "\u0f73", "\uff9e", *("\u0301" * 13, "\u0316\u0301" * 9, "\u0301\u0316" * 40)]
texts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


def longest_run(text: str) -> int:
    """Return the longest run of combining marks in the decomposed text (UAX 15, D3)."""
    longest = run = 0
    for character in unicodedata.normalize("NFKD", text):
        run = run + 1 if unicodedata.combining(character) else 0
        longest = max(longest, run)
    return longest


@given(texts)
def test_no_run_is_longer_than_unicode_allows(text):
    safe = limit_mark_runs(text)
    assert longest_run(safe) <= MOST_MARKS
    assert safe.replace(JOINER, "") == text
    assert limit_mark_runs(safe) == safe
    assert longest_run(text) > MOST_MARKS or safe == text


def test_thirty_marks_stay_together():
    assert limit_mark_runs("e" + "\u0301" * 30) == "e" + "\u0301" * 30
    assert limit_mark_runs("e" + "\u0301" * 31) == "e" + "\u0301" * 30 + JOINER + "\u0301"


def seconds_to(do: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    with suppress(BadName):
        do(text)
    return time.process_time() - start


@pytest.mark.parametrize("do", [compose, decompose, normalise, align_to_normalised, key_of_name, clean_name])
def test_four_times_the_marks_take_at_most_eight_times_as_long(do):
    """If the time grew with the square of the size, they would take 16 times as long."""
    small, large = ("e" + "\u0301\u0316" * number for number in (10_000, 40_000))
    assert seconds_to(do, large) < max(8 * min(seconds_to(do, small) for _ in range(3)), 0.05)
