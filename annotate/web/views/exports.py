"""Downloads."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from annotate.exporting import csv
from annotate.exporting.rows import rows
from annotate.models import Article, Claim
from annotate.models.articles import ArticleQuerySet
from annotate.models.claims import ClaimQuerySet
from annotate.web.access import actor_for, article_for


@require_safe
def article_csv(request: HttpRequest, article_id: int) -> HttpResponse:
    article = article_for(request, article_id)
    name = slugify(article.title)[:60].strip("-") or "article"
    return _csv(Article.objects.filter(pk=article.pk), f"{name}-{article.pk}.csv")


@require_safe
def list_csv(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()
    return _csv(Article.objects.matching(words).newest_first(), "claims.csv")


@require_safe
def actor_csv(request: HttpRequest, actor_id: int) -> HttpResponse:
    actor = actor_for(request, actor_id).standing
    name = slugify(actor.name)[:60].strip("-") or "actor"
    articles = Article.objects.of_actor(actor.pk).newest_first()
    return _csv(articles, f"{name}-{actor.pk}.csv", claims=Claim.objects.by_actor(actor.pk))


def _csv(articles: ArticleQuerySet, name: str, claims: ClaimQuerySet | None = None) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = csv.lines(rows(articles, claims))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
