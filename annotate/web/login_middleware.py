"""Require a login and a role for every page, and say so when a decision comes from a session that has ended."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth import middleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from annotate import audit_log
from annotate.web.access import check_role, client_address
from annotate.web.request import EditorRequest, wants_json
from annotate.web.views.errors import another_editor, session_over


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        audit_log.address.set(client_address(request))
        # Django's own check reads the user first, so /healthz would need the database.
        if not getattr(view_func, "login_required", True):
            return None
        page_editor = request.headers.get("X-Editor", "")
        if page_editor and request.user.is_authenticated and page_editor != str(request.user.pk):
            return another_editor(request)
        response = super().process_view(request, view_func, view_args, view_kwargs)
        if response is None:
            check_role(cast(EditorRequest, request))  # Django's login check has passed: there is a user
        return response

    def handle_no_permission(  # type: ignore[override]  # Django itself answers with any response here
        self, request: HttpRequest, view_func: Callable
    ) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") and "HX-Request" not in request.headers and not wants_json(request):
            return super().handle_no_permission(request, view_func)
        return session_over(request)
