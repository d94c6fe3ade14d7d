"""Statements that one source relays from another, and those of an unnamed one."""

import pytest

from tests.detection.marked_output import claim, claims


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The agency quoted a ministry official in Oslo as saying the ship would stay in port.",
            "a ministry official in Oslo",
            "the ship would stay in port",
        ),
        (
            "The paper cited two scouts as claiming that the striker had failed a medical.",
            "two scouts",
            "that the striker had failed a medical",
        ),
    ],
)
def test_the_source_of_quoted_as_saying_is_who_is_quoted(text, source, content):
    assert claim(text)[0] == source
    assert claim(text)[2] == content


def test_whom_a_report_cites_is_not_part_of_the_content():
    text = "The Herald reported, citing two people close to the talks, that the bank would cut 900 jobs."
    assert claim(text)[:3] == ("The Herald", "reported", "that the bank would cut 900 jobs")


def test_a_price_is_quoted_but_nothing_is_said():
    assert all(source != "a price" for source, *_ in claims("The firm quoted a price as low as any for the work."))


@pytest.mark.parametrize("end", ["it was claimed", "it was claimed yesterday", "it is alleged", "it has been reported"])
def test_a_long_lead_may_end_with_it_was_claimed(end):
    lead = "A surgeon removed the wrong kidney and altered the notes to hide his mistake"
    assert claim(f"{lead}, {end}.")[:1] + claim(f"{lead}, {end}.")[2:3] == ("", lead)
