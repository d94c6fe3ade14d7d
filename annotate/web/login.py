"""Every page needs a login; a decision sent after the session has ended is told, not lost in silence."""

from collections.abc import Callable

from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse

from annotate.web.views.errors import session_over


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.method in ("GET", "HEAD") and not request.htmx:
            return super().handle_no_permission(request, view_func)
        return session_over(request)
