"""Times that a request sends as text."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.web.moments import parse_moment

numbers = st.integers(0, 10_000).map("{:04}".format)
times = st.one_of(
    st.text(),
    st.builds("{}-{}T{}{}".format, numbers, st.sampled_from(["01-01", "12-31", "02-30"]),
              st.sampled_from(["00:00", "23:59:59.999999", "24:00"]), st.sampled_from(["", "Z", "+14:00", "-23:59"])),
)  # fmt: skip


@given(times)
def test_any_text_is_a_time_to_calculate_with_or_refused(sent):
    moment = parse_moment(sent)
    assert moment is None or (moment - timedelta(days=1)).astimezone(UTC) < moment


@pytest.mark.parametrize("sent", ["", "now", "2026-01-01", "2026-01-01T00:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_needs_an_offset_and_a_year_of_ours(sent):
    assert parse_moment(sent) is None


def test_a_time_is_read():
    assert parse_moment("2026-03-01T10:00:00+02:00").isoformat() == "2026-03-01T10:00:00+02:00"
