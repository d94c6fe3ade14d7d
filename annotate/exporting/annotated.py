"""Articles with their claims, for the formats that tell them article by article."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from annotate.models import Article, Claim
from annotate.models.claims import ClaimQuerySet

# Articles whose texts and claims are in memory at once.
BATCH = 20
Annotated = tuple[Article, list[Claim]]


def annotated(claims: ClaimQuerySet) -> Iterator[Annotated]:
    """Each article that has any of these claims, with them in reading order; the oldest first, in memory that does not
    grow."""
    last, there = 0, Article.objects.filter(pk__in=claims.visible().values("article")).defer("search").order_by("pk")
    while batch := list(there.filter(pk__gt=last)[:BATCH]):
        by_article = defaultdict(list)
        for claim in claims.visible().filter(article__in=batch).with_decisions().in_reading_order():
            by_article[claim.article_id].append(claim)
        yield from ((article, by_article[article.pk]) for article in batch)
        last = batch[-1].pk


def words_of(article: Article, spans: Sequence[Sequence[int]]) -> str:
    """The words at the spans, with " … " between parts."""
    return " … ".join(article.text[start:end] for start, end in spans)
