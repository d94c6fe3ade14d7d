"""From whom an article names to the actors that the desk knows."""

import pytest

from annotate.actors.resolution import ResolvedActor
from annotate.actors.suggestions import Suggestion, suggest_actors
from annotate.models import Actor, Alias
from tests.factories import at_most, make_actor


def resolved(name: str, **told) -> ResolvedActor:
    return ResolvedActor(
        **{
            "name": name,
            "type": "person",
            "confidence": 0.95,
            "description": "",
            "reason": f"named here as ‘{name}’",
            **told,
        }
    )


def suggest(name: str, **told) -> Suggestion:
    return suggest_actors(resolved=[resolved(name, **told)])[0]


def alias(actor: Actor, name: str) -> None:
    Alias.objects.create(actor=actor, name=name, key=name.lower())


@pytest.fixture
def merkel(editor):
    return make_actor("Angela Merkel", created_by=editor, type="person")


def test_a_name_that_nobody_knows_becomes_a_suggestion_outside_the_register(db):
    suggestion = suggest("Jane Roe", description="engineer")
    assert (suggestion.actor.name, suggestion.actor.type, suggestion.actor.description) == (
        "Jane Roe",
        "person",
        "engineer",
    )
    assert suggestion.confidence == 0.95
    assert not suggestion.actor.in_register


def test_nobody_named_is_nobody_suggested(db):
    assert suggest_actors(resolved=[None]) == [None]
    assert not Actor.objects.exists()


def test_the_full_name_is_the_registers_actor_and_nothing_more_is_said(merkel):
    suggestion = suggest("Angela MERKEL")
    assert (suggestion.actor, suggestion.confidence) == (merkel, 0.95)
    assert suggestion.reason == "named here as ‘Angela MERKEL’"


def test_a_surname_alone_is_the_registers_person_and_the_card_says_so(merkel):
    suggestion = suggest("Merkel")
    assert suggestion.actor == merkel
    assert 0.7 < suggestion.confidence < 0.8
    assert suggestion.reason == "named here as ‘Merkel’; ‘Merkel’ is Angela Merkel in the register"
    assert not Actor.objects.filter(key="merkel").exists()


def test_an_alias_is_the_registers_actor(merkel):
    alias(merkel, "Mutti")
    suggestion = suggest("Mutti")
    assert (suggestion.actor, suggestion.confidence) == (merkel, 0.85)


def test_an_alias_that_two_have_offers_both_and_is_unsure(merkel, editor):
    roe = make_actor("Jane Roe", created_by=editor, type="person")
    for actor in (merkel, roe):
        alias(actor, "Mutti")
    suggestion = suggest("Mutti")
    assert {suggestion.actor, *suggestion.others} == {merkel, roe}
    assert suggestion.confidence < 0.5
    assert "several of that name" in suggestion.reason


def test_a_surname_that_two_have_offers_both(merkel, editor):
    joachim = make_actor("Joachim Merkel", created_by=editor, type="person")
    suggestion = suggest("Merkel")
    assert (suggestion.actor, suggestion.others) == (merkel, [joachim])
    assert suggestion.confidence < 0.5


def test_a_gender_that_does_not_fit_speaks_against(merkel, editor):
    joachim = make_actor("John Merkel", created_by=editor, type="person")
    assert suggest("Merkel", gender="m").actor == joachim
    assert suggest("Merkel", gender="f").actor == merkel


def test_another_first_name_speaks_against(merkel):
    assert suggest("Ulrich Merkel").actor.name == "Ulrich Merkel"


def test_an_organisation_is_not_taken_for_a_person(merkel):
    assert suggest("Merkel", type="organisation").actor != merkel


def test_an_organisation_is_not_known_by_its_last_word(editor):
    make_actor("Standing Committee", created_by=editor, type="organisation")
    assert suggest("Committee", type="organisation").actor.name == "Committee"


def test_what_only_the_detector_knows_is_not_the_register(db):
    make_actor("Angela Merkel", type="person")
    assert suggest("Merkel").actor.name == "Merkel"


def test_a_merged_actor_is_suggested_as_its_survivor(merkel, editor):
    make_actor("Angela Kasner", created_by=editor, merged_into=merkel)
    assert suggest("Angela Kasner").actor == merkel


def test_the_others_that_the_article_leaves_open_are_offered(db):
    suggestion = suggest("Bill Clinton", confidence=0.6, others=("Hillary Clinton",))
    assert [actor.name for actor in suggestion.others] == ["Hillary Clinton"]


def test_one_actor_is_made_for_one_name_however_often_it_stands(db):
    first, second = suggest_actors(resolved=[resolved("Jane Roe"), resolved("JANE ROE")])
    assert first.actor == second.actor
    assert Actor.objects.count() == 1


@pytest.mark.parametrize("name", ["?!", "\u200b"])
def test_a_name_without_a_letter_is_nobody(db, name):
    assert suggest_actors(resolved=[resolved(name)]) == [None]


def test_a_very_long_name_is_cut(db):
    assert len(suggest("x" * 300).actor.name) == 200


@pytest.mark.parametrize("names", [3, 60])
def test_the_register_is_asked_five_times_whatever_the_number_of_names(merkel, names):
    with at_most(5):
        suggest_actors(resolved=[resolved(f"Jane Roe{number}") for number in range(names)])
