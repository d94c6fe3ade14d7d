"""The page that says how the app stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotate.models import Role
from annotate.web.access import needs
from annotate.web.health import standing


@needs(Role.READER)
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    return render(request, "status.html", {"standing": standing()})
