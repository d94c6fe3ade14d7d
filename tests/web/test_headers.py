"""The security headers of every response."""

import pytest

from annotate import settings

PAGES = ["/login/", "/", "/articles/import/", "/articles/4711/", "/admin/login/"]


@pytest.fixture(params=PAGES)
def headers(request, page):
    return page.get(request.param).headers


def test_a_page_loads_nothing_from_other_sites(headers):
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_a_page_cannot_be_framed_and_sends_no_referrer(headers):
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_cannot_use_devices_or_be_used_by_other_sites(headers):
    policy = headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(policy)
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/login/", "/articles/{}/", "/articles/{}/claims.csv", "/nowhere/", "/admin/"])
def test_no_page_is_stored(page, article, path):
    assert "no-store" in page.get(path.format(article.pk)).headers["Cache-Control"]


def test_scripts_get_what_pages_get(page, article, script):
    assert "no-store" in script.post(f"/articles/{article.pk}/live/").headers["Cache-Control"]


def test_a_browser_keeps_the_pasted_text_for_going_back(page):
    assert page.get("/articles/import/").headers["Cache-Control"] == "private, no-cache"


def test_static_files_get_these_headers_too():
    order = settings.MIDDLEWARE.index
    assert order("annotate.web.privacy_headers.PrivacyHeadersMiddleware") < order(
        "whitenoise.middleware.WhiteNoiseMiddleware"
    )
