"""Contents that stop too early, at a dash or after their subject."""

import pytest

from annotate.detection import Attribution
from annotate.detection.content_ends import extend_contents
from annotate.text import Document


def extended(text: str, content: str, cue: str = "said") -> str:
    """Return the content of an attribution after it is extended."""
    start, said = text.index(content), text.index(cue)
    attribution = Attribution(((start, start + len(content)),), (), ((said, said + len(cue)),))
    ((begin, end),) = extend_contents(Document(text), [attribution])[0].spans
    return text[begin:end]


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        (
            "The club said the ground was full - and that no more seats would be sold.",
            "the ground was full",
            "the ground was full - and that no more seats would be sold",
        ),
        (
            "Staff said they could claim for a meal – as long as it was cheap.",
            "they could claim for a meal",
            "they could claim for a meal – as long as it was cheap",
        ),
        (
            "Growers said the leaflet, which had a dead bee on it, misled the public.",
            "the leaflet",
            "the leaflet, which had a dead bee on it, misled the public",
        ),
    ],
)
def test_a_content_goes_on_after_a_dash_or_its_subject(text, content, whole):
    assert extended(text, content) == whole


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The club said the ground was full - a record.", "the ground was full"),
        (
            "The minister said that four in a hundred had been heard, which is correct.",
            "that four in a hundred had been heard",
        ),
        ("The club said the ground was full - but police denied it.", "the ground was full"),
        ("The club said the ground was full. It was not.", "the ground was full"),
    ],
)
def test_the_reporter_may_go_on_instead(text, content):
    assert extended(text, content) == content
