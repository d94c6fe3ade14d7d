"""Transcripts: answers are claims, questions are not."""

import pytest

from tests.detection.marked_output import claims


def spoken(text: str) -> list[tuple[str, str]]:
    return [(source, content) for source, _, content, _ in claims(text)]


def test_answers_are_claims_and_questions_are_not():
    text = (
        "Q: Did you sign the lease?\nA: No, I did not. The board signed it in May.\nQ: Who told you?\nA: My lawyer did."
    )
    assert spoken(text) == [("", "No, I did not. The board signed it in May."), ("", "My lawyer did.")]


def test_an_interviewer_asks_and_the_other_speaker_answers():
    text = (
        "INTERVIEWER: Why did the plant close?\n"
        "Jane Roe: We never got the permits. The council lost them.\n"
        "INTERVIEWER: Who is to blame?\n"
        "Jane Roe: Nobody."
    )
    assert spoken(text) == [
        ("Jane Roe", "We never got the permits. The council lost them."),
        ("Jane Roe", "Nobody."),
    ]


def test_speakers_need_no_capitals_if_two_alternate():
    text = "The debate began at nine.\nAda Roe: We never set a date.\nJohn Doe: That is not what you wrote to us."
    assert spoken(text) == [
        ("Ada Roe", "We never set a date."),
        ("John Doe", "That is not what you wrote to us."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The results of the week.\nMonday: Kent 3, Surrey 1\nTuesday: Essex 2, Sussex 2",
        "The recipe serves four.\nMethod: Boil the rice for ten minutes.\nServe with lime.",
        "Where to see the show.\nVenue: Hall One\nTickets: Nine pounds",
    ],
)
def test_a_list_is_not_a_transcript(text):
    assert spoken(text) == []
