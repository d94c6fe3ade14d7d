"""Allegations and the denials that answer them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotate.models import Claim, Kind, Role
from annotate.web.access import claim_for, needs
from annotate.web.answer_choices import allegations_for
from annotate.web.integers import parse_integer
from annotate.web.pagination import Pages
from annotate.web.request import EditorRequest

PAGE_SIZE = 50


@needs(Role.READER)
@require_safe
def unanswered(request: EditorRequest) -> HttpResponse:
    """List the allegations that no denial answers, of one article or of all: the right-of-reply check."""
    allegations, tagged = Claim.objects.unanswered(), Claim.objects.tagged_as(Kind.ALLEGATION)
    if (article_id := parse_integer(request.GET.get("article", ""))) is not None:
        allegations, tagged = (claims.filter(article=article_id) for claims in (allegations, tagged))
    page = Pages(allegations.for_listing(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "unanswered.html", {"page": page, "article": article_id, "tagged": tagged})


@needs(Role.EDITOR)
@require_safe
def allegations(request: EditorRequest, article_id: int, claim_id: int) -> HttpResponse:
    """List the allegations that a denial may answer: those of its article and, for a search, those of others."""
    claim = claim_for(request, article_id, claim_id)
    words = request.GET.get("q", "").replace("\0", "").strip()
    found = allegations_for(claim, words)
    part = "#found" if request.htmx.target == "allegations" else "#allegations" if request.htmx else ""
    return render(request, f"articles/allegations.html{part}", {"claim": claim, "words": words, "found": found})
