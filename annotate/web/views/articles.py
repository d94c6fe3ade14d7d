"""The list of articles, and the page where one is read and tagged."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from annotate.models import Article, Role
from annotate.web.access import article_for, needs
from annotate.web.article_page import article_page
from annotate.web.pagination import Pages
from annotate.web.request import EditorRequest
from annotate.workflows import claim_detection

PAGE_SIZE = 25


@needs(Role.READER)
@require_safe
def article_list(request: EditorRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()
    found = Article.objects.matching(words).defer("text", "search").with_progress().newest_first()
    page = Pages(found, PAGE_SIZE).get_page(request.GET.get("page"))
    template = "articles/list.html#found" if request.htmx.target == "found" else "articles/list.html"
    return render(request, template, {"page": page, "words": words})


@needs(Role.READER)
@require_safe
def article(request: EditorRequest, article_id: int) -> HttpResponse:
    return article_page(request, article_for(request, article_id))


@needs(Role.READER)
@require_safe
def newer_open(request: EditorRequest, article_id: int) -> HttpResponse:
    """Redirect to the next open article above this one in the current list."""
    shown = article_for(request, article_id)
    return _redirect_to_neighbour(request, shown, Article.objects.with_undecided_claims().next_newer(shown), "newer")


@needs(Role.READER)
@require_safe
def older_open(request: EditorRequest, article_id: int) -> HttpResponse:
    """Redirect to the next open article below this one in the list."""
    shown = article_for(request, article_id)
    return _redirect_to_neighbour(request, shown, Article.objects.with_undecided_claims().next_older(shown), "older")


@needs(Role.EDITOR)
@require_POST
def detect_again(request: EditorRequest, article_id: int) -> HttpResponse:
    shown = article_for(request, article_id)
    claim_detection.detect_again(article_id=shown.pk)
    return redirect(shown)


def _redirect_to_neighbour(request: EditorRequest, shown: Article, found: Article | None, which: str) -> HttpResponse:
    if found is None:
        messages.info(request, f"No {which} article has undecided claims.")
    return redirect(found or shown)
