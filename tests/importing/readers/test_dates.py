from datetime import date

import pytest

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.dates import is_day_first, read_date


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24",
        "2026-11-24T23:30:00-05:00",
        "2026/11/24",
        "20261124",
        "Tue, 24 Nov 2026 10:00:00 +0100",
        "24 November 2026",
        "Tuesday, November 24th, 2026 at 5pm",
        "Nov. 24, 2026",
        "24-Nov-2026",
        "24.11.2026",
        "24.11.2026 08:30",
        "11/24/2026",
        "24/11/2026",
    ],
)
def test_common_ways_to_write_a_date_are_read(written):
    assert read_date(written) == date(2026, 11, 24)


def test_with_dots_the_day_comes_first():
    assert read_date("03.04.2026") == date(2026, 4, 3)


def test_an_ambiguous_date_is_refused_unless_the_order_is_known():
    with pytest.raises(Unreadable, match="“03/04/2026” could be two dates"):
        read_date("03/04/2026")
    assert read_date("03/04/2026", day_first=True) == date(2026, 4, 3)
    assert read_date("03/04/2026", day_first=False) == date(2026, 3, 4)


def test_an_unambiguous_date_outweighs_the_given_order():
    assert read_date("11/24/2026", day_first=True) == date(2026, 11, 24)


@pytest.mark.parametrize("written", ["yesterday", "31.02.2026", "2026", "2026-13-01", "1764000000", "0/0/0000"])
def test_an_invalid_date_is_refused_with_how_to_write_it(written):
    with pytest.raises(Unreadable, match="Write it as 2026-11-24"):
        read_date(written)


def test_a_blank_date_is_none():
    assert read_date("  ") is None


@pytest.mark.parametrize(
    "samples, day_first",
    [
        (["03/04/2026", "24/11/2026"], True),
        (["03/04/2026", "11/24/2026"], False),
        (["03/04/2026"], None),
        (["24/11/2026", "11/24/2026"], None),
        (["24.11.2026", "03/04/2026"], None),
        ([], None),
    ],
)
def test_the_order_is_guessed_from_a_columns_other_dates(samples, day_first):
    assert is_day_first(samples) is day_first
