"""Suggesting actors of the register for the names in an article."""

import pytest

from annotate.actors.resolution import ResolvedActor
from annotate.actors.suggestions import Suggestion, suggest_actors
from annotate.models import Actor, Alias
from tests.factories import at_most, make_actor


def make_resolved(name: str, **details) -> ResolvedActor:
    return ResolvedActor(
        **{
            "name": name,
            "type": "person",
            "confidence": 0.95,
            "description": "",
            "reason": f"named here as “{name}”",
            **details,
        }
    )


def suggest(name: str, **details) -> Suggestion:
    return suggest_actors(resolved=[make_resolved(name, **details)])[0]


def alias(actor: Actor, name: str) -> None:
    Alias.objects.create(actor=actor, name=name, key=name.lower())


@pytest.fixture
def merkel(editor):
    return make_actor("Angela Merkel", created_by=editor, type="person")


def test_an_unknown_name_is_suggested_outside_the_register(db):
    suggestion = suggest("Jane Roe", description="engineer")
    assert (suggestion.actor.name, suggestion.actor.type, suggestion.actor.description) == (
        "Jane Roe",
        "person",
        "engineer",
    )
    assert suggestion.confidence == 0.95
    assert not suggestion.actor.in_register


def test_a_source_that_names_nobody_gets_no_suggestion(db):
    assert suggest_actors(resolved=[None]) == [None]
    assert not Actor.objects.exists()


def test_a_full_name_is_the_registered_actor_without_more_explanation(merkel):
    suggestion = suggest("Angela MERKEL")
    assert (suggestion.actor, suggestion.confidence) == (merkel, 0.95)
    assert suggestion.reason == "named here as “Angela MERKEL”"


def test_a_bare_surname_is_the_registered_person_and_the_card_says_so(merkel):
    suggestion = suggest("Merkel")
    assert suggestion.actor == merkel
    assert 0.7 < suggestion.confidence < 0.8
    assert suggestion.reason == "named here as “Merkel”; “Merkel” is Angela Merkel in the register"
    assert not Actor.objects.filter(key="merkel").exists()


def test_an_alias_is_the_registered_actor(merkel):
    alias(merkel, "Mutti")
    suggestion = suggest("Mutti")
    assert (suggestion.actor, suggestion.confidence) == (merkel, 0.85)


def test_an_alias_of_two_actors_offers_both_and_is_unsure(merkel, editor):
    roe = make_actor("Jane Roe", created_by=editor, type="person")
    for actor in (merkel, roe):
        alias(actor, "Mutti")
    suggestion = suggest("Mutti")
    assert {suggestion.actor, *suggestion.others} == {merkel, roe}
    assert suggestion.confidence < 0.5
    assert "several actors with that name" in suggestion.reason


def test_a_surname_of_two_persons_offers_both(merkel, editor):
    joachim = make_actor("Joachim Merkel", created_by=editor, type="person")
    suggestion = suggest("Merkel")
    assert (suggestion.actor, suggestion.others) == (merkel, [joachim])
    assert suggestion.confidence < 0.5


def test_a_different_gender_rules_out_a_person(merkel, editor):
    joachim = make_actor("John Merkel", created_by=editor, type="person")
    assert suggest("Merkel", gender="m").actor == joachim
    assert suggest("Merkel", gender="f").actor == merkel


def test_a_different_first_name_rules_out_a_person(merkel):
    assert suggest("Ulrich Merkel").actor.name == "Ulrich Merkel"


def test_an_organisation_is_not_taken_for_a_person(merkel):
    assert suggest("Merkel", type="organisation").actor != merkel


def test_an_organisations_last_word_is_not_its_name(editor):
    make_actor("Standing Committee", created_by=editor, type="organisation")
    assert suggest("Committee", type="organisation").actor.name == "Committee"


def test_actors_outside_the_register_do_not_explain_a_name(db):
    make_actor("Angela Merkel", type="person")
    assert suggest("Merkel").actor.name == "Merkel"


def test_a_merged_actor_is_suggested_as_its_survivor(merkel, editor):
    make_actor("Angela Kasner", created_by=editor, merged_into=merkel)
    assert suggest("Angela Kasner").actor == merkel


def test_others_whom_the_source_could_mean_are_offered(db):
    suggestion = suggest("Bill Clinton", confidence=0.6, others=("Hillary Clinton",))
    assert [actor.name for actor in suggestion.others] == ["Hillary Clinton"]


def test_a_repeated_name_creates_one_actor(db):
    first, second = suggest_actors(resolved=[make_resolved("Jane Roe"), make_resolved("JANE ROE")])
    assert first.actor == second.actor
    assert Actor.objects.count() == 1


@pytest.mark.parametrize("name", ["?!", "\u200b"])
def test_a_name_without_a_letter_gets_no_suggestion(db, name):
    assert suggest_actors(resolved=[make_resolved(name)]) == [None]


def test_a_very_long_name_is_cut(db):
    assert len(suggest("x" * 300).actor.name) == 200


@pytest.mark.parametrize("names", [3, 60])
def test_any_number_of_names_costs_five_queries(merkel, names):
    with at_most(5):
        suggest_actors(resolved=[make_resolved(f"Jane Roe{number}") for number in range(names)])
