"""Fetching what a request names, for the one who asks. Views take articles and claims from here and nowhere else."""

from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from annotate.models import Actor, Article, Claim, Import


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


def import_for(request: HttpRequest, import_id: int) -> Import:
    """The import, whoever's it is: what comes in is everybody's to see. Raises Http404."""
    return get_object_or_404(Import.objects.select_related("started_by"), pk=import_id)


def own_import_for(request: HttpRequest, import_id: int) -> Import:
    """The import, to be changed: by whoever started it, and by administrators. Raises Http404 and PermissionDenied."""
    found = import_for(request, import_id)
    if found.started_by != request.user and not request.user.is_staff:
        raise PermissionDenied
    return found


def client_address(request: HttpRequest) -> str | None:
    """The IP address of who asks, as the outermost of settings.TRUSTED_PROXIES saw it: whatever stands before that in
    X-Forwarded-For anybody may have made up. None if it cannot be told."""
    seen = [*request.headers.get("X-Forwarded-For", "").split(","), request.META.get("REMOTE_ADDR", "")]
    try:
        return str(ip_address(seen[-1 - min(settings.TRUSTED_PROXIES, len(seen) - 1)].strip()))
    except ValueError:
        return None
