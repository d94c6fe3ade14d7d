"""If two editors change an actor at once, the second change waits and then sees the first."""

import pytest

from annotate.actors.duplicates import keep_apart
from annotate.actors.merging import merge_actors, undo_merge
from annotate.actors.register import (
    ActorChangeRefused,
    StaleActor,
    add_alias,
    change_actor,
    create_actor,
    last_change,
    remove_actor,
    remove_alias,
)
from annotate.models import Actor, ActorChange, Alias, LikelyDuplicate
from tests.concurrency import run_while_uncommitted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def roe(editor) -> Actor:
    return create_actor(name="Jane Roe", created_by=editor)


@pytest.fixture
def hale(editor) -> Actor:
    return create_actor(name="John Hale", created_by=editor)


def changes_of(kind: str) -> int:
    return ActorChange.objects.filter(what=kind).count()


def test_of_two_changes_based_on_the_same_state_the_second_is_refused(roe, editor, other_editor):
    seen = last_change(roe)
    second = run_while_uncommitted(
        lambda: change_actor(actor_id=roe.pk, seen=seen, editor=editor, description="engineer"),
        lambda: change_actor(actor_id=roe.pk, seen=seen, editor=other_editor, description="pilot"),
    )
    assert isinstance(second, StaleActor)
    roe.refresh_from_db()
    assert roe.description == "engineer"


def test_a_name_given_just_now_cannot_become_an_alias_too(roe, editor, other_editor):
    second = run_while_uncommitted(
        lambda: change_actor(actor_id=roe.pk, seen=last_change(roe), editor=editor, name="Jane Smith"),
        lambda: add_alias(actor_id=roe.pk, name="Jane Smith", editor=other_editor),
    )
    assert isinstance(second, ActorChangeRefused)
    assert [alias.name for alias in roe.aliases.all()] == ["Jane Roe"]


def test_an_alias_that_two_editors_remove_is_recorded_once(roe, editor, other_editor):
    alias = add_alias(actor_id=roe.pk, name="J. Roe", editor=editor)
    run_while_uncommitted(
        lambda: remove_alias(actor_id=roe.pk, alias_id=alias.pk, editor=editor),
        lambda: remove_alias(actor_id=roe.pk, alias_id=alias.pk, editor=other_editor),
    )
    assert not Alias.objects.exists()
    assert changes_of("alias") == 2  # added once, removed once


def test_an_actor_into_which_another_is_just_merged_is_not_removed(roe, hale, editor, other_editor):
    second = run_while_uncommitted(
        lambda: merge_actors(actor_id=roe.pk, into_id=hale.pk, editor=editor),
        lambda: remove_actor(actor_id=hale.pk, editor=other_editor),
    )
    assert isinstance(second, ActorChangeRefused)
    assert list(Actor.objects.in_register()) == [hale]


def test_a_merge_that_two_editors_undo_is_recorded_once(roe, hale, editor, other_editor):
    merge_actors(actor_id=roe.pk, into_id=hale.pk, editor=editor)
    before = changes_of("merged")
    run_while_uncommitted(
        lambda: undo_merge(actor_id=roe.pk, editor=editor),
        lambda: undo_merge(actor_id=roe.pk, editor=other_editor),
    )
    assert changes_of("merged") == before + 2  # once for each of the two actors


def test_a_pair_that_two_editors_keep_apart_is_recorded_once(roe, hale, editor, other_editor):
    pair = LikelyDuplicate.objects.create(first=roe, second=hale, reason="the same words")
    run_while_uncommitted(
        lambda: keep_apart(pair_id=pair.pk, editor=editor),
        lambda: keep_apart(pair_id=pair.pk, editor=other_editor),
    )
    assert changes_of("apart") == 2  # once for each of the two actors
