"""Taking in the claims that a detector has found in an article, and those that came with it."""

from collections.abc import Sequence

from django.db import transaction

from annotate.actors.suggestions import Suggestion
from annotate.detection import Attribution
from annotate.importing.readers.reader_types import ReadClaim, ReadSuggestion
from annotate.models import Actor, Article, Claim, User

Spans = Sequence[tuple[int, int]]
# What a claim says of itself that came with its article.
ORIGIN, REASON = "import", "It came with the article."


@transaction.atomic
def take_in_claims(
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
    overlapped = [_overlapping(attribution.spans, existing) for attribution in attributions]
    found = list(zip(attributions, suggestions, overlapped, strict=True))
    fresh = [(attribution, suggestion) for attribution, suggestion, claim in found if claim is None]
    claims = Claim.objects.bulk_create([_claim(article, *pair, origin) for pair in fresh], batch_size=1000)
    _connect(claims, [attribution for attribution, _ in fresh], overlapped)
    other_actors = Claim.other_actors.through
    could_be = [
        other_actors(claim=claim, actor=actor)
        for claim, (_, suggestion) in zip(claims, fresh, strict=True)
        if suggestion
        for actor in suggestion.others
    ]
    other_actors.objects.bulk_create(could_be, batch_size=1000)
    _complete(found)
    return claims


def _connect(claims: list[Claim], fresh: Sequence[Attribution], overlapped: Sequence[Claim | None]) -> None:
    """Store what the new claims repeat and answer. An overlapped claim stands in for the attribution left out."""
    new = iter(claims)
    every = [claim or next(new) for claim in overlapped]
    for claim, attribution in zip(claims, fresh, strict=True):
        claim.repeats = None if attribution.repeats is None else every[attribution.repeats]
        claim.suggested_answer = None if attribution.answers is None else every[attribution.answers]
    connected = [claim for claim in claims if claim.repeats or claim.suggested_answer]
    Claim.objects.bulk_update(connected, ["repeats", "suggested_answer"], batch_size=500)


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


def _places(article: Article, each: ReadClaim | Attribution) -> dict:
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


def _complete(found: Sequence[tuple[Attribution, Suggestion | None, Claim | None]]) -> None:
    """Give each imported claim without a kind what detection says about the same words."""
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


def _claim(article: Article, attribution: Attribution, suggestion: Suggestion | None, origin: str) -> Claim:
    return Claim(
        article=article,
        **_places(article, attribution),
        suggested_kind=attribution.kind or "",
        suggested_actor=suggestion.actor if suggestion else None,
        actor_confidence=suggestion.confidence if suggestion else None,
        actor_reason=suggestion.reason[:300] if suggestion else "",
        source_name=suggestion.source_name[:200] if suggestion else "",
        confidence=attribution.confidence,
        reason=attribution.reason,
        origin=origin,
    )
