"""Downloads."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from annotate.exporting import csv
from annotate.exporting.rows import rows
from annotate.models import Article
from annotate.models.articles import ArticleQuerySet
from annotate.web.access import article_for


@require_safe
def article_csv(request: HttpRequest, article_id: int) -> HttpResponse:
    article = article_for(request, article_id)
    name = slugify(article.title)[:60].strip("-") or "article"
    return _csv(Article.objects.filter(pk=article.pk), f"{name}-{article.pk}.csv")


@require_safe
def list_csv(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()
    return _csv(Article.objects.matching(words).newest_first(), "claims.csv")


def _csv(articles: ArticleQuerySet, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv.lines(rows(articles)), content_type="text/csv; charset=utf-8", headers=headers)
