"""The register of actors: finding and making them."""

from collections.abc import Iterable

from django.db import transaction

from annotate.actors.names import clean, key
from annotate.actors.resolving import ResolvedActor
from annotate.models import Actor, User


@transaction.atomic
def create_actor(*, name: str, created_by: User) -> Actor:
    """The actor of this name: the one that there is, else a new one. Raises names.BadName.

    Two editors who create the same actor at once end with one.
    """
    name = clean(name)
    actor, made = Actor.objects.get_or_create(key=key(name), defaults={"name": name, "created_by": created_by})
    if not made and actor.created_by is None:
        actor.created_by = created_by
        actor.save(update_fields=["created_by"])
    return actor.merged_into or actor


@transaction.atomic
def register_suggested(*, resolved: Iterable[ResolvedActor]) -> dict[str, Actor]:
    """The actors of the names that the detector suggests for one article, by name; new ones are made.

    They join the register when an editor links one. A name that two actors share as an alias becomes its own.
    """
    by_key = {key(each.name): each for each in resolved if key(each.name)}
    new = [
        Actor(name=each.name[:200], key=name_key, type=each.type, description=each.description[:300])
        for name_key, each in sorted(by_key.items())  # in one order everywhere, so that two jobs cannot deadlock
    ]
    Actor.objects.bulk_create(new, ignore_conflicts=True)
    known = {
        actor.key: actor.merged_into or actor
        for actor in Actor.objects.filter(key__in=by_key).select_related("merged_into")
    }
    return {each.name: known[name_key] for name_key, each in by_key.items()}
