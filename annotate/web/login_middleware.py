"""Every page needs a login and a role; a decision sent after the session has ended, or has become another editor's, is
told, not lost in silence."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse

from annotate import audit_log
from annotate.web.access import check_role, client_address
from annotate.web.request import EditorRequest, wants_json
from annotate.web.views.errors import another_editor, session_over


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    def process_view(self, request: HttpRequest, view_func: Callable, *arguments: object) -> HttpResponse | None:
        audit_log.address.set(client_address(request))
        # Django's own looks first for who asks: /healthz would then need the database.
        if not getattr(view_func, "login_required", True):
            return None
        page_of = request.headers.get("X-Editor", "")
        if page_of and request.user.is_authenticated and page_of != str(request.user.pk):
            return another_editor(request)
        refused = super().process_view(request, view_func, *arguments)
        if refused is None:
            check_role(cast(EditorRequest, request))  # Django's login check has passed: there is a user
        return refused

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.method in ("GET", "HEAD") and not request.htmx and not wants_json(request):
            return super().handle_no_permission(request, view_func)
        return session_over(request)
