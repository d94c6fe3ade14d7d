"""Pages packed by Brotli, tighter than GZipMiddleware packs them in the same time."""

import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

LEAST = 500  # bytes; less goes into one packet anyway
# Of 0 to 11. A page of 230 kB became 53 kB in 9 ms; by 4 it became 55 kB, by 9 52 kB in 57 ms, by gzip 62 kB.
QUALITY = 5
ASKED_FOR = re.compile(r"\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class BrotliMiddleware:
    """Packs answers that are text, for browsers that ask for it. The rest is left to GZipMiddleware, streams above all.

    Unlike GZipMiddleware it adds no random length against BREACH. The CSRF token is masked anew each time, and cookies
    are SameSite=Lax, so another site cannot ask for pages again and again and compare their lengths unseen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not self._is_worth_it(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if ASKED_FOR.search(request.headers.get("Accept-Encoding", "")):
            response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
            response["Content-Encoding"] = "br"
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response

    @staticmethod
    def _is_worth_it(response: HttpResponse) -> bool:
        is_text = response.get("Content-Type", "").startswith(("text/", "application/json"))
        return (
            is_text
            and not response.streaming
            and not response.has_header("Content-Encoding")
            and len(response.content) >= LEAST
        )
