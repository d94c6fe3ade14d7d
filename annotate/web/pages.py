"""The page on which an article is read and tagged, and its address."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from annotate.models import Article
from annotate.web.cards import Card
from annotate.web.highlighting import paragraphs


def page_of(article_id: int, **asked: object) -> str:
    """The address of an article's page: with `claim` for that claim's card, with `after` for the next undecided one."""
    anchor = f"#claim-{asked['claim']}" if "claim" in asked else ""
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse('article', args=[article_id])}{query}{anchor}"


def article_page(request: HttpRequest, article: Article, card: Card | None, *, status: int = 200) -> HttpResponse:
    """The whole page; for htmx, which asks while the claims are still being found, what lies below its header."""
    claims = list(article.claims.visible().with_decisions().in_reading_order())
    before, after = Article.objects.with_open_claims().before_and_after(article)
    page = {
        "before": before,
        "after": after,
        "article": article,
        "card": card,
        "claims": claims,
        "paragraphs": paragraphs(article.text, claims),
    }
    fragment = "#article" if request.htmx.target == "article" else ""
    return render(request, f"articles/article.html{fragment}", page, status=status)
