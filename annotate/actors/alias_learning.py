"""Learn aliases from the actors that editors link."""

from collections.abc import Iterable

from annotate.actors.names import LONGEST, key_of_name
from annotate.actors.similarity import types_conflict
from annotate.models import Actor, Alias, Claim, Tag

Change = tuple[Claim, Tag | None]


def learn_aliases(changes: Iterable[Change]) -> None:
    """Learn from claims whose tag has just changed; each comes with its previous tag.

    If an editor links an actor that the detector did not suggest, and the source is nothing but a name, that name
    becomes an alias of the actor. If such a link is undone or replaced, the alias is removed, unless another tag
    supports it. Costs no query if the editor accepted the suggestion.
    """
    for claim, before in changes:
        if not claim.source_name:
            continue
        now_id, before_id = _corrected_actor_id(claim, claim.tag), _corrected_actor_id(claim, before)
        if now_id == before_id:
            continue
        if before_id:
            _forget(claim, before_id)
        if now_id:
            _learn(claim, now_id)


def _corrected_actor_id(claim: Claim, tag: Tag | None) -> int | None:
    """Return the tag's actor if it differs from the suggestion."""
    return tag.actor_id if tag and tag.actor_id != claim.suggested_actor_id else None


def _learn(claim: Claim, actor_id: int) -> None:
    suggested_id = claim.suggested_actor_id
    actors = Actor.objects.in_bulk_with_survivors({actor_id, suggested_id} if suggested_id else {actor_id})
    actor, suggested = actors[actor_id].survivor_or_self, actors.get(suggested_id) if suggested_id else None
    name_key = key_of_name(claim.source_name)
    if not name_key or name_key == actor.key or (suggested and types_conflict(suggested.type, actor.type)):
        return
    alias = Alias(actor=actor, name=claim.source_name[:LONGEST], key=name_key, learnt=True)
    Alias.objects.bulk_create([alias], ignore_conflicts=True)


def _forget(claim: Claim, actor_id: int) -> None:
    others = Tag.objects.current().filter(actor=actor_id, claim__source_name=claim.source_name)
    if not others.exists():
        family = Actor.objects.filter(pk=actor_id).values("survivor")
        owners = Actor.objects.filter(pk=actor_id) | Actor.objects.filter(pk__in=family)
        Alias.objects.filter(actor__in=owners, key=key_of_name(claim.source_name), learnt=True).delete()
