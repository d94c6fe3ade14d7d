"""Denial, quote or allegation."""

import pytest

from annotate.detection.kinds import kind_of
from tests.detection.marked_output import claim


@pytest.mark.parametrize(
    "text",
    [
        "Ms Roe denied that the bridge was unsafe.",
        "Ms Roe rejected the allegation.",
        "Ms Roe dismissed the reports as gossip.",
        "Ms Roe pushed back against the claims.",
        "Ms Roe disputed the figures.",
        "Ms Roe said she had never met him.",
        "Ms Roe said the allegations were false.",
        "“I have never met him,” Ms Roe said.",
    ],
)
def test_disputing_a_charge_is_a_denial(text):
    assert claim(text)[3] == "denial"


def test_rejecting_a_treaty_is_not_a_denial():
    assert kind_of("rejected", "the treaty", quoted=0.0) is None


@pytest.mark.parametrize(("quoted", "kind"), [(0.49, "allegation"), (0.5, "quote")])
def test_a_content_that_is_half_quoted_is_a_quote(quoted, kind):
    assert kind_of("said", "it was “a very good bridge”", quoted) == kind


def test_an_attitude_with_a_scare_quote_is_not_a_quote():
    assert kind_of("feel", "“weak”", quoted=1.0) is None


def test_refusing_to_say_something_is_not_a_claim():
    assert kind_of("declined to say", "that it was safe", quoted=0.0) is None


def test_a_topic_that_is_only_named_is_not_asserted():
    assert (kind_of("noted", "the rule", 0.0), kind_of("noted", "that the rule is old", 0.0)) == (None, "allegation")


def test_quotation_marks_do_not_count_in_the_quoted_share():
    assert claim("Roe said it was “fine”.")[3] == "allegation"
    assert claim("Roe said a “very fine bridge”.")[3] == "quote"


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Leeds Crown Court", "heard", "that Ellis had stolen the money"),
        ("Jurors", "heard", "she had asked to get out of the car"),
        ("The inquest", "was told", "he had fallen twice that week"),
        ("The tribunal", "judged", "that the directors could have prevented it"),
        ("The tribunal", "decided", "that she had been unfairly dismissed"),
        ("the High Court", "ruling", "the scheme breached the treaty"),
        ("The minister", "is understood", "to have approved the sale"),
        ("Acme", "reported", "a 47% decline in earnings"),
        ("The insurer", "posted", "a profit of £106m"),
        ("The bank", "forecast", "growth of 2% next year"),
        ("The retailer", "expects", "sales to fall in May"),
        ("ABC", "quoted", "an official as saying the hostages would stay"),
        ("", "speculation", "that he would resign"),
        ("The team", "found", "traces of lead in the river"),
        ("The council", "defended", "its approach"),
        ("The paper", "reported", "the letters fell into foreign hands"),
        ("The judge", "cited", "a disagreement between the experts"),
        ("She", "pointed to", "gaps in the evidence"),
    ],
)
def test_courts_companies_and_scientists_assert(source, cue, content):
    assert kind_of(cue, content, 0.0, source) == "allegation"


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Neighbours", "heard", "a loud bang"),
        ("Other measures", "announced", "in the Budget could hurt landlords"),
        ("", "announced", "Other measures"),
        ("Aerial footage", "showed", "ambulances lining the road"),
        ("The villagers", "were told", "not to drink the water"),
        ("None of the clubs", "would confirm", "how the news got out"),
        ("The winger", "has yet to confirm", "whether he will stay"),
        ("A federal court", "ruled", "against the new tax"),
        ("The champion", "defends", "his title in Oslo"),
        ("The mayor", "discussed", "the new bridge"),
        ("Prices", "are expected", "to show growth of 2%"),
    ],
)
def test_noises_pictures_orders_and_topics_are_not_claims(source, cue, content):
    assert kind_of(cue, content, 0.0, source) is None
