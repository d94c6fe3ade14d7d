"""Pull quotes, headlines and transcripts."""

from annotate.detection import detect
from annotate.text import Document
from tests.detection.marked_output import claim, claims, contents

PULL = """The council met on Monday.
"There are no easy bridges. We build what we can".
Ada Roe
Head of the City Works
The council went home."""


def test_a_pull_quote_takes_its_source_from_the_line_below():
    assert claim(PULL) == ("Ada Roe", "", '"There are no easy bridges. We build what we can"', "quote")


def test_the_reason_for_a_pull_quote_names_its_source():
    assert detect(Document(PULL))[0].reason == "a pull quote; the lines below it name Ada Roe"


def test_a_signed_quote_takes_its_source_from_after_the_dash():
    assert claim("“We build what we can.” — Ada Roe, engineer")[:3] == (
        "Ada Roe, engineer",
        "",
        "“We build what we can.”",
    )


def test_a_headline_may_attribute_by_a_colon():
    assert claim("Roe: Bridge is safe\n\nThe council met.") == ("Roe", ":", "Bridge is safe", "allegation")


def test_a_transcript_gives_each_speaker_a_quote():
    text = "The talk follows.\n\nROE: The bridge is safe.\n\nDOE: It is not. Look at it."
    assert claims(text) == [
        ("ROE", ":", "The bridge is safe.", "quote"),
        ("DOE", ":", "It is not. Look at it.", "quote"),
    ]


def test_a_label_with_a_colon_is_not_a_speaker():
    assert claims("Photo: The old bridge at night") == []


def test_a_paragraph_that_ends_with_a_colon_names_the_next_speaker():
    assert claim("Ms Roe told the court:\n\n“I built it.”") == ("Ms Roe", "told", "“I built it.”", "quote")


def test_a_quotation_paragraph_belongs_to_the_speaker_before_it():
    text = "“I built it,” Ms Roe said.\n\n“It stands to this day.”"
    assert [source for source, *_ in claims(text)] == ["Ms Roe", "Ms Roe"]


def test_hard_wrapped_lines_are_one_paragraph():
    assert contents("Ms Roe said that the bridge\nwas safe.") == ["that the bridge\nwas safe"]
