"""Pages are compressed by Brotli for browsers that accept it."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import RequestFactory

from annotate.web.compression import BrotliMiddleware

BROWSER = "gzip, deflate, br, zstd"
PAGE = "<p>She said no.</p>" * 100


def answer(response: HttpResponse, accepted: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    return BrotliMiddleware(lambda _: response)(request)


def test_a_compressed_page_is_smaller_and_decompresses_to_the_original():
    response = answer(HttpResponse(PAGE, headers={"Content-Length": str(len(PAGE))}), BROWSER)
    assert response["Content-Encoding"] == "br"
    assert int(response["Content-Length"]) == len(response.content) < len(PAGE) / 10
    assert brotli.decompress(response.content).decode() == PAGE


def test_json_is_compressed():
    assert answer(JsonResponse({"claims": ["words"] * 200}), BROWSER)["Content-Encoding"] == "br"


@pytest.mark.parametrize("accepted", ["", "gzip", "gzip, br;q=0", "br; q=0.0", "brand"])
def test_a_client_without_brotli_receives_the_page_uncompressed(accepted):
    response = answer(HttpResponse(PAGE), accepted)
    assert not response.has_header("Content-Encoding")
    assert response.content.decode() == PAGE
    assert "Accept-Encoding" in response["Vary"]


def test_brotli_is_used_even_if_another_encoding_is_preferred():
    assert answer(HttpResponse(PAGE), "gzip, br;q=0.5")["Content-Encoding"] == "br"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("short"),
        HttpResponse(PAGE, content_type="application/zip"),
        HttpResponse(gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"}),
    ],
)
def test_responses_that_would_not_shrink_are_left_alone(response):
    before = response.content
    assert answer(response, BROWSER).content == before


def test_a_stream_is_not_compressed():
    response = answer(StreamingHttpResponse(iter([PAGE.encode()]), content_type="text/csv"), BROWSER)
    assert not response.has_header("Content-Encoding")
    assert b"".join(response.streaming_content).decode() == PAGE


@pytest.mark.django_db
def test_the_apps_pages_are_compressed_by_brotli_or_else_by_gzip(client):
    assert client.get("/login/", headers={"Accept-Encoding": BROWSER})["Content-Encoding"] == "br"
    assert client.get("/login/", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
