"""JSON Lines: one article a line, with its text and its claims, to be taken in again by another OnRecord.

No ids of the database, editors or times, so that what is taken in and exported again is the same, byte for byte.
"""

import json
from collections.abc import Iterator
from typing import Any

from annotate.exporting.annotated_articles import about, annotated
from annotate.models import Actor, Article, Claim
from annotate.models.claim import ClaimQuerySet


def pieces(claims: ClaimQuerySet) -> Iterator[bytes]:
    """A line for each article that has any of these claims, in UTF-8."""
    for article, of_article in annotated(claims.with_ties_elsewhere()):
        yield json.dumps(_article(article, of_article), ensure_ascii=False).encode() + b"\n"


def _article(article: Article, claims: list[Claim]) -> dict[str, Any]:
    place = {claim.pk: number for number, claim in enumerate(claims)}
    return about(article) | {"text": article.text, "claims": [_claim(claim, place) for claim in claims]}


def _claim(claim: Claim, place: dict[int, int]) -> dict[str, Any]:
    """`answers`, `repeats` and `suggested_answers` are places in the article's list of claims; null for one that is not
    in it. Of another article's claim that it answers, and of those in `answered`, which answer it, `sha256` tells the
    article's text and `spans` the place in it."""
    tag = claim.tag
    return {
        "spans": claim.spans,
        "source": claim.source,
        "cue": claim.cue,
        "status": claim.status,
        "kind": tag.kind if tag else "",
        "actor": _actor(tag.actor if tag else None),
        "note": tag.note if tag else "",
        "answers": place.get(tag.answers_id, claim.answers_elsewhere) if tag else None,
        "answered": claim.answered_elsewhere,
        "repeats": place.get(claim.repeats_id),
        "drawn": claim.drawn_by_id is not None,
        "suggested_kind": claim.suggested_kind,
        "suggested_actor": _actor(claim.suggested_actor),
        "suggested_answers": place.get(claim.suggested_answer_id),
        "confidence": claim.confidence,
        "reason": claim.reason,
        "actor_confidence": claim.actor_confidence,
        "actor_reason": claim.actor_reason,
        "source_name": claim.source_name,
        "origin": claim.origin,
    }


def _actor(actor: Actor | None) -> dict[str, str] | None:
    standing = actor and actor.standing
    return {name: getattr(standing, name) for name in ("name", "type", "description", "wikidata")} if standing else None
