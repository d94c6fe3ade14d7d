"""The security headers of every response."""

import pytest

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
