"""Check roles before any view is called, and fetch the objects that a request names."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from ipaddress import ip_address
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import ResolverMatch, URLPattern, URLResolver, get_resolver

from annotate.models import Actor, Article, Claim, Import, Role, User
from annotate.web.request import EditorRequest

View = TypeVar("View", bound=Callable[..., object])


def needs(role: Role, *, to_change: Role | None = None) -> Callable[[View], View]:
    """Declare the role that a view needs. `to_change`: the role for methods other than GET and HEAD, if it differs.

    Nobody may use a view without a declaration.
    """

    def declare(view: View) -> View:
        setattr(view, _DECLARED, {False: role, True: to_change or role})
        return view

    return declare


_DECLARED = "roles_by_whether_it_changes"


def role_needed(match: ResolverMatch, *, to_change: bool) -> Role | None:
    """Return the role that an address needs; None if no role may use it."""
    return Role.ADMIN if "admin" in match.namespaces else _declared(match.func, to_change)


def check_role(request: EditorRequest) -> None:
    """Raise PermissionDenied, with a sentence, if the user's role does not suffice."""
    needed = role_needed(request.resolver_match, to_change=request.method not in ("GET", "HEAD"))
    if needed is None:
        raise PermissionDenied("No role may do this.")
    if not request.user.may(needed):
        raise PermissionDenied(f"Your role is {request.user.role}; this needs the role {needed}.")


class May:
    """Tell templates what the user may do, by the name of the URL: `{% if may.undo_claim %}`."""

    def __init__(self, user: User | None) -> None:
        self._may = user.may if user and user.is_authenticated else None

    def __getitem__(self, name: str) -> bool:
        needed = roles_to_change(settings.ROOT_URLCONF).get(name.replace("_", "-"))
        return bool(self._may and needed and self._may(needed))


def may(request: HttpRequest) -> dict[str, May]:
    """Add `may` to every template's context."""
    return {"may": May(getattr(request, "user", None))}


@cache
def roles_to_change(urlconf: str) -> dict[str, Role]:
    """Return the role that each address of the URL conf requires for changes, by the address's name."""
    views = _views_by_name(get_resolver(urlconf).url_patterns)
    return {name: role for name, view in views if (role := _declared(view, True))}


def _views_by_name(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[tuple[str, Callable]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or "", pattern.callback
        elif not pattern.namespace:
            yield from _views_by_name(pattern.url_patterns)


def _declared(view: Callable, to_change: bool) -> Role | None:
    return getattr(view, _DECLARED, {}).get(to_change)


def article_for(request: EditorRequest, article_id: int) -> Article:
    """Return the article. Raise Http404 if there is none."""
    return get_object_or_404(Article.objects.defer("search"), pk=article_id)


def actor_for(request: EditorRequest, actor_id: int) -> Actor:
    """Return the actor, even one that was merged. Raise Http404 if the register has no such actor."""
    return get_object_or_404(Actor.objects.filter(in_register=True).select_related("survivor"), pk=actor_id)


def claim_for(request: EditorRequest, article_id: int, claim_id: int) -> Claim:
    """Return the claim with what its card shows. Raise Http404 if the article has no such claim."""
    claim = Claim.objects.filter(article=article_id).card(claim_id)
    if claim is None:
        raise Http404
    return claim


def import_for(request: EditorRequest, import_id: int) -> Import:
    """Return the import, whoever started it: every editor may see every import. Raise Http404 if there is none."""
    return get_object_or_404(Import.objects.select_related("started_by"), pk=import_id)


def own_import_for(request: EditorRequest, import_id: int) -> Import:
    """Return the import for a change. Raise Http404, or PermissionDenied if the user may not change it."""
    bulk = import_for(request, import_id)
    if not may_change_import(request.user, bulk):
        raise PermissionDenied("Only the person who started the import, or a lead, can change it.")
    return bulk


def client_address(request: HttpRequest) -> str | None:
    """Return the client's IP address, as the outermost of settings.TRUSTED_PROXIES saw it; None if it is not known.

    Clients can forge the entries before that one in X-Forwarded-For.
    """
    seen = [*request.headers.get("X-Forwarded-For", "").split(","), request.META.get("REMOTE_ADDR", "")]
    try:
        return str(ip_address(seen[-1 - min(settings.TRUSTED_PROXIES, len(seen) - 1)].strip()))
    except ValueError:
        return None


def may_change_import(user: User, bulk: Import) -> bool:
    """Return whether the user started the import or is a lead."""
    return bulk.started_by == user or user.may(Role.LEAD)
