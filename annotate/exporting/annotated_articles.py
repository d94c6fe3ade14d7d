"""Articles with their claims, for the formats that are written article by article."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from annotate.models import Article, Claim
from annotate.models.article import ArticleQuerySet
from annotate.models.claim_queries import ClaimQuerySet

BATCH = 20  # articles whose texts and claims are in memory at once
AnnotatedArticle = tuple[Article, list[Claim]]


def iterate_articles(claims: ClaimQuerySet) -> Iterator[AnnotatedArticle]:
    """Yield each article that has any of these claims, oldest first, with its claims in reading order.

    Memory stays constant.
    """
    last_id, articles = 0, articles_of(claims).defer("search")
    while batch := list(articles.filter(pk__gt=last_id)[:BATCH]):
        by_article = defaultdict(list)
        for claim in claims.visible().filter(article__in=batch).with_decisions().in_reading_order():
            by_article[claim.article_id].append(claim)
        yield from ((article, by_article[article.pk]) for article in batch)
        last_id = batch[-1].pk


def articles_of(claims: ClaimQuerySet) -> ArticleQuerySet:
    """Return the articles that have any of these claims, oldest first.

    Each has `all_claims`: whether detection is done and `claims` includes every claim of the article.
    """
    return (
        Article.objects.filter(pk__in=claims.visible().values("article"))
        .annotate(chosen=_count_per_article(claims), total=_count_per_article(Claim.objects.all()))
        .annotate(  # type: ignore[no-redef]  # Article declares `all_claims` for the type checker
            all_claims=Q(detection=Article.Detection.DONE) & Q(chosen=F("total"))
        )
        .order_by("pk")
    )


def _count_per_article(claims: ClaimQuerySet) -> Coalesce:
    of_article = claims.visible().filter(article=OuterRef("pk")).order_by().values("article")
    return Coalesce(Subquery(of_article.values(number=Count("pk"))), Value(0))


def describe_article(article: Article) -> dict[str, object]:
    """Return an article of `articles_of` as exports describe it, without its text and claims.

    It has no database ids, because another OnRecord may import it.
    """
    return {
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published_at.isoformat() if article.published_at else None,
        "sha256": article.sha256,
        "all_claims": article.all_claims,
        "detection_note": article.detection_note,
    }
