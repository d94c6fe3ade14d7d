"""Merging actors that are one, and undoing that. Nothing is moved: tags, aliases and suggestions stay where they are,
and are read as those of the survivor."""

from django.db import transaction

from annotate import audit_log
from annotate.actors.register import ActorChangeRefused, record
from annotate.models import Actor, ActorChange, User

MERGED = ActorChange.What.MERGED


@transaction.atomic
def merge_actors(*, actor_id: int, into_id: int, editor: User) -> Actor:
    """Merges an actor, with all that have been merged into it, into another; returns the survivor.

    Raises Refused if the two are one already, or if the actor has been merged meanwhile.
    """
    # In the order of their ids, so that merging two into each other at once cannot wait for itself.
    both = Actor.objects.filter(pk__in=[actor_id, into_id]).select_for_update().order_by("pk")
    locked = {each.pk: each for each in both}
    if len(locked) < 2:
        raise ActorChangeRefused("Choose another actor to merge this one into.")
    actor, into = locked[actor_id], locked[into_id]
    if merged := next((each for each in (actor, into) if each.merged_into_id), None):
        raise ActorChangeRefused(f"{merged.name} has been merged into {merged.survivor} already.")
    Actor.objects.filter(survivor=actor).update(survivor=into)
    Actor.objects.filter(pk=actor.pk).update(merged_into=into, survivor=into)
    Actor.objects.filter(pk=into.pk).update(in_register=True)
    record(actor, editor, MERGED, after=into.name)
    record(into, editor, MERGED, before=actor.name)
    audit_log.note(audit_log.What.MERGED, by=editor, subject=actor.name, detail=f"into {into.name}")
    return into


@transaction.atomic
def undo_merge(*, actor_id: int, editor: User) -> Actor:
    """Makes a merged actor one of its own again, with those that had been merged into it before.

    An actor that is its own already is left as it is.
    """
    actor = Actor.objects.select_for_update().get(pk=actor_id)
    into = actor.merged_into
    if into is None:
        return actor
    Actor.objects.filter(pk__in=_merged_into(actor)).update(survivor=actor)
    Actor.objects.filter(pk=actor.pk).update(merged_into=None, survivor=None)
    record(actor, editor, MERGED, before=into.name)
    record(into, editor, MERGED, after=f"no longer {actor.name}")
    audit_log.note(audit_log.What.UNMERGED, by=editor, subject=actor.name, detail=f"from {into.name}")
    return actor


def _merged_into(actor: Actor) -> list[int]:
    """The ids of those that have been merged into the actor, directly or through others."""
    found, latest = [], [actor.pk]
    while latest := list(Actor.objects.filter(merged_into__in=latest).values_list("pk", flat=True)):
        found += latest
    return found
