"""Tags that come with an article from another tool: the decisions of the editor who imports it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol
from uuid import uuid4

from django.db import transaction

from annotate.actors.names import BadName, clean_name, key_of_name
from annotate.actors.register import create_actor
from annotate.models import Actor, Claim, Kind, User
from annotate.tagging.decisions import Decision, as_it_stands, check_actor, sound, store, tag_of


class Named(Protocol):
    """Whom a file names. `is_exact`: by the name of another OnRecord's register, not by one that may be an alias."""

    name: str
    type: str
    description: str
    wikidata: str
    is_exact: bool


@transaction.atomic
def tag_brought(*, claims: Sequence[Claim], decisions: Sequence[Decision], editor: User) -> None:
    """Tags claims that have just been stored, each as its decision says; those that decide nothing stay undecided."""
    decided = [(claim, each) for claim, each in zip(claims, decisions, strict=True) if each.kind or each.dismissed]
    # A decision each, so that the editor can undo one without the others.
    store([tag_of(claim, sound(each), uuid4(), editor) for claim, each in decided])


@transaction.atomic
def tie_denials(*, allegation: Claim, denials: Iterable[Claim], editor: User) -> None:
    """Says of denials that they answer an allegation that has come in after them: by tags like those that the editor
    gave them. Those that answer something, that are no denials, or that another editor has decided stay as they are."""
    locked_ones = Claim.objects.filter(pk__in=[denial.pk for denial in denials]).select_related("tag")
    own = locked_ones.filter(tag__editor=editor, tag__kind=Kind.DENIAL, tag__answers=None).order_by("pk")
    tied = [
        tag_of(denial, replace(as_it_stands(denial), answers_id=allegation.pk), uuid4(), editor)
        for denial in own.select_for_update(of=("self",))
    ]
    store(tied)


def known_or_new(*, told: Named, editor: User) -> Actor | None:
    """The register's only actor of this Wikidata id, name or alias, else a new one; None for a name that no actor can
    have."""
    if there := _there(told):
        check_actor(there.pk, there.in_register)
        return there
    name = _own_name(told)
    return create_actor(name=name, created_by=editor, **_about(told)) if name else None


def suggested_or_new(*, told: Named) -> Actor | None:
    """The actor of this Wikidata id or name, else a new one, which joins the register once an editor links it; None for
    a name that no actor can have."""
    if there := _there(told):
        return there
    name = _own_name(told)
    if not name:
        return None
    actor, _ = Actor.objects.get_or_create(key=key_of_name(name), defaults={"name": name} | _about(told))
    return actor.standing


def _there(told: Named) -> Actor | None:
    """The actor that is meant, if there is exactly one."""
    if told.wikidata and (same := Actor.objects.filter(wikidata=told.wikidata).select_related("survivor").first()):
        return same.standing
    if told.is_exact:
        return None  # by its own name it is found, or made, in one step
    found = list(Actor.objects.named(key_of_name(told.name))[:2])
    return found[0] if len(found) == 1 and not _is_another(told, found[0]) else None


def _own_name(told: Named) -> str:
    """The name, by which no other actor is called whose Wikidata id says that it is somebody else."""
    try:
        name = clean_name(told.name)
    except BadName:
        return ""
    there = Actor.objects.filter(key=key_of_name(name)).first()
    return clean_name(f"{name[:150]} ({told.wikidata})") if there and _is_another(told, there.standing) else name


def _is_another(told: Named, actor: Actor) -> bool:
    return bool(told.wikidata and actor.wikidata and told.wikidata != actor.wikidata)


def _about(told: Named) -> dict[str, str]:
    return {"type": told.type, "description": told.description, "wikidata": told.wikidata}
