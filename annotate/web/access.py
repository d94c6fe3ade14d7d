"""Fetching what a request names, for the one who asks. Views take articles and claims from here and nowhere else."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from annotate.models import Article, Claim


def article_for(request: HttpRequest, article_id: int) -> Article:
    """The article. Raises Http404."""
    return get_object_or_404(Article.objects.defer("search"), pk=article_id)


def claim_for(request: HttpRequest, article_id: int, claim_id: int) -> Claim:
    """The claim with what its card shows. Raises Http404, also for a claim of another article."""
    claim = Claim.objects.filter(article=article_id).card(claim_id)
    if claim is None:
        raise Http404
    return claim
