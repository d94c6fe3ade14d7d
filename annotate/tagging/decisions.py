"""Storing an editor's decision on a claim."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import IntegrityError, transaction

from annotate.actors.alias_learning import learn_aliases
from annotate.actors.register import enter_register
from annotate.models import Article, Claim, Kind, Tag, User
from annotate.models.claim_queries import ClaimQuerySet
from annotate.tagging.claim_spans import BadSpans, Spans, validate_spans
from annotate.tagging.decision_metrics import count_decisions


class DecisionRefused(Exception):
    """A decision that was not stored; the message says why, in a sentence for the editor."""


class StaleClaim(DecisionRefused):
    """Another editor was quicker. `claim` has the tag that is current now."""

    def __init__(self, claim: Claim) -> None:
        super().__init__("This claim was decided after you opened it. Your decision was not saved.")
        self.claim = claim


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decides on a claim: its kind and actor, or that it is not a claim.

    `actor_id` is None if the article does not name the source. `answers_id` is the claim that a denial answers.
    `spans` are the claim's new spans (None: unchanged), with `words`, what the page shows at each of them.
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
    """`changed`: the claims that have a new tag. `skipped`: how many were left alone, because they had been decided."""

    changed: list[Claim]
    skipped: int = 0


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
    """Tag or dismiss a claim, and in the same step those of its repeats that nobody has decided in the meantime.

    version: the claim's version that the editor saw. repeats: the versions of the repeats, by claim id. The same
    `decision_id` again changes nothing and is no error.

    Raises StaleClaim if the claim is at another version, Claim.DoesNotExist if it is not in the article, and
    DecisionRefused for an invalid kind, an unknown actor or allegation, and spans that no claim can have.
    """
    decision = normalise_decision(decision)
    seen = {claim_id: version, **(repeats or {})}
    claims = {claim.pk: claim for claim in lock_claims(article_id, seen, decision.actor_id)}
    if claim_id not in claims:
        raise Claim.DoesNotExist
    claim = claims.pop(claim_id)
    if is_stored(claim, version, decision_id):
        return Outcome([claim])
    ensure_in_register(decision.actor_id, claim.actor_in_register)
    if decision.answers_id and not Claim.objects.filter(pk=decision.answers_id).exclude(pk=claim_id).exists():
        raise DecisionRefused("The allegation you chose no longer exists. Choose another one, or none.")
    undecided = [repeat for repeat in claims.values() if repeat.version == seen[repeat.pk]]
    repeated = [repeat for repeat in undecided if repeat.has_same_words_as(claim)]
    if decision.spans is not None:
        decision = replace(decision, spans=validate_decision_spans(article_id, decision))
        repeated = []  # with other words, they no longer repeat the claim
    store_tags([build_tag(tagged, decision, decision_id, editor) for tagged in [claim, *repeated]])
    return Outcome([claim, *repeated], skipped=len(seen) - 1 - len(repeated))


def is_stored(claim: Claim, version: int, decision_id: UUID) -> bool:
    """Return whether this decision on the claim has been stored already.

    version: the claim's version that the editor saw. Raises StaleClaim if the claim has moved on from it by another
    decision.
    """
    if claim.version == version:
        return False
    if Tag.objects.filter(claim=claim, decision=decision_id).exists():
        return True
    raise StaleClaim(claim)


def normalise_decision(decision: Decision) -> Decision:
    """Return the decision without the fields that do not go with it.

    Only a denial answers an allegation, and a dismissed claim has neither kind nor actor. Raises DecisionRefused for an
    invalid kind.
    """
    if decision.dismissed:
        return Decision(dismissed=True, note=decision.note)
    if decision.kind not in Kind.values:
        raise DecisionRefused("Choose allegation, denial or quote.")
    return decision if decision.kind == Kind.DENIAL else replace(decision, answers_id=None)


def ensure_in_register(actor_id: int | None, in_register: bool | None) -> None:
    """Add the actor to the register if only the detector has suggested it so far.

    in_register: None if there is no such actor. Raises DecisionRefused in that case.
    """
    if actor_id and in_register is None:
        raise DecisionRefused("The actor you chose is no longer in the register. Choose again.")
    if actor_id and not in_register:
        enter_register(actor_id=actor_id)


def validate_decision_spans(article_id: int, decision: Decision) -> list[list[int]]:
    """Return the decision's spans in reading order. Raises DecisionRefused if no claim can have them."""
    text = Article.objects.values_list("text", flat=True).get(pk=article_id)
    try:
        return validate_spans(text, decision.spans or [], decision.words)
    except BadSpans as error:
        raise DecisionRefused(str(error)) from error


def lock_claims(article_id: int, claim_ids: Iterable[int], actor_id: int | None = None) -> ClaimQuerySet:
    """Lock the article's claims with these ids, and return them with their tags, in the order of their ids.

    Each has `actor_in_register`: whether the actor with this id is in the register (None if there is no such actor).
    """
    claims = Claim.objects.filter(article=article_id, pk__in=list(claim_ids)).select_related("tag")
    # The order keeps two decisions that share claims from waiting for each other.
    return claims.with_register_state(actor_id).select_for_update(of=("self",)).order_by("pk")


def build_tag(claim: Claim, decision: Decision, decision_id: UUID, editor: User) -> Tag:
    """Return the tag, not stored yet, that records a decision."""
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


def store_tags(tags: Sequence[Tag]) -> None:
    """Store tags and make each the current tag of its claim, which must be locked.

    A tag that undoes another gives the claim back the tag that the undone one had replaced. Raises DecisionRefused if
    the decision was stored before.
    """
    try:
        Tag.objects.bulk_create(tags)
    except IntegrityError as error:  # the page sent an old decision's UUID with a new version
        raise DecisionRefused("This decision was saved before. Reload the page and decide again.") from error
    moved = []
    for tag in tags:
        claim = tag.claim
        claim.tag = tag.undoes.replaces if tag.undoes else tag
        claim.version += 1
        spans = claim.tag.spans if claim.tag else claim.original_spans
        if claim.drawn_by_id and (claim.tag is None) != (tag.replaces is None):
            claim.spans_before = claim.spans  # it appears, or disappears
        if spans != claim.spans:
            claim.spans_before = claim.spans
            claim.spans, claim.start, claim.end = spans, spans[0][0], spans[-1][1]
            moved.append(claim)
    Claim.objects.bulk_update([tag.claim for tag in tags], ["tag", "version"], batch_size=500)
    if moved:
        Claim.objects.bulk_update(moved, ["spans", "start", "end"], batch_size=500)
    learn_aliases((tag.claim, tag.replaces) for tag in tags)
    count_decisions(tags)
