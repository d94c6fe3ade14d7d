"""Actors of the register that may be one."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import prefetch_related_objects

from annotate.actors.similarity import SMALL, Known, acronym_pattern, likeness
from annotate.models import Actor, ActorChange, LikelyDuplicate, User

# Names that are looked at for one actor; of a surname that more have, the first.
MOST_LOOKED_AT = 200


def compare_new_actors(*, most: int) -> int:
    """Looks for likely duplicates of those actors, at most `most`, that are new or have a new name; returns how many
    were compared."""
    to_compare = Actor.objects.in_register().filter(compared=False).order_by("pk")[:most]
    for actor in to_compare:
        note_duplicates(actor=actor)
    return len(to_compare)


@transaction.atomic
def note_duplicates(*, actor: Actor) -> None:
    """Looks for actors that may be the same as this one, and notes them to be offered for merging."""
    known = _known(actor)
    pairs = [
        LikelyDuplicate(first_id=min(actor.pk, other.pk), second_id=max(actor.pk, other.pk), reason=reason)
        for other in _candidates(actor)
        if (reason := likeness(known, _known(other)))
    ]
    LikelyDuplicate.objects.bulk_create(pairs, ignore_conflicts=True)  # a pair once kept apart stays apart
    Actor.objects.filter(pk=actor.pk, name=actor.name).update(compared=True)  # not if it has been renamed meanwhile


@transaction.atomic
def keep_apart(*, pair_id: int, editor: User) -> None:
    """Notes that the two of a pair are not one, so that they are not offered again."""
    pair = LikelyDuplicate.objects.select_for_update().select_related("first", "second").get(pk=pair_id)
    if pair.kept_apart:
        return
    pair.kept_apart = True
    pair.save(update_fields=["kept_apart"])
    for actor, other in ((pair.first, pair.second), (pair.second, pair.first)):
        ActorChange.objects.create(actor=actor, editor=editor, what=ActorChange.What.KEPT_APART, after=other.name)


def _candidates(actor: Actor) -> Iterable[Actor]:
    """Actors of the register that share a word, nearly the name, an alias or the acronym."""
    keys = [actor.key, *(alias.key for alias in actor.aliases.all())]
    words = {word for key in keys for word in key.split()} - SMALL
    register = Actor.objects.in_register().exclude(pk=actor.pk)
    found = [*register.with_any_word(words)[:MOST_LOOKED_AT], *register.nearly(actor.key)[:MOST_LOOKED_AT]]
    found += register.named(*keys)
    if pattern := acronym_pattern(actor.key):
        found += register.filter(key__startswith=actor.key[0], key__regex=pattern)[:MOST_LOOKED_AT]
    if acronym := "".join(word[0] for word in actor.key.split() if word not in SMALL):
        found += register.filter(key=acronym)
    there = list({each.pk: each for each in found}.values())
    prefetch_related_objects(there, "aliases")
    return there


def _known(actor: Actor) -> Known:
    return Known(actor.key, actor.type, frozenset(alias.key for alias in actor.aliases.all()))
