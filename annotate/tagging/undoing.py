"""Taking decisions back, and taking that back. Nothing is rewritten: each step is a tag that undoes another.

A tag that undoes another brings back what had stood before that one. So what undoes an undoing brings the decision
back, over any number of steps.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from annotate.models import Claim, Tag, User
from annotate.tagging.decisions import Decision, DecisionRefused, Outcome, StaleClaim, locked, store, tag_of


@dataclass(slots=True)
class Steps:
    """An editor's steps that can be undone and redone, the latest last."""

    undo: list[Tag] = field(default_factory=list)
    redo: list[Tag] = field(default_factory=list)

    @classmethod
    def of(cls, log: Iterable[Tag]) -> "Steps":
        """From an editor's tags, the earliest first. A new decision leaves nothing to redo."""
        steps = cls()
        for tag in log:
            if tag.undoes_id is None:
                steps.undo.append(tag)
                steps.redo.clear()
            elif _take(steps.undo, tag.undoes_id):
                steps.redo.append(tag)
            elif _take(steps.redo, tag.undoes_id):
                steps.undo.append(tag)
            # else it took back another editor's decision: that is done in the claim's card, and undone there
        return steps


@transaction.atomic
def undo(*, article_id: int, editor: User, decision_id: UUID, claim_id: int | None = None) -> Outcome:
    """Undoes the editor's last decision in an article, or on one of its claims, for all the claims that it decided.

    Claims that another editor has decided since are left alone. The same `decision_id` again changes nothing. Raises
    Refused if there is nothing to undo.
    """
    return _step("undo", article_id, editor, decision_id, claim_id)


@transaction.atomic
def redo(*, article_id: int, editor: User, decision_id: UUID, claim_id: int | None = None) -> Outcome:
    """Brings back what the editor has undone last. As `undo` otherwise."""
    return _step("redo", article_id, editor, decision_id, claim_id)


@transaction.atomic
def restore(
    *, article_id: int, claim_id: int, version: int, tag_id: int | None, decision_id: UUID, editor: User
) -> Outcome:
    """Gives a claim the state again that it had after one of its tags; None: before the first.

    Raises Stale if the claim is no longer at `version`, Claim.DoesNotExist and Tag.DoesNotExist, and Refused if it
    stands so already.
    """
    claim = next(iter(locked(article_id, [claim_id])), None)
    if claim is None:
        raise Claim.DoesNotExist
    if claim.version != version:
        if Tag.objects.filter(claim=claim, decision=decision_id).exists():
            return Outcome([claim])
        raise StaleClaim(claim)
    wanted = claim.tags.get(pk=tag_id) if tag_id else None
    if wanted and wanted.undoes:
        wanted = wanted.undoes.replaces
    if wanted == claim.tag:
        raise DecisionRefused("The claim stands so already.")
    if wanted:
        again = Decision(wanted.kind, wanted.actor_id, wanted.dismissed, wanted.note, wanted.answers_id, wanted.spans)
        store([tag_of(claim, again, decision_id, editor)])
    else:
        store([_undoing(claim, claim.tags.earliest("pk"), decision_id, editor)])
    return Outcome([claim])


def _step(which: str, article_id: int, editor: User, decision_id: UUID, claim_id: int | None) -> Outcome:
    own = Tag.objects.filter(editor=editor, claim__article=article_id)
    if claim_id:
        own = own.filter(claim=claim_id)
    log = list(own.only("decision", "undoes", "claim").order_by("pk"))
    if done := [tag.claim_id for tag in log if tag.decision == decision_id]:
        return Outcome(list(Claim.objects.filter(pk__in=done).with_decisions()))
    steps = getattr(Steps.of(log), which)
    while steps:
        decision = steps[-1].decision
        together = {tag.claim_id: tag.pk for tag in steps if tag.decision == decision}
        steps[:] = [tag for tag in steps if tag.decision != decision]
        if outcome := _undone(article_id, together, decision_id, editor):
            return outcome
    raise DecisionRefused(f"There is nothing of yours to {which} {'on this claim' if claim_id else 'in this article'}.")


def _undone(article_id: int, together: dict[int, int], decision_id: UUID, editor: User) -> Outcome | None:
    """Undoes one decision's tags (claim to tag) where they still stand; None if they stand nowhere."""
    tags = Tag.objects.select_related("undoes__replaces", "replaces__actor").in_bulk(together.values())
    claims = locked(article_id, list(together))
    standing = [claim for claim in claims if claim.tag_id == _left_standing(tags[together[claim.pk]])]
    if not standing:
        return None
    store([_undoing(claim, tags[together[claim.pk]], decision_id, editor) for claim in standing])
    return Outcome(standing, left=len(claims) - len(standing))


def _left_standing(tag: Tag) -> int | None:
    """The id of the tag that a tag left as its claim's current one."""
    return tag.undoes.replaces_id if tag.undoes else tag.pk


def _undoing(claim: Claim, undone: Tag, decision_id: UUID, editor: User) -> Tag:
    return Tag(claim=claim, editor=editor, undoes=undone, replaces=claim.tag, spans=claim.spans, decision=decision_id)


def _take(steps: list[Tag], tag_id: int) -> bool:
    """Whether the step was there; it is not any more."""
    kept = [tag for tag in steps if tag.pk != tag_id]
    taken = len(kept) < len(steps)
    steps[:] = kept
    return taken
