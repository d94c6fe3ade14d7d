"""The register of actors: creating, changing and removing them, and recording each change."""

from django.db import IntegrityError, transaction

from annotate.actors.names import clean_name, key_of_name
from annotate.models import Actor, ActorChange, Alias, Tag, User

Event = ActorChange.Event
FIELDS = {"name": Event.NAME, "type": Event.TYPE, "description": Event.DESCRIPTION, "wikidata": Event.WIKIDATA}


class ActorChangeRefused(Exception):
    """The change was not made; the message tells the editor why and what to do."""


class StaleActor(ActorChangeRefused):
    """Another editor changed the actor after this one opened it."""


@transaction.atomic
def create_actor(*, name: str, created_by: User, **about: str) -> Actor:
    """Return the actor with this name, creating it if necessary. Two editors at the same time create only one.

    `about` can give the type, description and Wikidata ID of a new actor. Raise names.BadName.
    """
    name = clean_name(name)
    actor, _ = Actor.objects.get_or_create(
        key=key_of_name(name), defaults={"name": name, "created_by": created_by} | about
    )
    if not actor.in_register:
        record_change(actor, created_by, Event.CREATED, after=actor.name)
        enter_register(actor_id=actor.pk)
    return actor.survivor_or_self


@transaction.atomic
def enter_register(*, actor_id: int) -> None:
    """Add an actor that only the detector has suggested to the register."""
    Actor.objects.filter(pk=actor_id, in_register=False).update(in_register=True, compared=False)


@transaction.atomic
def change_actor(*, actor_id: int, seen: int, editor: User, **new: str) -> Actor:
    """Give an actor a new name, type, description or Wikidata ID (whichever are passed); return the actor.

    `seen` is the id of the last change that the editor saw, 0 for none. The old name becomes an alias.

    Raise names.BadName for an impossible name, StaleActor if there is a newer change, and ActorChangeRefused if another
    actor has the name or the Wikidata ID.
    """
    actor = Actor.objects.select_for_update().get(pk=actor_id)
    if last_change(actor) != seen:
        raise StaleActor("Somebody has changed this actor since you opened it. Your changes were not saved.")
    if "name" in new:
        new["name"] = clean_name(new["name"])
    changed = {field: value for field, value in new.items() if value != getattr(actor, field)}
    for field, value in changed.items():
        record_change(actor, editor, FIELDS[field], before=getattr(actor, field), after=value)
    before = actor.name
    for field, value in changed.items():
        setattr(actor, field, value)
    if "name" in changed:
        _rename(actor, before)
    if "wikidata" in changed:
        _refuse_taken_wikidata(actor)
    try:
        with transaction.atomic():
            actor.compared = False
            actor.save(update_fields=[*changed, "key", "compared"])
    except IntegrityError as error:  # another editor took the name or the id after the checks above
        raise ActorChangeRefused(
            "Another actor was just given this name or Wikidata ID. Find that actor and merge the two."
        ) from error
    return actor


def _rename(actor: Actor, before: str) -> None:
    actor.key = key_of_name(actor.name)
    if other := Actor.objects.filter(key=actor.key).exclude(pk=actor.pk).first():
        raise ActorChangeRefused(f"There is already an actor with this name: {other.name}. Merge the two instead.")
    actor.aliases.filter(key=actor.key).delete()
    if key_of_name(before) != actor.key:
        Alias.objects.get_or_create(actor=actor, key=key_of_name(before), defaults={"name": before})


def _refuse_taken_wikidata(actor: Actor) -> None:
    other = Actor.objects.filter(wikidata=actor.wikidata).exclude(pk=actor.pk).exclude(wikidata="").first()
    if other:
        raise ActorChangeRefused(
            f"{actor.wikidata} is already the Wikidata ID of {other.name}. If they are the same actor, merge them."
        )


@transaction.atomic
def add_alias(*, actor_id: int, name: str, editor: User) -> Alias:
    """Give an actor another name, which other actors may have too; return the alias.

    An alias that was learnt counts as added by the editor from now on. Raise names.BadName for an impossible name, and
    ActorChangeRefused for the actor's own name.
    """
    name = clean_name(name)
    actor = Actor.objects.select_for_update().get(pk=actor_id)
    if key_of_name(name) == actor.key:
        raise ActorChangeRefused(f"“{name}” is already the actor's name.")
    alias, created = Alias.objects.get_or_create(actor=actor, key=key_of_name(name), defaults={"name": name})
    if alias.learnt:
        alias.learnt = False
        alias.save(update_fields=["learnt"])
    if created:
        record_change(actor, editor, Event.ALIAS, after=name)
        Actor.objects.filter(pk=actor.pk).update(compared=False)
    return alias


@transaction.atomic
def remove_alias(*, actor_id: int, alias_id: int, editor: User) -> None:
    """Remove an alias from an actor; do nothing if it is already gone."""
    for alias in (
        Alias.objects.filter(actor=actor_id, pk=alias_id).select_related("actor").select_for_update(of=["self"])
    ):
        record_change(alias.actor, editor, Event.ALIAS, before=alias.name)
        alias.delete()


@transaction.atomic
def remove_actor(*, actor_id: int, editor: User) -> None:
    """Remove an actor and its aliases from the register.

    Keep the detector's suggestions of it, and the record of its changes in case it is created again. Raise
    ActorChangeRefused if a claim was ever tagged with it, or if another actor has been merged into it.
    """
    actor = Actor.objects.select_for_update().get(pk=actor_id)
    claims = Tag.objects.filter(actor=actor).values("claim").distinct().count()
    if claims:
        count = "1 claim is or was" if claims == 1 else f"{claims:,} claims are or were"
        raise ActorChangeRefused(
            f"{count} tagged with {actor.name}, so it cannot be removed. Merge it into another actor instead."
        )
    if merged := actor.family.first():
        raise ActorChangeRefused(f"{merged.name} has been merged into {actor.name}. Undo that merge first.")
    record_change(actor, editor, Event.REMOVED, before=actor.name)
    actor.aliases.all().delete()
    actor.in_register, actor.wikidata = False, ""
    actor.save(update_fields=["in_register", "wikidata"])


def last_change(actor: Actor) -> int:
    """Return the id of the actor's last recorded change, 0 for none."""
    return actor.changes.order_by("-pk").values_list("pk", flat=True).first() or 0


def record_change(actor: Actor, editor: User, what: str, *, before: str = "", after: str = "") -> None:
    """Store what an editor changed about an actor."""
    ActorChange.objects.create(actor=actor, editor=editor, what=what, before=before, after=after)
