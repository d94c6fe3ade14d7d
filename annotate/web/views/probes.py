"""Probes for a supervisor, a load balancer and Prometheus. None of them needs a login."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from annotate.web.health import check_readiness
from annotate.web.metrics import format_metrics, may_read_metrics
from annotate.web.views.errors import RETRY_AFTER


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer if this process is alive. Does not query the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer whether pages can be served. If not, the status is 503 and a sentence says what is missing."""
    ready = check_readiness()
    if ready.problem:
        headers = {"Retry-After": str(RETRY_AFTER)}
        return JsonResponse({"ready": False, "problem": ready.problem}, status=503, headers=headers)
    return JsonResponse({"ready": True, "workers": ready.workers})


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not may_read_metrics(request):
        return HttpResponse("Send METRICS_TOKEN as a bearer token.\n", "text/plain", 403)
    return HttpResponse(format_metrics(), content_type=CONTENT_TYPE_LATEST)
