"""Every page needs a login; a decision sent after the session has ended is told, not lost in silence."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from annotate.web.views.errors import problem

KEPT_OF_A_DECISION = ("kind", "actor", "actor_name", "not_named")


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.method in ("GET", "HEAD") and not request.htmx:
            return super().handle_no_permission(request, view_func)
        return problem(
            request,
            401,
            "Your session has ended",
            "What you just did was not saved. Log in again and repeat it; your choice is kept.",
            link=f"{reverse('login')}?{urlencode({'next': _page_to_return_to(request)})}",
            link_words="Log in",
        )


def _page_to_return_to(request: HttpRequest) -> str:
    """The page that the request came from; after a decision, the claim's card with the choice as it was made."""
    if request.htmx and request.method in ("GET", "HEAD"):
        return request.htmx.current_url_abs_path or "/"
    where = request.resolver_match.kwargs
    if "claim_id" not in where:
        return reverse("article", args=[where["article_id"]]) if "article_id" in where else "/"
    choice = {name: request.POST[name] for name in KEPT_OF_A_DECISION if request.POST.get(name)}
    return f"{reverse('article', args=[where['article_id']])}?{urlencode({'claim': where['claim_id'], **choice})}"
