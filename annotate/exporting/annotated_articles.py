"""Articles with their claims, for the formats that tell them article by article."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from annotate.models import Article, Claim
from annotate.models.article import ArticleQuerySet
from annotate.models.claim import ClaimQuerySet

# Articles whose texts and claims are in memory at once.
BATCH = 20
Annotated = tuple[Article, list[Claim]]


def annotated(claims: ClaimQuerySet) -> Iterator[Annotated]:
    """Each article that has any of these claims, with them in reading order; the oldest first, in memory that does not
    grow."""
    last, there = 0, articles_of(claims).defer("search")
    while batch := list(there.filter(pk__gt=last)[:BATCH]):
        by_article = defaultdict(list)
        for claim in claims.visible().filter(article__in=batch).with_decisions().in_reading_order():
            by_article[claim.article_id].append(claim)
        yield from ((article, by_article[article.pk]) for article in batch)
        last = batch[-1].pk


def articles_of(claims: ClaimQuerySet) -> ArticleQuerySet:
    """The articles that have any of these claims, the oldest first, with `is_whole`: whether claims were looked for
    in it, and all that it has are among these."""
    return (
        Article.objects.filter(pk__in=claims.visible().values("article"))
        .annotate(chosen=_number(claims), number=_number(Claim.objects.all()))
        .annotate(is_whole=Q(detection=Article.Detection.DONE) & Q(chosen=F("number")))
        .order_by("pk")
    )


def _number(claims: ClaimQuerySet) -> Coalesce:
    of_one = claims.visible().filter(article=OuterRef("pk")).order_by().values("article")
    return Coalesce(Subquery(of_one.values(number=Count("pk"))), Value(0))


def about(article: Article) -> dict[str, object]:
    """What an export tells of an article beside its text and claims, for another OnRecord: no ids of the database."""
    return {
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published_at.isoformat() if article.published_at else None,
        "sha256": article.sha256,
        "all_claims": article.is_whole,
        "detection_note": article.detection_note,
    }
