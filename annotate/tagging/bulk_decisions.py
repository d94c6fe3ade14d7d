"""Decisions on many claims of an article at once; one undo takes all of them back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from annotate.actors.register import enter_register
from annotate.models import Actor, Claim, Kind, Tag, User
from annotate.tagging.decisions import (
    Decision,
    DecisionRefused,
    Outcome,
    build_tag,
    ensure_in_register,
    lock_claims,
    store_tags,
)
from annotate.vocabulary import DISMISSED


@transaction.atomic
def accept_suggestions(*, article_id: int, claim_ids: Sequence[int], decision_id: UUID, editor: User) -> Outcome:
    """Tag each of these claims as suggested, if nobody has decided it.

    The same `decision_id` again changes nothing. Raises DecisionRefused if all of them are decided already.
    """
    claims = list(lock_claims(article_id, claim_ids).select_related("suggested_actor__survivor"))
    if earlier := _earlier_outcome(claims, decision_id):
        return earlier
    undecided = [claim for claim in claims if claim.tag is None and claim.suggested_kind]
    decisions = {claim: _suggested_decision(claim) for claim in undecided}
    return _store_decisions(decisions, claims, decision_id, editor)


@transaction.atomic
def link_source(
    *, article_id: int, seen: Mapping[int, int], actor_id: int | None, decision_id: UUID, editor: User
) -> Outcome:
    """Link claims to one actor. A tagged claim keeps its kind; an undecided one gets the suggested kind.

    seen: the versions that the editor saw, by claim id. Claims at another version and dismissed ones are left alone.
    The same `decision_id` again changes nothing. Raises DecisionRefused for an unknown actor, and if no claim is left
    to link.
    """
    claims = list(lock_claims(article_id, seen).select_related("suggested_actor__survivor"))
    if earlier := _earlier_outcome(claims, decision_id):
        return earlier
    ensure_in_register(actor_id, Actor.objects.is_in_register(actor_id))
    unchanged = [claim for claim in claims if claim.version == seen[claim.pk] and claim.status != DISMISSED]
    decisions = {claim: replace(current_decision(claim), actor_id=actor_id) for claim in unchanged if claim.kind}
    return _store_decisions(decisions, claims, decision_id, editor)


def current_decision(claim: Claim) -> Decision:
    """Return the decision that the claim's tag records; for an undecided claim, the suggested one."""
    tag = claim.tag
    if tag is None:
        return _suggested_decision(claim)
    return Decision(kind=tag.kind, actor_id=tag.actor_id, note=tag.note, answers_id=tag.answers_id)


def _suggested_decision(claim: Claim) -> Decision:
    actor_id = claim.suggested_actor.survivor_or_self.pk if claim.suggested_actor else None
    answers_id = claim.suggested_answer_id if claim.suggested_kind == Kind.DENIAL else None
    return Decision(kind=claim.suggested_kind, actor_id=actor_id, answers_id=answers_id)


def _earlier_outcome(claims: Sequence[Claim], decision_id: UUID) -> Outcome | None:
    """Return what this decision did when it was sent before; None if it is new."""
    tagged = set(Tag.objects.filter(decision=decision_id, claim__in=claims).values_list("claim", flat=True))
    if not tagged:
        return None
    return Outcome([claim for claim in claims if claim.pk in tagged], skipped=len(claims) - len(tagged))


def _store_decisions(
    decisions: Mapping[Claim, Decision], claims: Sequence[Claim], decision_id: UUID, editor: User
) -> Outcome:
    if not decisions:
        raise DecisionRefused("All of these claims have been decided in the meantime. Nothing was saved.")
    for actor_id in {decision.actor_id for decision in decisions.values() if decision.actor_id}:
        enter_register(actor_id=actor_id)
    store_tags([build_tag(claim, decision, decision_id, editor) for claim, decision in decisions.items()])
    return Outcome(list(decisions), skipped=len(claims) - len(decisions))
