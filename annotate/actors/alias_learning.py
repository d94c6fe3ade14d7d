"""Learning aliases from what editors link."""

from collections.abc import Iterable

from annotate.actors.names import LONGEST, key_of_name
from annotate.actors.similarity import types_differ
from annotate.models import Actor, Alias, Claim, Tag

Change = tuple[Claim, Tag | None]


def learn(changes: Iterable[Change]) -> None:
    """Learns from claims whose tag has just changed; each comes with the tag that it had before.

    Where an editor has linked a source that is nothing but a name to an actor that the detector had not suggested, that
    name becomes the actor's alias. Where such a link is undone or replaced, the alias goes, unless another tag bears it
    out. Asks the database nothing where the suggestion was taken.
    """
    for claim, before in changes:
        if not claim.source_name:
            continue
        now_id, before_id = _taught(claim, claim.tag), _taught(claim, before)
        if now_id == before_id:
            continue
        if before_id:
            _forget(claim, before_id)
        if now_id:
            _learn(claim, now_id)


def _taught(claim: Claim, tag: Tag | None) -> int | None:
    """The actor that a tag teaches the claim's source name of."""
    return tag.actor_id if tag and tag.actor_id != claim.suggested_actor_id else None


def _learn(claim: Claim, actor_id: int) -> None:
    actors = Actor.objects.with_survivors({actor_id, claim.suggested_actor_id} - {None})
    actor, suggested = actors[actor_id].standing, actors.get(claim.suggested_actor_id)
    name_key = key_of_name(claim.source_name)
    if not name_key or name_key == actor.key or (suggested and types_differ(suggested.type, actor.type)):
        return
    alias = Alias(actor=actor, name=claim.source_name[:LONGEST], key=name_key, learnt=True)
    Alias.objects.bulk_create([alias], ignore_conflicts=True)


def _forget(claim: Claim, actor_id: int) -> None:
    others = Tag.objects.standing().filter(actor=actor_id, claim__source_name=claim.source_name).exclude(claim=claim)
    if not others.exists():
        family = Actor.objects.filter(pk=actor_id).values("survivor")
        owners = Actor.objects.filter(pk=actor_id) | Actor.objects.filter(pk__in=family)
        Alias.objects.filter(actor__in=owners, key=key_of_name(claim.source_name), learnt=True).delete()
