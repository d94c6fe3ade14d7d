"""Compress pages with Brotli, which makes them smaller than GZipMiddleware does in the same time."""

import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

MIN_LENGTH = 500  # bytes; a smaller response fits into one packet anyway
# From 0 to 11. Measured on a page of 230 kB: 53 kB in 9 ms at 5, 55 kB at 4, 52 kB in 57 ms at 9, 62 kB with gzip.
QUALITY = 5
ACCEPTS_BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class BrotliMiddleware:
    """Compress text responses for browsers that accept Brotli. GZipMiddleware handles the rest, streams included.

    Unlike GZipMiddleware it adds no random length against BREACH. Django masks the CSRF token differently in each
    response, and cookies are SameSite=Lax, so another site cannot request pages repeatedly and compare their lengths.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not self._is_compressible(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if ACCEPTS_BROTLI.search(request.headers.get("Accept-Encoding", "")):
            response.content = brotli.compress(response.content, mode=brotli.MODE_TEXT, quality=QUALITY)
            response["Content-Encoding"] = "br"
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response

    @staticmethod
    def _is_compressible(response: HttpResponse) -> bool:
        is_text = response.get("Content-Type", "").startswith(("text/", "application/json"))
        return (
            is_text
            and not response.streaming
            and not response.has_header("Content-Encoding")
            and len(response.content) >= MIN_LENGTH
        )
