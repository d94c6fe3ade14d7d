"""The register of actors: making, changing, removing them, and keeping the record of it."""

from django.db import IntegrityError, transaction

from annotate.actors.names import clean_name, key_of_name
from annotate.models import Actor, ActorChange, Alias, Tag, User

What = ActorChange.What
FIELDS = {"name": What.NAME, "type": What.TYPE, "description": What.DESCRIPTION, "wikidata": What.WIKIDATA}


class ActorChangeRefused(Exception):
    """A change that was not made; the message says why, in a sentence for the editor."""


class StaleActor(ActorChangeRefused):
    """Another editor has changed the actor since this one looked."""


@transaction.atomic
def create_actor(*, name: str, created_by: User, **about: str) -> Actor:
    """The actor of this name: the one that there is, else a new one. Raises names.BadName.

    about: type, description and Wikidata id of a new one, as far as they are known.

    Two editors who create the same actor at once end with one.
    """
    name = clean_name(name)
    actor, _ = Actor.objects.get_or_create(
        key=key_of_name(name), defaults={"name": name, "created_by": created_by} | about
    )
    if not actor.in_register:
        record(actor, created_by, What.CREATED, after=actor.name)
        enter_register(actor_id=actor.pk)
    return actor.standing


@transaction.atomic
def enter_register(*, actor_id: int) -> None:
    """Makes what the detector has only suggested an actor of the register."""
    Actor.objects.filter(pk=actor_id, in_register=False).update(in_register=True, compared=False)


@transaction.atomic
def change_actor(*, actor_id: int, seen: int, editor: User, **new: str) -> Actor:
    """Gives an actor a new name, type, description or Wikidata id (those of the four that are given).

    seen: the id of the last change that the editor saw, 0 for none. The name before becomes an alias.

    Raises names.BadName, Stale, and Refused for a name or a Wikidata id that another actor has.
    """
    actor = Actor.objects.select_for_update().get(pk=actor_id)
    if last_change(actor) != seen:
        raise StaleActor("Somebody has changed this actor since you opened it. Nothing of yours was stored.")
    if "name" in new:
        new["name"] = clean_name(new["name"])
    changed = {field: value for field, value in new.items() if value != getattr(actor, field)}
    for field, value in changed.items():
        record(actor, editor, FIELDS[field], before=getattr(actor, field), after=value)
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
    except IntegrityError as error:  # somebody else took the name or the id just now
        raise ActorChangeRefused(
            "Another actor has got this name or Wikidata id just now. Look for it, and merge the two."
        ) from error
    return actor


def _rename(actor: Actor, before: str) -> None:
    actor.key = key_of_name(actor.name)
    if other := Actor.objects.filter(key=actor.key).exclude(pk=actor.pk).first():
        raise ActorChangeRefused(f"There is an actor of this name already: {other.name}. Merge the two instead.")
    actor.aliases.filter(key=actor.key).delete()
    if key_of_name(before) != actor.key:
        Alias.objects.get_or_create(actor=actor, key=key_of_name(before), defaults={"name": before})


def _refuse_taken_wikidata(actor: Actor) -> None:
    other = Actor.objects.filter(wikidata=actor.wikidata).exclude(pk=actor.pk).exclude(wikidata="").first()
    if other:
        raise ActorChangeRefused(
            f"{actor.wikidata} is the Wikidata id of {other.name} already. Are the two one? Then merge them."
        )


@transaction.atomic
def add_alias(*, actor_id: int, name: str, editor: User) -> Alias:
    """Another name for an actor; one that other actors have is allowed. The alias that is there is kept, and is no
    longer a learnt one. Raises names.BadName, and Refused for the actor's own name."""
    name = clean_name(name)
    actor = Actor.objects.select_for_update().get(pk=actor_id)
    if key_of_name(name) == actor.key:
        raise ActorChangeRefused(f"‘{name}’ is the actor's name already.")
    alias, made = Alias.objects.get_or_create(actor=actor, key=key_of_name(name), defaults={"name": name})
    if alias.learnt:
        alias.learnt = False
        alias.save(update_fields=["learnt"])
    if made:
        record(actor, editor, What.ALIAS, after=name)
        Actor.objects.filter(pk=actor.pk).update(compared=False)
    return alias


@transaction.atomic
def remove_alias(*, actor_id: int, alias_id: int, editor: User) -> None:
    """Takes a name off an actor. An alias that is gone already is no error."""
    for alias in (
        Alias.objects.filter(actor=actor_id, pk=alias_id).select_related("actor").select_for_update(of=["self"])
    ):
        record(alias.actor, editor, What.ALIAS, before=alias.name)
        alias.delete()


@transaction.atomic
def remove_actor(*, actor_id: int, editor: User) -> None:
    """Takes an actor off the register, with its aliases. Where the detector has suggested its name, the suggestion
    stays; and when the name is created again, so does the record.

    Raises Refused if a claim has ever been tagged with it, or if another actor has been merged into it.
    """
    actor = Actor.objects.select_for_update().get(pk=actor_id)
    claims = Tag.objects.filter(actor=actor).values("claim").distinct().count()
    if claims:
        several = "1 claim is or was" if claims == 1 else f"{claims:,} claims are or were"
        raise ActorChangeRefused(
            f"{several} tagged with {actor.name}, so it stays. Merge it into another actor instead."
        )
    if merged := actor.family.first():
        raise ActorChangeRefused(f"{merged.name} has been merged into {actor.name}. Undo that first.")
    record(actor, editor, What.REMOVED, before=actor.name)
    actor.aliases.all().delete()
    actor.in_register, actor.wikidata = False, ""
    actor.save(update_fields=["in_register", "wikidata"])


def last_change(actor: Actor) -> int:
    """The id of the last change recorded of an actor, 0 for none."""
    return actor.changes.order_by("-pk").values_list("pk", flat=True).first() or 0


def record(actor: Actor, editor: User, what: str, *, before: str = "", after: str = "") -> None:
    """Notes what an editor changes on an actor."""
    ActorChange.objects.create(actor=actor, editor=editor, what=what, before=before, after=after)
