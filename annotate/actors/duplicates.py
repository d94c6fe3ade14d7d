"""Pairs of registered actors that are probably the same."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import prefetch_related_objects

from annotate.actors.register import record_change
from annotate.actors.similarity import SMALL_WORDS, ActorNames, acronym_pattern, similarity_reason
from annotate.models import Actor, ActorChange, LikelyDuplicate, User

# Per query and actor, so that comparing a common surname does not read the whole register.
MOST_CANDIDATES = 200


def compare_new_actors(*, most: int) -> int:
    """Look for likely duplicates of actors that are new or renamed, at most `most`; return how many were compared."""
    to_compare = Actor.objects.in_register().filter(compared=False).order_by("pk")[:most]
    for actor in to_compare:
        store_duplicates(actor=actor)
    return len(to_compare)


@transaction.atomic
def store_duplicates(*, actor: Actor) -> None:
    """Store each registered actor that is probably the same as this one, so that editors can merge the two."""
    names = _names_of(actor)
    pairs = [
        LikelyDuplicate(first_id=min(actor.pk, other.pk), second_id=max(actor.pk, other.pk), reason=reason)
        for other in _candidates(actor)
        if (reason := similarity_reason(names, _names_of(other)))
    ]
    LikelyDuplicate.objects.bulk_create(
        pairs, ignore_conflicts=True
    )  # pairs that an editor kept apart are not offered again
    Actor.objects.filter(pk=actor.pk, name=actor.name).update(compared=True)  # not if it was renamed in the meantime


@transaction.atomic
def keep_apart(*, pair_id: int, editor: User) -> None:
    """Store that the two actors of a pair differ, so that the pair is not offered again."""
    pair = LikelyDuplicate.objects.select_for_update().select_related("first", "second").get(pk=pair_id)
    if pair.kept_apart:
        return
    pair.kept_apart = True
    pair.save(update_fields=["kept_apart"])
    for actor, other in ((pair.first, pair.second), (pair.second, pair.first)):
        record_change(actor, editor, ActorChange.Event.KEPT_APART, after=other.name)


def _candidates(actor: Actor) -> Iterable[Actor]:
    """Return registered actors that share a word, an alias, the acronym or nearly the whole name."""
    keys = [actor.key, *(alias.key for alias in actor.aliases.all())]
    words = {word for key in keys for word in key.split()} - SMALL_WORDS
    register = Actor.objects.in_register().exclude(pk=actor.pk)
    candidates = [
        *register.with_any_word(words)[:MOST_CANDIDATES],
        *register.with_similar_words(actor.key)[:MOST_CANDIDATES],
    ]
    candidates += register.named(*keys)
    if pattern := acronym_pattern(actor.key):
        candidates += register.filter(key__startswith=actor.key[0], key__regex=pattern)[:MOST_CANDIDATES]
    if acronym := "".join(word[0] for word in actor.key.split() if word not in SMALL_WORDS):
        candidates += register.filter(key=acronym)
    distinct = list({candidate.pk: candidate for candidate in candidates}.values())
    prefetch_related_objects(distinct, "aliases")
    return distinct


def _names_of(actor: Actor) -> ActorNames:
    return ActorNames(actor.key, actor.type, frozenset(alias.key for alias in actor.aliases.all()))
