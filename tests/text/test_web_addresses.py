"""Web addresses as requests, files and sites send them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.web_addresses import LONGEST_URL, join_url, parse_url

ODD = [
    "http://",
    "[",
    "]",
    "::1",
    ":",
    "/",
    "@",
    "9" * 20,
    "٣",
    "ü",
    "\u2100",
    "%",
    "\0",
    "\ud800",
    "\n",
    "?",
    "#",
    "e.x",
]
addresses = st.one_of(st.text(), st.lists(st.sampled_from(ODD)).map("".join))


@given(addresses)
def test_any_text_is_an_address_or_refused(sent):
    parts = parse_url(sent)
    assert parts is None or (parts.port or 0) < 65_536


@given(addresses)
def test_any_location_is_joined_or_refused(sent):
    joined = join_url("https://news.example/a", sent)
    assert joined is None or isinstance(joined, str)


@pytest.mark.parametrize("sent", ["http://[", "//[::1", "http://a:99999/", "http://a:" + "9" * 1_500, "x" * 2_001])
def test_what_is_no_address_is_refused(sent):
    assert parse_url(sent) is None
    assert join_url("https://news.example/a", sent) is None


def test_a_long_host_name_is_refused_before_it_is_normalised():
    start = time.process_time()
    assert parse_url("http://e" + "\u0301\u0316" * 40_000) is None
    assert time.process_time() - start < 1
    assert parse_url("http://" + "e" * (LONGEST_URL - 7)) is not None
