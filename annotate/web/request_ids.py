"""Each request has an id, which its answer, every line of the log and the jobs that it brings have too."""

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from annotate.logs import request_id

HEADER = "X-Request-ID"
# What a proxy in front may send; anything else could forge lines of the log.
SOUND = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)

logger = logging.getLogger(__name__)


class RequestIdMiddleware:
    """Takes a request's id from its header, or gives it one; tells in a line of the log what came of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.headers.get(HEADER, "")
        id = asked if SOUND.fullmatch(asked) else uuid4().hex
        request_id.set(id)  # until this thread's next request: an export is sent after this has returned
        start = time.perf_counter()
        response = self.get_response(request)
        response.headers[HEADER] = id
        logger.info(
            "%s %s: %d",
            request.method,
            request.path,  # without what was searched for
            response.status_code,
            extra={
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - start) * 1000, 1),
                "user": _user(request),
            },
        )
        return response


def _user(request: HttpRequest) -> str | None:
    """The id of who asked, if the page has looked for it: the log costs no query."""
    session = getattr(request, "session", None)
    return session.get(SESSION_KEY) if session is not None and session.accessed else None
