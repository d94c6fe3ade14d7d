"""The request as views receive it, for type checking."""

from django.http import HttpRequest
from django.urls import ResolverMatch
from django_htmx.middleware import HtmxDetails

from annotate.models import User


class EditorRequest(HttpRequest):
    """A request that has passed the middleware: a user is logged in, and `htmx` says whether htmx sent it.

    Django creates plain `HttpRequest` objects; this class only names what the middleware adds to them.
    """

    htmx: HtmxDetails
    resolver_match: ResolverMatch
    user: User


def wants_json(request: HttpRequest) -> bool:
    """Return whether one of our scripts sent the request: scripts ask for JSON, browsers for HTML."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
