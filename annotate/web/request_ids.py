"""Give each request an id, and repeat it in the response, the log lines and the jobs that the request queues."""

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from annotate.logs import request_id

HEADER = "X-Request-ID"
# Accept only such ids from a proxy; anything else could forge log lines.
VALID_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)

logger = logging.getLogger(__name__)


class RequestIdMiddleware:
    """Take a request's id from its header, or create one, and log how the request ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get(HEADER, "")
        id = sent if VALID_ID.fullmatch(sent) else uuid4().hex
        request_id.set(id)  # until this thread's next request: an export is streamed after this method has returned
        start = time.perf_counter()
        response = self.get_response(request)
        response.headers[HEADER] = id
        logger.info(
            "%s %s: %d",
            request.method,
            request.path,  # without the query, which may contain somebody's search
            response.status_code,
            extra={
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - start) * 1000, 1),
                "user": _user_id(request),
            },
        )
        return response


def _user_id(request: HttpRequest) -> str | None:
    """Return the user's id if the session has been read: logging must not cost a query."""
    session = getattr(request, "session", None)
    return session.get(SESSION_KEY) if session is not None and session.accessed else None
