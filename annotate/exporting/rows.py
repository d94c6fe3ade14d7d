"""One row a claim: what an export tells, whatever its format."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from annotate.models import Article, Claim
from annotate.models.articles import ArticleQuerySet
from annotate.models.claims import ClaimQuerySet

COLUMNS = (
    "claim_id article_id article_title article_url article_outlet article_published kind claim actor_id actor "
    "actor_type source cue start end spans prefix suffix answers_claim_id repeats_claim_id status suggested_kind "
    "suggested_actor confidence reason note editor tagged_at version article_sha256"
).split()
CONTEXT = 32
# Articles whose texts and claims are in memory at once.
BATCH = 20


def rows(articles: ArticleQuerySet, claims: ClaimQuerySet | None = None) -> Iterator[dict[str, object]]:
    """The claims of these articles, or those of them that are among `claims`, article by article, in reading order, as
    COLUMNS; in memory that does not grow."""
    among = Claim.objects.all() if claims is None else claims
    source = articles.defer("search").iterator(chunk_size=BATCH)
    while batch := list(islice(source, BATCH)):
        by_article = defaultdict(list)
        for claim in among.visible().filter(article__in=batch).with_decisions().in_reading_order():
            by_article[claim.article_id].append(claim)
        for article in batch:
            yield from (_row(article, claim) for claim in by_article[article.pk])


def _row(article: Article, claim: Claim) -> dict[str, object]:
    tag = claim.tag
    actor = tag.actor.standing if tag and tag.actor else None
    suggested_actor = claim.suggested_actor.standing if claim.suggested_actor else None
    return {
        "claim_id": claim.pk,
        "article_id": article.pk,
        "article_title": article.title,
        "article_url": article.url,
        "article_outlet": article.outlet,
        "article_published": article.published_at.isoformat() if article.published_at else "",
        "kind": tag.kind if tag else "",
        "claim": _words(article.text, claim.spans),
        "actor_id": actor.pk if actor else "",
        "actor": actor.name if actor else "",
        "actor_type": actor.type if actor else "",
        "source": _words(article.text, claim.source),
        "cue": _words(article.text, claim.cue),
        "start": claim.start,
        "end": claim.end,
        "spans": ";".join(f"{start}-{end}" for start, end in claim.spans),
        "prefix": article.text[max(0, claim.start - CONTEXT) : claim.start],
        "suffix": article.text[claim.end : claim.end + CONTEXT],
        "answers_claim_id": tag.answers_id or "" if tag else "",
        "repeats_claim_id": claim.repeats_id or "",
        "status": claim.status,
        "suggested_kind": claim.suggested_kind,
        "suggested_actor": suggested_actor.name if suggested_actor else "",
        "confidence": "" if claim.confidence is None else round(claim.confidence, 4),
        "reason": claim.reason,
        "note": tag.note if tag else "",
        "editor": tag.editor.username if tag else "",
        "tagged_at": tag.at.isoformat(timespec="seconds") if tag else "",
        "version": claim.version,
        "article_sha256": article.sha256,
    }


def _words(text: str, spans: list[list[int]]) -> str:
    return " … ".join(text[start:end] for start, end in spans)
