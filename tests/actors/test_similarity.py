"""When two actors may be one."""

import pytest

from annotate.actors.names import key_of_name
from annotate.actors.similarity import Known, likeness


def reason(one: str, other: str, *types: str) -> str:
    first, second = types or ("", "")
    there, back = (
        likeness(Known(key_of_name(one), first), Known(key_of_name(other), second)),
        likeness(Known(key_of_name(other), second), Known(key_of_name(one), first)),
    )
    assert there == back
    return there


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("Merkel Angela", "Angela Merkel", "the same words"),
        ("Mrs Merkel", "Merkel", "the same words"),
        ("Walt Disney Co.", "The Walt Disney Company", "legal form"),
        ("J. Roe", "Jane Roe", "initial"),
        ("Donald J. Trump", "Donald Trump", "middle name"),
        ("Merkel", "Angela Merkel", "surname alone"),
        ("WHO", "World Health Organization", "acronym"),
        ("Angela Merkle", "Angela Merkel", "a letter"),
        ("Volodymyr Zelensky", "Volodymir Zelenskyy", "a letter or two"),
    ],
)
def test_these_may_be_one(one, other, because):
    assert because in reason(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("George Bush", "Kate Bush"),
        ("Bush", "Rush"),
        ("Unit 12 Command", "Unit 13 Command"),
        ("Jane Roe", "John Doe"),
        ("K. Roe", "Jane Roe"),
        ("J. Roe", "K. Roe"),
    ],
)
def test_these_are_two(one, other):
    assert reason(one, other) == ""


def test_a_person_is_no_organisation():
    assert reason("Disney", "Walt Disney", "organisation", "person") == ""
    assert reason("Disney", "Walt Disney", "", "person") == "the surname alone"


def test_an_organisation_is_not_known_by_its_last_word():
    assert reason("Committee", "Standing Committee", "organisation", "organisation") == ""


def test_a_shared_alias_is_a_reason():
    one, other = Known("russia", "government"), Known("moscow", "government", frozenset({"russia"}))
    assert likeness(one, other) == "they go by the same name"
