"""The audit list, for admins."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotate.models import AuditEntry, Role
from annotate.web.access import needs
from annotate.web.audit_form import AuditForm
from annotate.web.pagination import Pages
from annotate.web.request import EditorRequest

PAGE_SIZE = 50


@needs(Role.ADMIN)
@require_safe
def audit(request: EditorRequest) -> HttpResponse:
    form = AuditForm(request.GET)
    entries = AuditEntry.objects.matching(**form.cleaned_data) if form.is_valid() else AuditEntry.objects.none()
    page = Pages(entries.newest_first(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "audit.html", {"form": form, "page": page}, status=200 if form.is_valid() else 422)
