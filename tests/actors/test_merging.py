"""Merging actors that are the same, and undoing it."""

import contextlib
import random
from threading import Barrier, Thread

import pytest
from django.db import connection

from annotate.actors.merging import merge_actors, undo_merge
from annotate.actors.register import ActorChangeRefused, create_actor
from annotate.models import Actor, Claim
from annotate.tagging.decisions import Decision
from tests.factories import exported_rows, make_actor, make_claim, tag


@pytest.fixture
def a_b_c(editor):
    return [create_actor(name=name, created_by=editor) for name in ("Ana A", "Ben B", "Cem C")]


def merge(actor: Actor, into: Actor, editor) -> None:
    merge_actors(actor_id=actor.pk, into_id=into.pk, editor=editor)


def survivors(*actors: Actor) -> list[str]:
    return [Actor.objects.select_related("survivor").get(pk=actor.pk).survivor_or_self.name for actor in actors]


def test_a_merged_actors_tags_stay_and_are_read_as_the_survivors(a_b_c, claim, editor):
    a, b, _ = a_b_c
    tag(claim, editor, Decision(kind="quote", actor_id=a.pk))
    merge(a, b, editor)
    claim.refresh_from_db()
    assert (claim.tag.actor, claim.actor) == (a, b)
    assert list(Claim.objects.by_actor(b.pk)) == [claim]


def test_exports_show_the_survivor(a_b_c, article, claim, editor):
    a, b, _ = a_b_c
    make_claim(article, "unsafe", suggested_actor=a)
    tag(claim, editor, Decision(kind="quote", actor_id=a.pk))
    merge(a, b, editor)
    tagged, suggested = exported_rows()
    assert (tagged["actor_id"], tagged["actor"], suggested["suggested_actor"]) == (str(b.pk), "Ben B", "Ben B")


def test_undoing_a_merge_separates_everything_merged_before_it(a_b_c, editor):
    a, b, c = a_b_c
    merge(a, b, editor)
    merge(b, c, editor)
    assert survivors(a, b, c) == ["Cem C", "Cem C", "Cem C"]
    undo_merge(actor_id=b.pk, editor=editor)
    assert survivors(a, b, c) == ["Ben B", "Ben B", "Cem C"]
    undo_merge(actor_id=a.pk, editor=editor)
    assert survivors(a, b, c) == ["Ana A", "Ben B", "Cem C"]


def test_an_earlier_merge_can_be_undone_before_a_later_one(a_b_c, editor):
    a, b, c = a_b_c
    merge(a, b, editor)
    merge(b, c, editor)
    undo_merge(actor_id=a.pk, editor=editor)
    assert survivors(a, b, c) == ["Ana A", "Cem C", "Cem C"]


def test_merging_and_undoing_are_recorded_for_both_actors(a_b_c, editor):
    a, b, _ = a_b_c
    merge(a, b, editor)
    undo_merge(actor_id=a.pk, editor=editor)
    assert [str(change) for change in a.changes.order_by("pk")][1:] == ["merged:  → Ben B", "merged: Ben B → "]
    assert b.changes.count() == 3


def test_undoing_twice_changes_nothing(a_b_c, editor):
    a, b, _ = a_b_c
    merge(a, b, editor)
    for _ in range(2):
        undo_merge(actor_id=a.pk, editor=editor)
    assert a.changes.count() == 3


def test_an_actor_is_not_merged_into_itself(a_b_c, editor):
    with pytest.raises(ActorChangeRefused, match="another actor"):
        merge(a_b_c[0], a_b_c[0], editor)


@pytest.mark.parametrize(("actor", "into"), [(0, 2), (2, 0)])
def test_an_actor_that_is_already_merged_cannot_be_merged_again(a_b_c, editor, actor, into):
    merge(a_b_c[0], a_b_c[1], editor)
    with pytest.raises(ActorChangeRefused, match="Ana A has already been merged into Ben B"):
        merge(a_b_c[actor], a_b_c[into], editor)


def test_an_actor_that_does_not_exist_is_refused(a_b_c, editor):
    with pytest.raises(ActorChangeRefused, match="another actor"):
        merge_actors(actor_id=a_b_c[0].pk, into_id=0, editor=editor)


@pytest.mark.django_db(transaction=True)
def test_merging_two_actors_into_each_other_at_once_leaves_one(editor, other_editor):
    a, b = (create_actor(name=name, created_by=editor) for name in ("Ana A", "Ben B"))
    together, refused = Barrier(2), []

    def run(actor, into, user):
        together.wait()
        try:
            merge(actor, into, user)
        except ActorChangeRefused as error:
            refused.append(error)
        connection.close()

    threads = [Thread(target=run, args=args) for args in ((a, b, editor), (b, a, other_editor))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Actor.objects.in_register().count() == 1


def test_merging_into_a_suggested_actor_adds_it_to_the_register(a_b_c, editor):
    suggested = make_actor("Sue Gest")
    merge(a_b_c[0], suggested, editor)
    suggested.refresh_from_db()
    assert suggested.in_register


def test_after_random_merges_and_undos_each_survivor_ends_its_chain(editor):
    ids = [create_actor(name=f"Actor {letter}", created_by=editor).pk for letter in "abcdef"]
    chance = random.Random(7)
    for _ in range(60):
        one, other = chance.sample(ids, 2)
        with contextlib.suppress(ActorChangeRefused):
            if chance.random() < 0.6:
                merge_actors(actor_id=one, into_id=other, editor=editor)
            else:
                undo_merge(actor_id=one, editor=editor)
        into = dict(Actor.objects.values_list("pk", "merged_into"))
        assert dict(Actor.objects.values_list("pk", "survivor")) == {
            actor_id: end_of(actor_id, into) for actor_id in ids
        }


def end_of(actor_id: int, into: dict[int, int | None]) -> int | None:
    """Return where an actor's chain of merges ends, None if it is not merged; fail on a cycle."""
    met, end = {actor_id}, into[actor_id]
    while end and into[end]:
        assert end not in met
        met.add(end)
        end = into[end]
    return end


def test_a_cycle_of_merges_is_refused(a_b_c, editor):
    a, b, c = a_b_c
    merge_actors(actor_id=a.pk, into_id=b.pk, editor=editor)
    merge_actors(actor_id=b.pk, into_id=c.pk, editor=editor)
    with pytest.raises(ActorChangeRefused, match="has already been merged into"):
        merge_actors(actor_id=c.pk, into_id=a.pk, editor=editor)
