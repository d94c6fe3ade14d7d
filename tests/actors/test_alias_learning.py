"""Aliases are learnt when editors link actors, and forgotten when they undo that."""

import pytest

from annotate.actors.register import add_alias
from annotate.models import Alias
from annotate.tagging.decisions import Decision
from annotate.tagging.undoing import undo
from tests.factories import at_most, make_actor, make_claim, tag


@pytest.fixture
def merkel(editor):
    return make_actor("Angela Merkel", created_by=editor, type="person")


@pytest.fixture
def short():
    return make_actor("Mutti", type="person")


@pytest.fixture
def named(article, short):
    """A claim whose source is only the name "Mutti"."""
    return make_claim(article, "unsafe", source="Ms Roe", source_name="Mutti", suggested_actor=short)


def link(claim, editor, actor):
    return tag(claim, editor, Decision(kind="quote", actor_id=actor.pk if actor else None))


def learnt() -> list[tuple[str, str]]:
    return [(alias.name, alias.actor.name) for alias in Alias.objects.filter(learnt=True)]


def test_linking_an_actor_makes_the_sources_name_its_alias(named, editor, merkel):
    link(named, editor, merkel)
    assert learnt() == [("Mutti", "Angela Merkel")]


def test_accepting_the_suggestion_teaches_nothing(named, editor, short):
    link(named, editor, short)
    assert learnt() == []


def test_a_source_without_a_name_teaches_nothing(article, editor, merkel):
    link(make_claim(article, "unsafe", source="Ms Roe"), editor, merkel)
    assert learnt() == []


def test_a_tag_without_an_actor_teaches_nothing(named, editor):
    link(named, editor, None)
    assert learnt() == []


def test_the_actors_own_name_is_not_learnt(article, editor, merkel):
    link(make_claim(article, "unsafe", source_name="Dr. Angela MERKEL"), editor, merkel)
    assert learnt() == []


def test_a_persons_name_is_not_learnt_for_an_organisation(named, editor):
    link(named, editor, make_actor("CDU", created_by=editor, type="organisation"))
    assert learnt() == []


def test_the_survivor_learns_for_a_merged_actor(named, editor, merkel):
    link(named, editor, make_actor("A. Merkel", type="person", merged_into=merkel))
    assert learnt() == [("Mutti", "Angela Merkel")]


def test_undoing_the_link_forgets_the_alias(named, article, editor, merkel):
    link(named, editor, merkel)
    undo(article_id=article.pk, editor=editor, decision_id="6f2d5f0e-2c8e-4a38-8f6d-0a8a2f2d9c11")
    assert learnt() == []


def test_linking_another_actor_moves_the_alias(named, editor, merkel):
    link(named, editor, merkel)
    link(named, editor, make_actor("Jane Roe", created_by=editor, type="person"))
    assert learnt() == [("Mutti", "Jane Roe")]


def test_an_alias_that_another_tag_supports_stays(named, article, editor, merkel, short):
    other = make_claim(article, "nothing", source_name="Mutti", suggested_actor=short)
    for claim in (named, other):
        link(claim, editor, merkel)
    link(named, editor, None)
    assert learnt() == [("Mutti", "Angela Merkel")]


def test_an_alias_that_an_editor_added_is_not_forgotten(named, editor, merkel):
    link(named, editor, merkel)
    add_alias(actor_id=merkel.pk, name="Mutti", editor=editor)
    link(named, editor, None)
    assert [(alias.name, alias.learnt) for alias in Alias.objects.all()] == [("Mutti", False)]


def test_two_actors_can_learn_the_same_alias(named, article, editor, merkel, short):
    other = make_claim(article, "nothing", source_name="Mutti", suggested_actor=short)
    link(named, editor, merkel)
    link(other, editor, make_actor("Jane Roe", created_by=editor, type="person"))
    assert sorted(learnt()) == [("Mutti", "Angela Merkel"), ("Mutti", "Jane Roe")]


def test_learning_costs_two_more_queries(named, editor, merkel):
    with at_most(6):
        link(named, editor, merkel)
