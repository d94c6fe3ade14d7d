"""Undo, redo and restore. Nothing is rewritten: each step is a tag that undoes another.

A tag that undoes another gives the claim back the tag that the undone one had replaced. So undoing an undo brings the
decision back, over any number of steps.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from django.db import transaction

from annotate.models import Claim, Tag, User
from annotate.tagging.decisions import (
    Decision,
    DecisionRefused,
    Outcome,
    build_tag,
    is_stored,
    lock_claims,
    store_tags,
)


@dataclass(slots=True)
class Steps:
    """An editor's tags that can be undone and redone, the latest last."""

    undo: list[Tag] = field(default_factory=list)
    redo: list[Tag] = field(default_factory=list)

    @classmethod
    def from_tags(cls, tags: Iterable[Tag]) -> "Steps":
        """Return what can be undone and redone after an editor's tags, given the earliest first.

        After a new decision there is nothing to redo.
        """
        steps = cls()
        for tag in tags:
            if tag.undoes_id is None:
                steps.undo.append(tag)
                steps.redo.clear()
            elif _remove(steps.undo, tag.undoes_id):
                steps.redo.append(tag)
            elif _remove(steps.redo, tag.undoes_id):
                steps.undo.append(tag)
            # else the tag undid another editor's decision, in the claim's card; it can only be undone there
        return steps


@transaction.atomic
def undo(*, article_id: int, editor: User, decision_id: UUID, claim_id: int | None = None) -> Outcome:
    """Undo the editor's last decision in an article, or on one of its claims, for all the claims that it decided.

    Claims that another editor has decided since are left alone. The same `decision_id` again changes nothing. Raises
    DecisionRefused if there is nothing to undo.
    """
    return _take_step("undo", article_id, editor, decision_id, claim_id)


@transaction.atomic
def redo(*, article_id: int, editor: User, decision_id: UUID, claim_id: int | None = None) -> Outcome:
    """Bring back what the editor last undid. Otherwise like `undo`."""
    return _take_step("redo", article_id, editor, decision_id, claim_id)


@transaction.atomic
def restore(
    *, article_id: int, claim_id: int, version: int, tag_id: int | None, decision_id: UUID, editor: User
) -> Outcome:
    """Give a claim the state that it had after one of its tags.

    version: the claim's version that the editor saw. tag_id: None for the state before the first tag. Raises StaleClaim
    if the claim is at another version, Claim.DoesNotExist, Tag.DoesNotExist, and DecisionRefused if the claim is in
    that state already.
    """
    claim = lock_claims(article_id, [claim_id]).first()
    if claim is None:
        raise Claim.DoesNotExist
    if is_stored(claim, version, decision_id):
        return Outcome([claim])
    wanted = claim.tags.get(pk=tag_id) if tag_id else None
    if wanted and wanted.undoes:
        wanted = wanted.undoes.replaces
    if wanted == claim.tag:
        raise DecisionRefused("The claim is already in that state.")
    if wanted:
        decision = Decision(
            wanted.kind, wanted.actor_id, wanted.dismissed, wanted.note, wanted.answers_id, wanted.spans
        )
        store_tags([build_tag(claim, decision, decision_id, editor)])
    else:
        store_tags([_build_undoing_tag(claim, claim.tags.earliest("pk"), decision_id, editor)])
    return Outcome([claim])


def _take_step(
    direction: Literal["undo", "redo"], article_id: int, editor: User, decision_id: UUID, claim_id: int | None
) -> Outcome:
    own = Tag.objects.filter(editor=editor, claim__article=article_id)
    if claim_id:
        own = own.filter(claim=claim_id)
    tags = list(own.only("decision", "undoes", "claim").order_by("pk"))
    if stored := [tag.claim_id for tag in tags if tag.decision == decision_id]:
        return Outcome(list(Claim.objects.filter(pk__in=stored).with_decisions()))
    steps = Steps.from_tags(tags)
    remaining = steps.undo if direction == "undo" else steps.redo
    while remaining:
        decision = remaining[-1].decision
        tag_ids = {tag.claim_id: tag.pk for tag in remaining if tag.decision == decision}
        remaining = [tag for tag in remaining if tag.decision != decision]
        if outcome := _undo_tags(article_id, tag_ids, decision_id, editor):
            return outcome
    place = "on this claim" if claim_id else "in this article"
    raise DecisionRefused(f"You have nothing to {direction} {place}.")


def _undo_tags(article_id: int, tag_ids: dict[int, int], decision_id: UUID, editor: User) -> Outcome | None:
    """Undo one decision's tags (given by claim id) where they are still current; return None if none of them is."""
    tags = Tag.objects.select_related("undoes__replaces", "replaces__actor").in_bulk(tag_ids.values())
    claims = lock_claims(article_id, list(tag_ids))
    current = [claim for claim in claims if claim.tag_id == _resulting_tag_id(tags[tag_ids[claim.pk]])]
    if not current:
        return None
    store_tags([_build_undoing_tag(claim, tags[tag_ids[claim.pk]], decision_id, editor) for claim in current])
    return Outcome(current, skipped=len(claims) - len(current))


def _resulting_tag_id(tag: Tag) -> int | None:
    """Return the id of the tag that became its claim's current one when this tag was stored."""
    return tag.undoes.replaces_id if tag.undoes else tag.pk


def _build_undoing_tag(claim: Claim, undone: Tag, decision_id: UUID, editor: User) -> Tag:
    return Tag(claim=claim, editor=editor, undoes=undone, replaces=claim.tag, spans=claim.spans, decision=decision_id)


def _remove(tags: list[Tag], tag_id: int) -> bool:
    """Remove the tag with this id from the list, and return whether it was there."""
    remaining = [tag for tag in tags if tag.pk != tag_id]
    was_there = len(remaining) < len(tags)
    tags[:] = remaining
    return was_there
