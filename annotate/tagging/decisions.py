"""Storing an editor's decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Subquery, Value

from annotate.actors.alias_learning import learn_aliases
from annotate.actors.register import enter_register
from annotate.models import Actor, Article, Claim, Kind, Tag, User
from annotate.models.claim import ClaimQuerySet
from annotate.tagging.claim_spans import BadSpans, Spans, sound_spans
from annotate.tagging.decision_metrics import count_decisions


class DecisionRefused(Exception):
    """A decision that was not stored; the message says why, in a sentence for the editor."""


class StaleClaim(DecisionRefused):
    """Another editor was quicker. `claim` carries the tag that stands."""

    def __init__(self, claim: Claim) -> None:
        super().__init__("This claim has been decided since you opened it. Nothing of yours was stored.")
        self.claim = claim


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor says of a claim: its kind and actor (no id: not named in the article), or that it is none.

    `answers_id` is the claim that a denial answers. `spans` are the claim's words if the editor has drawn them anew
    (None: as they stand), with `words`, what the page shows at each.
    """

    kind: str = ""
    actor_id: int | None = None
    dismissed: bool = False
    note: str = ""
    answers_id: int | None = None
    spans: Spans | None = None
    words: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`changed`: the claims whose tag is now another. `left`: those left alone, since they had been decided."""

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
    for a kind that is none, an actor or an allegation that is not there, and spans that no claim can have.
    """
    decision = sound(decision)
    seen = {claim_id: version, **(repeats or {})}
    claims = {claim.pk: claim for claim in locked(article_id, seen, decision.actor_id)}
    if claim_id not in claims:
        raise Claim.DoesNotExist
    claim = claims.pop(claim_id)
    if claim.version != version:
        if Tag.objects.filter(claim=claim, decision=decision_id).exists():
            return Outcome([claim])
        raise StaleClaim(claim)
    check_actor(decision.actor_id, claim.actor_in_register)
    if decision.answers_id and not Claim.objects.filter(pk=decision.answers_id).exclude(pk=claim_id).exists():
        raise DecisionRefused("The allegation that this denial is to answer is not there. Choose another, or none.")
    fresh = [other for other in claims.values() if other.version == seen[other.pk] and other.same_words_as(claim)]
    if decision.spans is not None:
        decision = replace(decision, spans=checked_spans(article_id, decision))
        fresh = []  # with other words, they are no repeats any more
    store([tag_of(each, decision, decision_id, editor) for each in [claim, *fresh]])
    return Outcome([claim, *fresh], left=len(seen) - 1 - len(fresh))


@transaction.atomic
def accept_suggestions(*, article_id: int, claim_ids: Sequence[int], decision_id: UUID, editor: User) -> Outcome:
    """Tags each of these claims as it is suggested, if nobody has decided it; one undo takes all back.

    The same `decision_id` again changes nothing. Raises Refused if there is none of them to decide.
    """
    claims = list(locked(article_id, claim_ids).select_related("suggested_actor__survivor"))
    if before := _decided_before(claims, decision_id):
        return before
    fresh = [claim for claim in claims if claim.tag is None and claim.suggested_kind]
    return _decide_each({claim: _as_suggested(claim) for claim in fresh}, claims, decision_id, editor)


@transaction.atomic
def link_source(
    *, article_id: int, seen: Mapping[int, int], actor_id: int | None, decision_id: UUID, editor: User
) -> Outcome:
    """Links claims (id to version seen) to one actor; their kinds stay, or become the suggested ones.

    Those that another editor has decided meanwhile, or that are dismissed, are left alone. The same `decision_id` again
    changes nothing. Raises Refused for an actor that is not there, and if there is none of the claims to link.
    """
    claims = list(locked(article_id, seen).select_related("suggested_actor__survivor"))
    if before := _decided_before(claims, decision_id):
        return before
    check_actor(actor_id, Actor.objects.is_in_register(actor_id))
    fresh = [claim for claim in claims if claim.version == seen[claim.pk] and claim.status != "dismissed"]
    linked = {claim: replace(as_it_stands(claim), actor_id=actor_id) for claim in fresh if claim.kind}
    return _decide_each(linked, claims, decision_id, editor)


def _decide_each(
    decisions: Mapping[Claim, Decision], seen: Sequence[Claim], decision_id: UUID, editor: User
) -> Outcome:
    if not decisions:
        raise DecisionRefused("All of these claims have been decided meanwhile. Nothing was stored.")
    for actor_id in {decision.actor_id for decision in decisions.values() if decision.actor_id}:
        enter_register(actor_id=actor_id)
    store([tag_of(claim, decision, decision_id, editor) for claim, decision in decisions.items()])
    return Outcome(list(decisions), left=len(seen) - len(decisions))


def _decided_before(claims: Sequence[Claim], decision_id: UUID) -> Outcome | None:
    done = set(Tag.objects.filter(decision=decision_id, claim__in=claims).values_list("claim", flat=True))
    return Outcome([claim for claim in claims if claim.pk in done], left=len(claims) - len(done)) if done else None


def _as_suggested(claim: Claim) -> Decision:
    actor = claim.suggested_actor.standing.pk if claim.suggested_actor else None
    answers = claim.suggested_answer_id if claim.suggested_kind == Kind.DENIAL else None
    return Decision(kind=claim.suggested_kind, actor_id=actor, answers_id=answers)


def as_it_stands(claim: Claim) -> Decision:
    """The decision that made the claim what it is; for one that nobody has decided, that which is suggested."""
    tag = claim.tag
    if tag is None:
        return _as_suggested(claim)
    return Decision(kind=tag.kind, actor_id=tag.actor_id, note=tag.note, answers_id=tag.answers_id)


def sound(decision: Decision) -> Decision:
    """The decision without what does not go with it: only a denial answers, and what is no claim has no actor.
    Raises Refused for a kind that is none."""
    if decision.dismissed:
        return Decision(dismissed=True, note=decision.note)
    if decision.kind not in Kind.values:
        raise DecisionRefused("Choose allegation, denial or quote.")
    return decision if decision.kind == Kind.DENIAL else replace(decision, answers_id=None)


def check_actor(actor_id: int | None, in_register: bool | None) -> None:
    """Raises Refused if there is no such actor; makes it one of the register if only the detector knew it.

    in_register: None if there is no such actor.
    """
    if actor_id and in_register is None:
        raise DecisionRefused("The actor you chose is not in the register any more. Choose again.")
    if actor_id and not in_register:
        enter_register(actor_id=actor_id)


def checked_spans(article_id: int, decision: Decision) -> list[list[int]]:
    """The decision's spans as they are kept. Raises Refused."""
    text = Article.objects.values_list("text", flat=True).get(pk=article_id)
    try:
        return sound_spans(text, decision.spans or [], decision.words)
    except BadSpans as error:
        raise DecisionRefused(str(error)) from error


def locked(article_id: int, claim_ids: Iterable[int], actor_id: int | None = None) -> ClaimQuerySet:
    """The article's claims of these ids with their tags, so that nobody else decides them meanwhile, each with
    `actor_in_register`: of the actor of this id, None if there is none."""
    chosen = Subquery(Actor.objects.filter(pk=actor_id).values("in_register")) if actor_id else Value(False)
    claims = Claim.objects.filter(article=article_id, pk__in=list(claim_ids)).select_related("tag")
    # In the order of their ids, so that two decisions that share claims cannot wait for each other.
    return claims.annotate(actor_in_register=chosen).select_for_update(of=("self",)).order_by("pk")


def tag_of(claim: Claim, decision: Decision, decision_id: UUID, editor: User) -> Tag:
    """The tag that stores a decision."""
    return Tag(
        claim=claim,
        editor=editor,
        kind=decision.kind,
        actor_id=decision.actor_id,
        answers_id=decision.answers_id,
        dismissed=decision.dismissed,
        note=decision.note,
        spans=claim.spans if decision.spans is None else decision.spans,
        replaces=claim.tag,
        decision=decision_id,
    )


def store(tags: Sequence[Tag]) -> None:
    """Stores tags, each with its locked claim, and makes them (or, for what undoes another, what stood before that one)
    the claims' current ones. Raises Refused for a decision that has been stored before."""
    try:
        Tag.objects.bulk_create(tags)
    except IntegrityError as error:  # the page sent an old decision's UUID with a new version
        raise DecisionRefused("This decision has been stored before. Reload the page and decide again.") from error
    redrawn = []
    for tag in tags:
        claim = tag.claim
        claim.tag = tag.undoes.replaces if tag.undoes else tag
        claim.version += 1
        spans = claim.tag.spans if claim.tag else claim.original_spans
        if claim.drawn_by_id and (claim.tag is None) != (tag.replaces is None):
            claim.spans_before = claim.spans  # it comes into sight, or goes out of it
        if spans != claim.spans:
            claim.spans_before = claim.spans
            claim.spans, claim.start, claim.end = spans, spans[0][0], spans[-1][1]
            redrawn.append(claim)
    Claim.objects.bulk_update([tag.claim for tag in tags], ["tag", "version"], batch_size=500)
    if redrawn:
        Claim.objects.bulk_update(redrawn, ["spans", "start", "end"], batch_size=500)
    learn_aliases((tag.claim, tag.replaces) for tag in tags)
    count_decisions(tags)
