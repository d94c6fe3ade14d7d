"""Words in quotation marks and who said them."""

import pytest

from tests.detection.marked_output import claim, claims, contents


@pytest.mark.parametrize(
    "quoted",
    [
        '"The bridge is safe,"',
        "“The bridge is safe,”",
        "«The bridge is safe»,",
        "„The bridge is safe“,",
        "»The bridge is safe«,",
        '“The bridge is safe,"',
        "”The bridge is safe,”",
        "''The bridge is safe,''",
        "‘The bridge is safe,’",
        "'The bridge is safe,'",
    ],
)
def test_every_style_of_quotation_marks_makes_a_quote(quoted):
    content = quoted.removesuffix(",")
    assert claim(f"{quoted} Ms Roe said.") == ("Ms Roe", "said", content, "quote")


def test_a_quote_may_follow_its_speaker():
    assert claim("Ms Roe said: “The bridge is safe.”") == ("Ms Roe", "said", "“The bridge is safe.”", "quote")


def test_an_inverted_speaker_keeps_the_role_after_the_name():
    text = "“We checked every bolt,” said Ada Roe, a city engineer."
    assert claim(text) == ("Ada Roe, a city engineer", "said", "“We checked every bolt,”", "quote")


def test_time_and_place_are_not_part_of_an_inverted_speaker():
    assert claim("“It is safe,” said Ada Roe on Tuesday.")[0] == "Ada Roe"


def test_a_quote_split_by_its_speaker_is_one_claim_with_two_spans():
    assert claim("“The bridge,” she said, “is quite safe.”") == (
        "she",
        "said",
        "“The bridge,” | “is quite safe.”",
        "quote",
    )


def test_a_quote_that_continues_in_the_next_sentence_is_the_same_claim():
    text = "“The bridge is safe,” she said. “We checked it twice.”"
    assert claim(text)[2] == "“The bridge is safe,” | “We checked it twice.”"


def test_each_paragraph_of_a_quote_is_a_claim_of_the_same_source():
    text = "“The bridge is safe.\n\n“We checked it.\n\n“Nobody need worry,” Ms Roe said."
    assert claims(text) == [
        ("Ms Roe", "", "“The bridge is safe.", "quote"),
        ("Ms Roe", "", "“We checked it.", "quote"),
        ("Ms Roe", "said", "“Nobody need worry,”", "quote"),
    ]


def test_an_unclosed_quotation_ends_with_its_paragraph():
    text = "Ms Roe said, “The bridge is safe.\n\nThe river rose. Mr Doe said it was high."
    assert contents(text) == ["“The bridge is safe.", "it was high"]


def test_a_question_may_come_before_its_speaker():
    assert claim("“Who paid for the bridge?” Ms Roe asked.") == (
        "Ms Roe",
        "asked",
        "“Who paid for the bridge?”",
        "quote",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The “cold war” lasted for years.",
        'The plan in its "weak" form fell through.',
        "The 6' board is 2\" thick.",
        "They moved in when they felt “weak”.",
    ],
)
def test_scare_quotes_are_not_claims(text):
    assert claims(text) == []


def test_a_scare_quote_stays_inside_the_statement_around_it():
    text = "Ms Roe argued that a “cold war” over the bridge helps nobody."
    assert claim(text) == ("Ms Roe", "argued", "that a “cold war” over the bridge helps nobody", "allegation")


def test_cues_inside_a_quote_attribute_nothing():
    assert contents("“He said he denied it,” Ms Roe recalled.") == ["“He said he denied it,”"]


def test_a_title_in_quotation_marks_is_not_a_quote():
    assert claim("On “Morning News,” Ms Roe said the bridge was safe.")[2] == "the bridge was safe"
