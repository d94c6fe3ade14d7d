"""Searching the register while an editor types."""

import pytest

from annotate.actors.searching import search_actors
from annotate.models import Alias
from tests.factories import at_most, make_actor, make_claim


@pytest.fixture
def merkel(editor):
    actor = make_actor("Angela Merkel", created_by=editor, type="person")
    Alias.objects.create(actor=actor, name="Mutti", key="mutti")
    return actor


def names(typed: str, **options) -> list[str]:
    return [hit.actor.name for hit in search_actors(typed, most=8, **options)]


@pytest.mark.parametrize(
    "typed", ["a", "mer", "MERKEL", "merkel ang", "angela m", "mut", "Dr. Merkel", "Frau Merkel", "Ángela", "mrs"]
)
def test_each_word_of_a_name_or_alias_is_found_while_it_is_typed(merkel, typed):
    assert names(typed) == (["Angela Merkel"] if typed != "mrs" else [])


@pytest.mark.parametrize(
    "typed", ["merkle", "merke", "mrkel", "markel", "merkell", "anglea merkel", "angla merkl", "muttti"]
)
def test_a_small_typing_error_is_forgiven(merkel, typed):
    assert names(typed) == ["Angela Merkel"]


@pytest.mark.parametrize("typed", ["zelenksi", "zelenskiy", "zelensjy", "zelnsky", "volodimir zelensky", "zelens"])
def test_two_wrong_letters_are_forgiven_in_a_long_name(editor, typed):
    make_actor("Volodymyr Zelensky", created_by=editor)
    assert names(typed) == ["Volodymyr Zelensky"]


@pytest.mark.parametrize("typed", ["mxrx", "xyz", "angela roe", "mal", "kermel"])
def test_a_bigger_error_finds_nothing(merkel, typed):
    assert names(typed) == []


@pytest.mark.parametrize("name", ["नरेन्द्र मोदी", "Владимир Зеленский", "محمد بن سلمان", "김정은", "李克强"])
def test_every_script_is_searched(editor, name):
    make_actor(name, created_by=editor)
    assert names(name.split()[-1]) == [name]


def test_exact_letters_come_before_wrong_ones_and_whole_words_before_beginnings(editor):
    for name in ("Row", "Roebuck", "Jane Roe", "Roe"):
        make_actor(name, created_by=editor)
    assert names("roe") == ["Roe", "Jane Roe", "Roebuck"]


def test_the_hit_names_the_alias_that_matched(merkel):
    assert search_actors("mutti", most=8)[0].by == "Mutti"
    assert search_actors("merkel", most=8)[0].by == ""


def test_a_merged_actor_is_found_as_its_survivor(merkel, editor):
    make_actor("Angela Kasner", created_by=editor, merged_into=merkel)
    assert [(hit.actor, hit.by) for hit in search_actors("kasner", most=8)] == [(merkel, "Angela Kasner")]


def test_a_suggested_actor_is_found_in_its_article_only(article):
    make_claim(article, "unsafe", suggested_actor=make_actor("Sue Gest"))
    assert names("gest", article_id=article.pk) == ["Sue Gest"]
    assert names("gest", article_id=article.pk + 1) == []


@pytest.mark.parametrize("typed", ["'", "a:*", "!& | ()", "\\", "%", "_", "\0", "\ud800", "a' | 'b", "<->", "😀"])
def test_special_characters_of_the_database_are_plain_text(merkel, typed):
    assert names(typed) in ([], ["Angela Merkel"])


def test_the_number_of_hits_is_limited(editor):
    for number in range(20):
        make_actor(f"Roe {number}", created_by=editor)
    assert len(search_actors("roe", most=8)) == 8


def test_a_search_costs_four_queries(merkel):
    with at_most(4):
        search_actors("merkle", most=8, article_id=1)
