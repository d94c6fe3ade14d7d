"""Aliases are learnt from what editors link, and forgotten when that is taken back."""

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
    """A claim whose source is nothing but the name "Mutti"."""
    return make_claim(article, "unsafe", source="Ms Roe", source_name="Mutti", suggested_actor=short)


def link(claim, editor, actor):
    return tag(claim, editor, Decision(kind="quote", actor_id=actor.pk if actor else None))


def learnt() -> list[tuple[str, str]]:
    return [(alias.name, alias.actor.name) for alias in Alias.objects.filter(learnt=True)]


def test_the_sources_name_becomes_an_alias_of_the_actor_that_an_editor_links(named, editor, merkel):
    link(named, editor, merkel)
    assert learnt() == [("Mutti", "Angela Merkel")]


def test_a_suggestion_that_is_taken_teaches_nothing_and_asks_nothing(named, editor, short):
    link(named, editor, short)
    assert learnt() == []


def test_a_source_that_is_no_name_teaches_nothing(article, editor, merkel):
    link(make_claim(article, "unsafe", source="Ms Roe"), editor, merkel)
    assert learnt() == []


def test_not_named_teaches_nothing(named, editor):
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


def test_another_link_in_its_place_moves_the_alias(named, editor, merkel):
    link(named, editor, merkel)
    link(named, editor, make_actor("Jane Roe", created_by=editor, type="person"))
    assert learnt() == [("Mutti", "Jane Roe")]


def test_an_alias_that_another_tag_bears_out_stays(named, article, editor, merkel, short):
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


def test_an_alias_may_be_learnt_for_two(named, article, editor, merkel, short):
    other = make_claim(article, "nothing", source_name="Mutti", suggested_actor=short)
    link(named, editor, merkel)
    link(other, editor, make_actor("Jane Roe", created_by=editor, type="person"))
    assert sorted(learnt()) == [("Mutti", "Angela Merkel"), ("Mutti", "Jane Roe")]


def test_learning_is_two_queries_more(named, editor, merkel):
    with at_most(6):
        link(named, editor, merkel)
