"""When two actors are probably the same."""

import pytest

from annotate.actors.names import key_of_name
from annotate.actors.similarity import ActorNames, similarity_reason


def reason(one: str, other: str, *types: str) -> str:
    """Return the reason, which must be the same in both directions."""
    first, second = types or ("", "")
    there, back = (
        similarity_reason(ActorNames(key_of_name(one), first), ActorNames(key_of_name(other), second)),
        similarity_reason(ActorNames(key_of_name(other), second), ActorNames(key_of_name(one), first)),
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
        ("Merkel", "Angela Merkel", "only the surname"),
        ("WHO", "World Health Organization", "acronym"),
        ("Angela Merkle", "Angela Merkel", "letters differ"),
        ("Volodymyr Zelensky", "Volodymir Zelenskyy", "one or two letters differ"),
    ],
)
def test_these_are_probably_the_same(one, other, because):
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
def test_these_differ(one, other):
    assert reason(one, other) == ""


def test_a_person_is_never_an_organisation():
    assert reason("Disney", "Walt Disney", "organisation", "person") == ""
    assert reason("Disney", "Walt Disney", "", "person") == "only the surname"


def test_an_organisations_last_word_is_not_its_name():
    assert reason("Committee", "Standing Committee", "organisation", "organisation") == ""


def test_a_shared_alias_is_a_reason():
    one, other = ActorNames("russia", "government"), ActorNames("moscow", "government", frozenset({"russia"}))
    assert similarity_reason(one, other) == "both go by the same name"
