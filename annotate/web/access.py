"""Who may do what, and fetching what a request names for the one who asks. Views take articles and claims from here and
nowhere else; that the role suffices is checked before any view is called."""

from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from annotate.models import Actor, Article, Claim, Import, Role, User

_READERS = """articles article newer-open older-open card cards history live paragraphs unanswered actors actor
    actor-options keys accessibility status password password-changed logout"""
_EDITORS = """import imports bulk-import stop-import start-import discard-import import-problems detect-again
    tag draw accept link allegations same-source allegations overview undo redo undo-claim redo-claim restore
    article-csv returned apply-returned add-alias remove-alias remove-actor"""
_LEADS = "export list-csv actor-csv duplicates keep-apart merge unmerge"
_ADMINS = "admin audit"
# The role that each address needs, by its name. One that is missing here is nobody's.
NEEDED = {
    name: role
    for role, names in zip(Role, (_READERS, _EDITORS, _LEADS, _ADMINS), strict=True)
    for name in names.split()
}
# What readers may look at, but not change.
NEEDED_TO_CHANGE = {"actors": Role.EDITOR, "actor": Role.EDITOR}


def role_needed(address: str, *, to_change: bool) -> Role | None:
    """The role that an address needs, by its name; None for one that is nobody's."""
    address = address.partition(":")[0]  # all of Django's admin is one
    return (to_change and NEEDED_TO_CHANGE.get(address)) or NEEDED.get(address)


def check_role(request: HttpRequest) -> None:
    """Raises PermissionDenied, with a sentence, if whoever asks may not."""
    needed = role_needed(request.resolver_match.view_name, to_change=request.method not in ("GET", "HEAD"))
    if needed is None or not request.user.may(needed):
        raise PermissionDenied(f"Your role is {request.user.role}; this needs the role {needed or 'of nobody'}.")


class May:
    """For templates, what whoever asks may do, by the name of an address: `{% if may.undo_claim %}`."""

    def __init__(self, user: User | None) -> None:
        self._may = user.may if user and user.is_authenticated else None

    def __getitem__(self, name: str) -> bool:
        needed = role_needed(name.replace("_", "-"), to_change=True)
        return bool(self._may and needed and self._may(needed))


def may(request: HttpRequest) -> dict[str, May]:
    """Context processor."""
    return {"may": May(getattr(request, "user", None))}


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
    """The import, to be changed. Raises Http404 and PermissionDenied."""
    found = import_for(request, import_id)
    if not may_change_import(request.user, found):
        raise PermissionDenied("Only who started an import, or a lead, may stop it or let it go on.")
    return found


def client_address(request: HttpRequest) -> str | None:
    """The IP address of who asks, as the outermost of settings.TRUSTED_PROXIES saw it: whatever stands before that in
    X-Forwarded-For anybody may have made up. None if it cannot be told."""
    seen = [*request.headers.get("X-Forwarded-For", "").split(","), request.META.get("REMOTE_ADDR", "")]
    try:
        return str(ip_address(seen[-1 - min(settings.TRUSTED_PROXIES, len(seen) - 1)].strip()))
    except ValueError:
        return None


def may_change_import(user: User, found: Import) -> bool:
    """Whether it is the user's own, or the user is a lead."""
    return found.started_by == user or user.may(Role.LEAD)
