"""Tags that come with an imported article, as the decisions of the editor who imports it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypedDict
from uuid import uuid4

from django.db import transaction

from annotate.actors.names import BadName, clean_name, key_of_name
from annotate.actors.register import create_actor
from annotate.models import Actor, Claim, Kind, User
from annotate.tagging.bulk_decisions import current_decision
from annotate.tagging.decisions import Decision, build_tag, ensure_in_register, normalise_decision, store_tags


class ImportedActor(Protocol):
    """An actor as a file names it.

    `is_exact`: the name is the main name in the register of another OnRecord, so it cannot be an alias.
    """

    name: str
    type: str
    description: str
    wikidata: str
    is_exact: bool


@transaction.atomic
def tag_imported_claims(*, claims: Sequence[Claim], decisions: Sequence[Decision], editor: User) -> None:
    """Tag claims that have just been stored, each by the decision in the same place. One that decides nothing leaves
    its claim undecided."""
    pairs = zip(claims, decisions, strict=True)
    decided = [(claim, decision) for claim, decision in pairs if decision.kind or decision.dismissed]
    # Each decision has its own id, so the editor can undo one without the others.
    store_tags([build_tag(claim, normalise_decision(decision), uuid4(), editor) for claim, decision in decided])


@transaction.atomic
def link_denials(*, allegation: Claim, denials: Iterable[Claim], editor: User) -> None:
    """Tag denials as answers to an allegation that was imported after them.

    Changes only denials whose current tag is this editor's and that answer nothing yet.
    """
    claims = Claim.objects.filter(pk__in=[denial.pk for denial in denials]).select_related("tag")
    own = claims.filter(tag__editor=editor, tag__kind=Kind.DENIAL, tag__answers=None).order_by("pk")
    store_tags(
        [
            build_tag(denial, replace(current_decision(denial), answers_id=allegation.pk), uuid4(), editor)
            for denial in own.select_for_update(of=("self",))
        ]
    )


def find_or_create_actor(*, imported: ImportedActor, editor: User) -> Actor | None:
    """Return the register's only actor with this Wikidata id, name or alias, or a new one; None for a name that no
    actor can have."""
    if actor := _find_actor(imported):
        ensure_in_register(actor.pk, actor.in_register)
        return actor
    name = _unambiguous_name(imported)
    return create_actor(name=name, created_by=editor, **_details(imported)) if name else None


def find_or_suggest_actor(*, imported: ImportedActor) -> Actor | None:
    """Return the actor with this Wikidata id or name, or a new one, which joins the register when an editor links it;
    None for a name that no actor can have."""
    if actor := _find_actor(imported):
        return actor
    name = _unambiguous_name(imported)
    if not name:
        return None
    actor, _ = Actor.objects.get_or_create(key=key_of_name(name), defaults={"name": name, **_details(imported)})
    return actor.survivor_or_self


def _find_actor(imported: ImportedActor) -> Actor | None:
    if imported.wikidata:
        same_id = Actor.objects.filter(wikidata=imported.wikidata).select_related("survivor").first()
        if same_id:
            return same_id.survivor_or_self
    if imported.is_exact:
        return None  # a main name is found or created in one step
    matches = list(Actor.objects.named(key_of_name(imported.name))[:2])
    return matches[0] if len(matches) == 1 and not _has_other_wikidata_id(imported, matches[0]) else None


def _unambiguous_name(imported: ImportedActor) -> str:
    """Return the name, with the Wikidata id added if an actor with another id has that name; "" for an invalid name."""
    try:
        name = clean_name(imported.name)
    except BadName:
        return ""
    namesake = Actor.objects.filter(key=key_of_name(name)).first()
    is_taken = namesake is not None and _has_other_wikidata_id(imported, namesake.survivor_or_self)
    return clean_name(f"{name[:150]} ({imported.wikidata})") if is_taken else name


def _has_other_wikidata_id(imported: ImportedActor, actor: Actor) -> bool:
    return bool(imported.wikidata and actor.wikidata and imported.wikidata != actor.wikidata)


class _Details(TypedDict):
    type: str
    description: str
    wikidata: str


def _details(imported: ImportedActor) -> _Details:
    return {"type": imported.type, "description": imported.description, "wikidata": imported.wikidata}
