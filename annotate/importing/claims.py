"""Taking in the claims that a detector, or another tool, has found in an article."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from annotate.models import Actor, Article, Claim

Spans = Sequence[tuple[int, int]]


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
    """
    waiting = Article.objects.select_for_update().filter(pk=article.pk).exclude(detection=Article.Detection.DONE)
    if not waiting.update(detection=Article.Detection.DONE, detection_note=note):
        return list(article.claims.in_reading_order())
    claims = Claim.objects.bulk_create([_claim(article, each, origin) for each in found], batch_size=1000)
    for claim, each in zip(claims, found, strict=True):
        claim.repeats = None if each.repeats is None else claims[each.repeats]
        claim.suggested_answer = None if each.answers is None else claims[each.answers]
    tied = [claim for claim in claims if claim.repeats or claim.suggested_answer]
    other_actors = Claim.other_actors.through
    could_be = [other_actors(claim=c, actor=o) for c, each in zip(claims, found, strict=True) for o in each.others]
    other_actors.objects.bulk_create(could_be, batch_size=1000)
    Claim.objects.bulk_update(tied, ["repeats", "suggested_answer"], batch_size=500)
    return claims


def _claim(article: Article, each: FoundClaim, origin: str) -> Claim:
    return Claim(
        article=article,
        spans=[list(span) for span in each.spans],
        original_spans=[list(span) for span in each.spans],
        start=each.spans[0][0],
        end=each.spans[-1][1],
        source=[list(span) for span in each.source],
        source_words=" ".join(article.text[start:end] for start, end in each.source),
        cue=[list(span) for span in each.cue],
        suggested_kind=each.kind,
        suggested_actor=each.actor,
        actor_confidence=each.actor_confidence,
        actor_reason=each.actor_reason[:300],
        source_name=each.source_name[:200],
        confidence=each.confidence,
        reason=each.reason,
        origin=origin,
    )
