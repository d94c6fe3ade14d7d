"""Store the claims that came with an article, and the claims that the detector found in it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from annotate.actors.suggestions import Suggestion
from annotate.detection import Attribution
from annotate.importing.readers.reader_types import ReadClaim, ReadSuggestion
from annotate.models import Actor, Article, Claim, User
from annotate.text.spans import Span, join_spans

# The origin and the reason of claims that came with their article.
ORIGIN, REASON = "import", "It came with the article."


@transaction.atomic
def store_detected_claims(
    *,
    article: Article,
    attributions: Sequence[Attribution],
    suggestions: Sequence[Suggestion | None],
    origin: str,
    note: str = "",
) -> list[Claim]:
    """Store the claims found in an article, mark its detection as done, and return the new claims.

    suggestions: the suggested actor of each attribution. origin: the name and version of the detector. note: why claims
    may be missing, in a sentence for the editor.

    An article whose detection is done keeps its claims, because a job may run twice. An attribution that overlaps a
    claim from the import, or one that an editor has drawn in the meantime, is not stored: people know better.
    """
    waiting = Article.objects.select_for_update().filter(pk=article.pk).exclude(detection=Article.Detection.DONE)
    if not waiting.update(detection=Article.Detection.DONE, detection_note=note):
        return list(article.claims.in_reading_order())
    existing = list(article.claims.visible())
    overlapped = [_find_overlapping(attribution.spans, existing) for attribution in attributions]
    found = list(zip(attributions, suggestions, overlapped, strict=True))
    fresh = [(attribution, suggestion) for attribution, suggestion, claim in found if claim is None]
    claims = Claim.objects.bulk_create([_detected_claim(article, *pair, origin) for pair in fresh], batch_size=1000)
    _connect(claims, [attribution for attribution, _ in fresh], overlapped)
    other_actors = [
        Claim.other_actors.through(claim=claim, actor=actor)
        for claim, (_, suggestion) in zip(claims, fresh, strict=True)
        if suggestion
        for actor in suggestion.others
    ]
    Claim.other_actors.through.objects.bulk_create(other_actors, batch_size=1000)
    _complete_imported(found)
    return claims


def _connect(claims: list[Claim], fresh: Sequence[Attribution], overlapped: Sequence[Claim | None]) -> None:
    """Store what the new claims repeat and answer. An overlapped claim replaces the attribution left out."""
    new = iter(claims)
    claim_at = [claim or next(new) for claim in overlapped]
    for claim, attribution in zip(claims, fresh, strict=True):
        claim.repeats = None if attribution.repeats is None else claim_at[attribution.repeats]
        claim.suggested_answer = None if attribution.answers is None else claim_at[attribution.answers]
    _store_connections(claims)


def _store_connections(claims: Iterable[Claim]) -> None:
    connected = [claim for claim in claims if claim.repeats or claim.suggested_answer]
    Claim.objects.bulk_update(connected, ["repeats", "suggested_answer"], batch_size=500)


@transaction.atomic
def store_imported_claims(
    *,
    article: Article,
    reads: Sequence[ReadClaim],
    suggested_actors: Sequence[Actor | None],
    drawn_by: User | None = None,
) -> list[Claim]:
    """Store the claims that came with a new article, and return them in the same order. Detection runs after this.

    suggested_actors: one for each claim. drawn_by: the editor to whom drawn claims are attributed.
    """
    pairs = zip(reads, suggested_actors, strict=True)
    claims = Claim.objects.bulk_create(
        [_imported_claim(article, read, actor, drawn_by) for read, actor in pairs], batch_size=1000
    )
    for claim, read in zip(claims, reads, strict=True):
        claim.repeats = None if read.repeats is None else claims[read.repeats]
        answers = read.suggestion.answers if read.suggestion else None
        claim.suggested_answer = None if answers is None else claims[answers]
    _store_connections(claims)
    return claims


def _imported_claim(article: Article, read: ReadClaim, actor: Actor | None, drawn_by: User | None) -> Claim:
    suggestion = read.suggestion or ReadSuggestion(read.kind)
    return Claim(
        article=article,
        **_span_fields(article, read),
        suggested_kind=suggestion.kind,
        suggested_actor=actor,
        actor_confidence=suggestion.actor_confidence,
        actor_reason=suggestion.actor_reason,
        source_name=suggestion.source_name,
        confidence=suggestion.confidence,
        reason=suggestion.reason or REASON,
        origin=suggestion.origin or ORIGIN,
        drawn_by=drawn_by if read.drawn else None,
    )


def _span_fields(article: Article, claim: ReadClaim | Attribution) -> dict[str, Any]:
    return {
        "spans": [list(span) for span in claim.spans],
        "original_spans": [list(span) for span in claim.spans],
        "start": claim.spans[0][0],
        "end": claim.spans[-1][1],
        "source": [list(span) for span in claim.source],
        "source_words": join_spans(article.text, claim.source),
        "cue": [list(span) for span in claim.cue],
    }


def _find_overlapping(spans: Sequence[Span], claims: Sequence[Claim]) -> Claim | None:
    """Return the first claim that shares a character with the spans."""
    near = (claim for claim in claims if claim.start < spans[-1][1] and spans[0][0] < claim.end)
    return next((claim for claim in near if _do_overlap(spans, claim.spans)), None)


def _do_overlap(first: Iterable[Sequence[int]], second: Sequence[Sequence[int]]) -> bool:
    return any(start < other_end and other_start < end for start, end in first for other_start, other_end in second)


def _complete_imported(found: Sequence[tuple[Attribution, Suggestion | None, Claim | None]]) -> None:
    """Give each imported claim without a kind the detector's suggestion for the same words."""
    left_open = {
        claim.pk: (claim, attribution, suggestion)
        for attribution, suggestion, claim in reversed(found)
        if claim and claim.origin == ORIGIN and not claim.suggested_kind
    }
    for claim, attribution, suggestion in left_open.values():
        claim.suggested_kind, claim.confidence = attribution.kind or "", attribution.confidence
        claim.reason = f"{REASON} {attribution.reason}" if attribution.reason else REASON
        claim.suggested_actor = claim.suggested_actor or (suggestion.actor if suggestion else None)
    changed = [claim for claim, _, _ in left_open.values()]
    Claim.objects.bulk_update(changed, ["suggested_kind", "confidence", "reason", "suggested_actor"], batch_size=500)


def _detected_claim(article: Article, attribution: Attribution, suggestion: Suggestion | None, origin: str) -> Claim:
    return Claim(
        article=article,
        **_span_fields(article, attribution),
        suggested_kind=attribution.kind or "",
        suggested_actor=suggestion.actor if suggestion else None,
        actor_confidence=suggestion.confidence if suggestion else None,
        actor_reason=suggestion.reason[:300] if suggestion else "",
        source_name=suggestion.source_name[:200] if suggestion else "",
        confidence=attribution.confidence,
        reason=attribution.reason,
        origin=origin,
    )
