"""Headlines that attribute by a dash, a colon at the end, or quotation marks."""

import pytest

from tests.detection.marked_output import claims


@pytest.mark.parametrize(
    ("headline", "body", "source", "content"),
    [
        ("Town hit by drones – minister", "Two people died on Friday.", "minister", "Town hit by drones"),
        ("Bank to cut 900 jobs - union", "Talks begin on Monday.", "union", "Bank to cut 900 jobs"),
        (
            "Rice yields could halve by 2050 — study",
            "The work took ten years.",
            "study",
            "Rice yields could halve by 2050",
        ),
        ("Grain trade to go on: Okafor", "Minister Ben Okafor met growers.", "Okafor", "Grain trade to go on"),
    ],
)
def test_the_source_may_be_at_the_end_of_a_headline(headline, body, source, content):
    assert claims(f"{headline}\n{body}")[0] == (source, headline[len(content) :].split()[0], content, "allegation")


@pytest.mark.parametrize(
    ("headline", "quoted"),
    [
        ("Minister 'lied to MPs' over hospital deaths", "'lied to MPs'"),
        ("Striker ‘was never offered’ new deal", "‘was never offered’"),
        ('Vaccine "works in most adults" over 60', '"works in most adults"'),
    ],
)
def test_quoted_words_in_a_headline_are_a_claim_without_a_source(headline, quoted):
    source, cue, content, kind = claims(f"{headline}\nThe club met on Monday.")[0]
    assert (source, cue, content) == ("", "", quoted)
    assert kind is not None


@pytest.mark.parametrize(
    "headline",
    [
        "Kent win again – and again",
        "Film review: 'Northern Light'",
        "A day at the 'ghost' market",
        "'Northern Light' tops the box office",
        "Budget 2031 - live",
    ],
)
def test_other_headlines_are_not_claims(headline):
    assert claims(f"{headline}\nThe doors open at nine.") == []
