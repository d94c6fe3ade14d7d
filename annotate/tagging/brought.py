"""Tags that come with an article from another tool: the decisions of the editor who imports it."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction

from annotate.actors.names import BadName, clean, key
from annotate.actors.register import create_actor
from annotate.models import Actor, Claim, User
from annotate.tagging.deciding import Decision, check_actor, store, tag_of


@transaction.atomic
def tag_brought(*, claims: Sequence[Claim], decisions: Sequence[Decision], editor: User) -> None:
    """Tags claims that have just been stored, each as its decision says; those without a kind stay undecided."""
    decided = [(claim, each) for claim, each in zip(claims, decisions, strict=True) if each.kind]
    # A decision each, so that the editor can undo one without the others.
    store([tag_of(claim, each, uuid4(), editor) for claim, each in decided])


def known_or_new(*, name: str, editor: User) -> Actor | None:
    """The register's only actor of this name or alias, else a new one; None for a name that no actor can have."""
    try:
        name = clean(name)
    except BadName:
        return None
    found = list(Actor.objects.named(key(name))[:2])
    if len(found) != 1:
        return create_actor(name=name, created_by=editor)
    check_actor(found[0].pk, found[0].in_register)
    return found[0]
