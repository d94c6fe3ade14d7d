"""Merge actors that are the same, and undo merges.

Nothing is moved: tags, aliases and suggestions keep pointing at the merged actor and are read as the survivor's.
"""

from django.db import transaction

from annotate import audit_log
from annotate.actors.register import ActorChangeRefused, record_change
from annotate.models import Actor, ActorChange, User

MERGED = ActorChange.Event.MERGED


@transaction.atomic
def merge_actors(*, actor_id: int, into_id: int, editor: User) -> Actor:
    """Merge an actor, with everything merged into it before, into another; return the survivor.

    Raise ActorChangeRefused if the two are the same, or if either has already been merged.
    """
    # Locked in the order of their ids, so that merging two into each other at once cannot deadlock.
    both = Actor.objects.filter(pk__in=[actor_id, into_id]).select_for_update().order_by("pk")
    locked = {locked_actor.pk: locked_actor for locked_actor in both}
    if len(locked) < 2:
        raise ActorChangeRefused("Choose another actor to merge this one into.")
    actor, into = locked[actor_id], locked[into_id]
    for candidate in (actor, into):
        if candidate.merged_into_id:
            raise ActorChangeRefused(f"{candidate.name} has already been merged into {candidate.survivor}.")
    Actor.objects.filter(survivor=actor).update(survivor=into)
    Actor.objects.filter(pk=actor.pk).update(merged_into=into, survivor=into)
    Actor.objects.filter(pk=into.pk).update(in_register=True)
    record_change(actor, editor, MERGED, after=into.name)
    record_change(into, editor, MERGED, before=actor.name)
    audit_log.note(audit_log.Action.MERGED, by=editor, subject=actor.name, detail=f"into {into.name}")
    return into


@transaction.atomic
def undo_merge(*, actor_id: int, editor: User) -> Actor:
    """Separate a merged actor again, together with everything that had been merged into it; return it.

    Do nothing if the actor is not merged.
    """
    actor = Actor.objects.select_for_update().get(pk=actor_id)
    into = actor.merged_into
    if into is None:
        return actor
    Actor.objects.filter(pk__in=_ids_merged_into(actor)).update(survivor=actor)
    Actor.objects.filter(pk=actor.pk).update(merged_into=None, survivor=None)
    record_change(actor, editor, MERGED, before=into.name)
    record_change(into, editor, MERGED, after=f"no longer {actor.name}")
    audit_log.note(audit_log.Action.UNMERGED, by=editor, subject=actor.name, detail=f"from {into.name}")
    return actor


def _ids_merged_into(actor: Actor) -> list[int]:
    """Return the ids of all actors merged into this one, directly or through others."""
    found: list[int] = []
    latest = [actor.pk]
    while latest := list(Actor.objects.filter(merged_into__in=latest).values_list("pk", flat=True)):
        found += latest
    return found
