"""The page that shows the app's health."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotate.models import Role
from annotate.web.access import needs
from annotate.web.health import current_health
from annotate.web.request import EditorRequest


@needs(Role.READER)
@require_safe
def status(request: EditorRequest) -> HttpResponse:
    return render(request, "status.html", {"health": current_health()})
