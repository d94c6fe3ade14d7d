"""Likely duplicates in the register."""

import pytest

from annotate.actors.duplicates import compare_new_actors, keep_apart
from annotate.actors.merging import merge_actors, undo_merge
from annotate.actors.register import add_alias, create_actor
from annotate.models import LikelyDuplicate
from tests.factories import make_actor


@pytest.fixture
def make(editor):
    return lambda *names: [create_actor(name=name, created_by=editor) for name in names]


def offered() -> list[tuple[str, str]]:
    compare_new_actors(most=100)
    return [(pair.first.name, pair.second.name) for pair in LikelyDuplicate.objects.open()]


@pytest.mark.parametrize(
    "pair",
    [
        ("Angela Merkel", "Merkel"),
        ("Merkel", "Angela Merkel"),
        ("World Health Organization", "WHO"),
        ("WHO", "World Health Organization"),
        ("Volodymyr Zelensky", "Volodymir Zelenskyy"),
        ("J. Roe", "Jane Roe"),
    ],
)
def test_likely_duplicates_are_offered_whichever_came_first(make, pair):
    make(*pair)
    assert offered() == [pair]


def test_a_new_actor_is_compared_with_those_already_compared(make):
    make("Angela Merkel")
    compare_new_actors(most=100)
    make("Merkel")
    assert offered() == [("Angela Merkel", "Merkel")]


def test_actors_that_only_the_detector_suggested_are_not_compared(make):
    make_actor("Merkel")
    make("Angela Merkel")
    assert offered() == []


def test_a_new_alias_is_compared(make, editor):
    _, russia = make("Moscow", "Russia")
    assert offered() == []
    add_alias(actor_id=russia.pk, name="Moscow", editor=editor)
    assert offered() == [("Moscow", "Russia")]


def test_a_pair_kept_apart_is_not_offered_again(make, editor):
    merkel, _ = make("Angela Merkel", "Merkel")
    offered()
    keep_apart(pair_id=LikelyDuplicate.objects.get().pk, editor=editor)
    merkel.compared = False
    merkel.save()
    assert offered() == []
    assert [str(change) for change in merkel.changes.all()][-1] == "not the same as:  → Merkel"


def test_merged_actors_are_not_offered_until_the_merge_is_undone(make, editor):
    merkel, short = make("Angela Merkel", "Merkel")
    assert offered()
    merge_actors(actor_id=short.pk, into_id=merkel.pk, editor=editor)
    assert offered() == []
    undo_merge(actor_id=short.pk, editor=editor)
    assert offered() == [("Angela Merkel", "Merkel")]


def test_comparing_respects_its_limit_and_compares_each_actor_once(make):
    make("Ana A", "Ben B", "Cem C")
    assert [compare_new_actors(most=2) for _ in range(3)] == [2, 1, 0]
