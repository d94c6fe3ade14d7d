"""JSON Lines: one article per line, with its text and claims, for another OnRecord to import.

It has no database ids, editors or times, so an imported file exports to the same bytes.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from annotate.exporting.annotated_articles import describe_article, iterate_articles
from annotate.models import Actor, Article, Claim
from annotate.models.claim_queries import ClaimQuerySet


def stream_lines(claims: ClaimQuerySet) -> Iterator[bytes]:
    """Yield a line of UTF-8 for each article that has any of these claims."""
    for article, article_claims in iterate_articles(claims.with_links_to_other_articles()):
        yield json.dumps(_describe(article, article_claims), ensure_ascii=False).encode() + b"\n"


def _describe(article: Article, claims: list[Claim]) -> dict[str, Any]:
    index: dict[int | None, int] = {claim.pk: number for number, claim in enumerate(claims)}
    described = [_describe_claim(claim, index) for claim in claims]
    return describe_article(article) | {"text": article.text, "claims": described}


def _describe_claim(claim: Claim, index: Mapping[int | None, int]) -> dict[str, Any]:
    """Return a claim of an article.

    index: each claim's position in the article's list; `answers`, `repeats` and `suggested_answers` are such positions,
    or null. In `answers` and `answered`, a claim of another article is given by its spans and that article's SHA-256.
    """
    tag = claim.tag
    return {
        "spans": claim.spans,
        "source": claim.source,
        "cue": claim.cue,
        "status": claim.status,
        "kind": tag.kind if tag else "",
        "actor": _describe_actor(tag.actor if tag else None),
        "note": tag.note if tag else "",
        "answers": index.get(tag.answers_id, claim.answers_elsewhere) if tag else None,
        "answered": claim.answered_elsewhere,
        "repeats": index.get(claim.repeats_id),
        "drawn": claim.drawn_by_id is not None,
        "suggested_kind": claim.suggested_kind,
        "suggested_actor": _describe_actor(claim.suggested_actor),
        "suggested_answers": index.get(claim.suggested_answer_id),
        "confidence": claim.confidence,
        "reason": claim.reason,
        "actor_confidence": claim.actor_confidence,
        "actor_reason": claim.actor_reason,
        "source_name": claim.source_name,
        "origin": claim.origin,
    }


def _describe_actor(actor: Actor | None) -> dict[str, str] | None:
    if actor is None:
        return None
    return {name: getattr(actor.survivor_or_self, name) for name in ("name", "type", "description", "wikidata")}
