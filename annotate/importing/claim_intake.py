"""Taking in the claims that a detector has found in an article, and those that came with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from annotate.importing.readers.reader_types import ReadClaim, ReadSuggestion
from annotate.models import Actor, Article, Claim, User

Spans = Sequence[tuple[int, int]]
# What a claim says of itself that came with its article.
ORIGIN, REASON = "import", "It came with the article."


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim to be taken in. `spans`, `source` and `cue` count code points of the article's text; `answers` and
    `repeats` are indices in the list of claims that it comes in. `source_name` is the source where it is nothing but a
    name; `others` are actors that the source could mean too."""

    spans: Spans
    source: Spans
    cue: Spans
    kind: str
    actor: Actor | None
    confidence: float
    reason: str
    answers: int | None
    repeats: int | None
    actor_confidence: float | None = None
    actor_reason: str = ""
    source_name: str = ""
    others: Sequence[Actor] = ()


@transaction.atomic
def take_in_claims(*, article: Article, found: Sequence[FoundClaim], origin: str, note: str = "") -> list[Claim]:
    """Stores the claims found in an article and marks its detection as done.

    origin: who found them, a detector and its version. note: why some may be missing, in a sentence for the editor.

    An article that has been through detection keeps the claims that it has: a job may run twice, its claims may not.
    What overlaps a claim that came with the article, or that an editor has drawn meanwhile, is not stored: those who
    marked it by hand know better.
    """
    waiting = Article.objects.select_for_update().filter(pk=article.pk).exclude(detection=Article.Detection.DONE)
    if not waiting.update(detection=Article.Detection.DONE, detection_note=note):
        return list(article.claims.in_reading_order())
    standing = list(article.claims.visible())
    there = [_overlapping(each.spans, standing) for each in found]
    fresh = [each for each, other in zip(found, there, strict=True) if other is None]
    claims = Claim.objects.bulk_create([_claim(article, each, origin) for each in fresh], batch_size=1000)
    # What is told of a claim that was left out is true of the one that it overlaps.
    new = iter(claims)
    every = [other or next(new) for other in there]
    for claim, each in zip(claims, fresh, strict=True):
        claim.repeats = None if each.repeats is None else every[each.repeats]
        claim.suggested_answer = None if each.answers is None else every[each.answers]
    tied = [claim for claim in claims if claim.repeats or claim.suggested_answer]
    other_actors = Claim.other_actors.through
    could_be = [other_actors(claim=c, actor=o) for c, each in zip(claims, fresh, strict=True) for o in each.others]
    other_actors.objects.bulk_create(could_be, batch_size=1000)
    Claim.objects.bulk_update(tied, ["repeats", "suggested_answer"], batch_size=500)
    _complete(found, there)
    return claims


@transaction.atomic
def bring_claims(
    *,
    article: Article,
    brought: Sequence[ReadClaim],
    suggested: Sequence[Actor | None],
    drawn_by: User | None = None,
) -> list[Claim]:
    """Stores the claims that came with an article that is new, in the order given, with the actor suggested for each.
    Detection comes after them, and adds only what overlaps none of them. drawn_by: whose those are from now on that an
    editor had drawn."""
    pairs = zip(brought, suggested, strict=True)
    claims = Claim.objects.bulk_create(
        [_brought(article, each, actor, drawn_by) for each, actor in pairs], batch_size=1000
    )
    for claim, each in zip(claims, brought, strict=True):
        claim.repeats = None if each.repeats is None else claims[each.repeats]
        answers = each.suggestion.answers if each.suggestion else None
        claim.suggested_answer = None if answers is None else claims[answers]
    tied = [claim for claim in claims if claim.repeats or claim.suggested_answer]
    Claim.objects.bulk_update(tied, ["repeats", "suggested_answer"], batch_size=500)
    return claims


def _brought(article: Article, each: ReadClaim, actor: Actor | None, drawn_by: User | None) -> Claim:
    suggestion = each.suggestion or ReadSuggestion(each.kind)
    return Claim(
        article=article,
        **_places(article, each),
        suggested_kind=suggestion.kind,
        suggested_actor=actor,
        actor_confidence=suggestion.actor_confidence,
        actor_reason=suggestion.actor_reason,
        source_name=suggestion.source_name,
        confidence=suggestion.confidence,
        reason=suggestion.reason or REASON,
        origin=suggestion.origin or ORIGIN,
        drawn_by=drawn_by if each.drawn else None,
    )


def _places(article: Article, each: "ReadClaim | FoundClaim") -> dict:
    """The fields that say where in the article a claim stands."""
    return {
        "spans": [list(span) for span in each.spans],
        "original_spans": [list(span) for span in each.spans],
        "start": each.spans[0][0],
        "end": each.spans[-1][1],
        "source": [list(span) for span in each.source],
        "source_words": " ".join(article.text[start:end] for start, end in each.source),
        "cue": [list(span) for span in each.cue],
    }


def _overlapping(spans: Spans, claims: Sequence[Claim]) -> Claim | None:
    """The first claim that has a character in common with the spans."""
    near = (claim for claim in claims if claim.start < spans[-1][1] and spans[0][0] < claim.end)
    return next((claim for claim in near if _overlap(spans, claim.spans)), None)


def _overlap(some: Spans, others: Spans) -> bool:
    return any(start < other_end and other_start < end for start, end in some for other_start, other_end in others)


def _complete(found: Sequence[FoundClaim], there: Sequence[Claim | None]) -> None:
    """Gives the claims that came without a kind what detection says of the same words."""
    left_open = {
        claim.pk: (claim, each)
        for each, claim in zip(reversed(found), reversed(there), strict=True)
        if claim and claim.origin == ORIGIN and not claim.suggested_kind
    }
    for claim, each in left_open.values():
        claim.suggested_kind, claim.confidence = each.kind, each.confidence
        claim.reason = f"{REASON} {each.reason}" if each.reason else REASON
        claim.suggested_actor = claim.suggested_actor or each.actor
    changed = [claim for claim, _ in left_open.values()]
    Claim.objects.bulk_update(changed, ["suggested_kind", "confidence", "reason", "suggested_actor"], batch_size=500)


def _claim(article: Article, each: FoundClaim, origin: str) -> Claim:
    return Claim(
        article=article,
        **_places(article, each),
        suggested_kind=each.kind,
        suggested_actor=each.actor,
        actor_confidence=each.actor_confidence,
        actor_reason=each.actor_reason[:300],
        source_name=each.source_name[:200],
        confidence=each.confidence,
        reason=each.reason,
        origin=origin,
    )
