"""Storing an editor's decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Subquery, Value

from annotate.actors.learning import learn
from annotate.actors.register import enter_register
from annotate.models import Actor, Claim, Kind, Tag, User


class Refused(Exception):
    """A decision that was not stored; the message says why, in a sentence for the editor."""


class Stale(Refused):
    """Another editor was quicker. `claim` carries the tag that stands."""

    def __init__(self, claim: Claim) -> None:
        super().__init__("This claim has been decided since you opened it. Nothing of yours was stored.")
        self.claim = claim


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor says of a claim: its kind and actor (no id: not named in the article), or that it is none.

    `answers_id` is the claim that a denial answers.
    """

    kind: str = ""
    actor_id: int | None = None
    dismissed: bool = False
    note: str = ""
    answers_id: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`changed`: the claims whose tag is now another. `left`: repeats left alone, since they had been decided."""

    changed: list[Claim]
    left: int = 0


@transaction.atomic
def decide(
    *,
    article_id: int,
    claim_id: int,
    version: int,
    decision: Decision,
    decision_id: UUID,
    editor: User,
    repeats: Mapping[int, int] | None = None,
) -> Outcome:
    """Tags or dismisses a claim and, in the same step, those of its `repeats` (claim id to version seen) that nobody
    has decided meanwhile. The same `decision_id` again changes nothing and is no error.

    Raises Stale if the claim is no longer at `version`, Claim.DoesNotExist if it is not in the article, and Refused
    for a kind that is none, an actor that is not there, or an answer to what is not there or is the claim itself.
    """
    decision = _sound(decision)
    seen = {claim_id: version, **(repeats or {})}
    claims = {claim.pk: claim for claim in _locked(article_id, seen, decision.actor_id)}
    if claim_id not in claims:
        raise Claim.DoesNotExist
    claim = claims.pop(claim_id)
    if claim.version != version:
        if Tag.objects.filter(claim=claim, decision=decision_id).exists():
            return Outcome([claim])
        raise Stale(claim)
    if decision.actor_id:
        if claim.actor_in_register is None:
            raise Refused("The actor you chose is not in the register any more. Choose again.")
        if not claim.actor_in_register:
            enter_register(actor_id=decision.actor_id)
    if decision.answers_id and not Claim.objects.filter(pk=decision.answers_id).exclude(pk=claim_id).exists():
        raise Refused("The allegation that this denial is to answer is not there. Choose another, or none.")
    fresh = [other for other in claims.values() if other.version == seen[other.pk] and other.same_words_as(claim)]
    _store([_tag(each, decision, decision_id, editor) for each in [claim, *fresh]])
    return Outcome([claim, *fresh], left=len(seen) - 1 - len(fresh))


def _sound(decision: Decision) -> Decision:
    """The decision without what does not go with it: only a denial answers, and what is no claim has no actor."""
    if decision.dismissed:
        return Decision(dismissed=True, note=decision.note)
    if decision.kind not in Kind.values:
        raise Refused("Choose allegation, denial or quote.")
    return decision if decision.kind == Kind.DENIAL else replace(decision, answers_id=None)


@transaction.atomic
def undo_last(*, article_id: int, editor: User, decision_id: UUID) -> Outcome:
    """Undoes the editor's last decision in an article that still stands, for all the claims that it decided.

    Raises Refused if there is none.
    """
    standing = Tag.objects.filter(editor=editor, claim__article=article_id, claim__tag=F("pk"))
    last = standing.order_by("-pk").values("decision")[:1]
    tags = (
        standing.filter(decision=Subquery(last))
        .select_related("claim", "replaces")
        .select_for_update(of=("claim",))
        .order_by("claim")
    )
    undone = [
        Tag(claim=tag.claim, editor=editor, undoes=tag, replaces=tag, spans=tag.claim.spans, decision=decision_id)
        for tag in tags
    ]
    if not undone:
        raise Refused("There is nothing of yours to undo in this article.")
    _store(undone)
    return Outcome([tag.claim for tag in undone])


def _locked(article_id: int, seen: Mapping[int, int], actor_id: int | None) -> Sequence[Claim]:
    # In the order of their ids, so that two decisions that share repeats cannot wait for each other.
    chosen = Subquery(Actor.objects.filter(pk=actor_id).values("in_register")) if actor_id else Value(False)
    return (
        Claim.objects.filter(article=article_id, pk__in=seen)
        .with_decisions()
        .annotate(actor_in_register=chosen)
        .select_for_update(of=("self",))
        .order_by("pk")
    )


def _tag(claim: Claim, decision: Decision, decision_id: UUID, editor: User) -> Tag:
    return Tag(
        claim=claim,
        editor=editor,
        kind=decision.kind,
        actor_id=decision.actor_id,
        answers_id=decision.answers_id,
        dismissed=decision.dismissed,
        note=decision.note,
        spans=claim.spans,
        replaces=claim.tag,
        decision=decision_id,
    )


def _store(tags: Sequence[Tag]) -> None:
    try:
        Tag.objects.bulk_create(tags)
    except IntegrityError as error:  # the page sent an old decision's UUID with a new version
        raise Refused("This decision has been stored before. Reload the page and decide again.") from error
    for tag in tags:
        tag.claim.tag = tag.undoes.replaces if tag.undoes else tag
        tag.claim.version += 1
    Claim.objects.bulk_update([tag.claim for tag in tags], ["tag", "version"])
    learn((tag.claim, tag.replaces) for tag in tags)
