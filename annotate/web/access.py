"""Fetching what a request names, for the one who asks. Views take articles and claims from here and nowhere else."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from annotate.models import Actor, Article, Claim


def article_for(request: HttpRequest, article_id: int) -> Article:
    """The article. Raises Http404."""
    return get_object_or_404(Article.objects.defer("search"), pk=article_id)


def actor_for(request: HttpRequest, actor_id: int) -> Actor:
    """The actor, if it is of the register; a merged one too. Raises Http404."""
    return get_object_or_404(Actor.objects.filter(in_register=True).select_related("survivor"), pk=actor_id)


def claim_for(request: HttpRequest, article_id: int, claim_id: int) -> Claim:
    """The claim with what its card shows. Raises Http404, also for a claim of another article."""
    claim = Claim.objects.filter(article=article_id).card(claim_id)
    if claim is None:
        raise Http404
    return claim
