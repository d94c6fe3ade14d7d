"""Pages are packed tightly for browsers that can unpack them, and whole for all others."""

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


def test_a_page_comes_back_as_it_was_written_and_smaller():
    response = answer(HttpResponse(PAGE, headers={"Content-Length": str(len(PAGE))}), BROWSER)
    assert response["Content-Encoding"] == "br"
    assert int(response["Content-Length"]) == len(response.content) < len(PAGE) / 10
    assert brotli.decompress(response.content).decode() == PAGE


def test_json_is_packed_too():
    assert answer(JsonResponse({"claims": ["words"] * 200}), BROWSER)["Content-Encoding"] == "br"


@pytest.mark.parametrize("accepted", ["", "gzip", "gzip, br;q=0", "br; q=0.0", "brand"])
def test_who_cannot_unpack_it_gets_it_whole(accepted):
    response = answer(HttpResponse(PAGE), accepted)
    assert not response.has_header("Content-Encoding")
    assert response.content.decode() == PAGE
    assert "Accept-Encoding" in response["Vary"]


def test_who_likes_another_better_gets_it_all_the_same():
    assert answer(HttpResponse(PAGE), "gzip, br;q=0.5")["Content-Encoding"] == "br"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("short"),
        HttpResponse(PAGE, content_type="application/zip"),
        HttpResponse(gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"}),
    ],
)
def test_what_would_gain_nothing_is_left_as_it_is(response):
    before = response.content
    assert answer(response, BROWSER).content == before


def test_a_stream_stays_one():
    response = answer(StreamingHttpResponse(iter([PAGE.encode()]), content_type="text/csv"), BROWSER)
    assert not response.has_header("Content-Encoding")
    assert b"".join(response.streaming_content).decode() == PAGE


@pytest.mark.django_db
def test_a_page_of_the_apps_is_packed_by_brotli_or_else_by_gzip(client):
    assert client.get("/login/", headers={"Accept-Encoding": BROWSER})["Content-Encoding"] == "br"
    assert client.get("/login/", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
