"""Searching the register as somebody types."""

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
def test_any_word_of_a_name_or_alias_is_found_as_it_is_typed(merkel, typed):
    assert names(typed) == (["Angela Merkel"] if typed != "mrs" else [])


@pytest.mark.parametrize(
    "typed", ["merkle", "merke", "mrkel", "markel", "merkell", "anglea merkel", "angla merkl", "muttti"]
)
def test_a_small_typing_error_is_forgiven(merkel, typed):
    assert names(typed) == ["Angela Merkel"]


@pytest.mark.parametrize("typed", ["zelenksi", "zelenskiy", "zelensjy", "zelnsky", "volodimir zelensky", "zelens"])
def test_a_long_name_may_have_two_wrong_letters(editor, typed):
    make_actor("Volodymyr Zelensky", created_by=editor)
    assert names(typed) == ["Volodymyr Zelensky"]


@pytest.mark.parametrize("typed", ["mxrx", "xyz", "angela roe", "mal", "kermel"])
def test_what_is_farther_off_is_not_found(merkel, typed):
    assert names(typed) == []


@pytest.mark.parametrize("name", ["नरेन्द्र मोदी", "Владимир Зеленский", "محمد بن سلمان", "김정은", "李克强"])
def test_every_script_is_searched(editor, name):
    make_actor(name, created_by=editor)
    assert names(name.split()[-1]) == [name]


def test_right_letters_stand_before_wrong_ones_and_whole_words_before_beginnings(editor):
    for name in ("Row", "Roebuck", "Jane Roe", "Roe"):
        make_actor(name, created_by=editor)
    assert names("roe") == ["Roe", "Jane Roe", "Roebuck"]


def test_the_alias_that_fits_is_told(merkel):
    assert search_actors("mutti", most=8)[0].by == "Mutti"
    assert search_actors("merkel", most=8)[0].by == ""


def test_a_merged_actor_is_found_as_its_survivor(merkel, editor):
    make_actor("Angela Kasner", created_by=editor, merged_into=merkel)
    assert [(hit.actor, hit.by) for hit in search_actors("kasner", most=8)] == [(merkel, "Angela Kasner")]


def test_what_the_detector_suggested_is_found_in_its_article_only(article):
    make_claim(article, "unsafe", suggested_actor=make_actor("Sue Gest"))
    assert names("gest", article_id=article.pk) == ["Sue Gest"]
    assert names("gest", article_id=article.pk + 1) == []


@pytest.mark.parametrize("typed", ["'", "a:*", "!& | ()", "\\", "%", "_", "\0", "\ud800", "a' | 'b", "<->", "😀"])
def test_what_the_database_could_take_for_an_order_is_only_text(merkel, typed):
    assert names(typed) in ([], ["Angela Merkel"])


def test_at_most_as_many_are_found_as_are_asked_for(editor):
    for number in range(20):
        make_actor(f"Roe {number}", created_by=editor)
    assert len(search_actors("roe", most=8)) == 8


def test_a_search_is_four_queries(merkel):
    with at_most(4):
        search_actors("merkle", most=8, article_id=1)
