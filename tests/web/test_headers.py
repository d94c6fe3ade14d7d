"""What every answer tells the browser to refuse."""

import pytest

PAGES = ["/login/", "/", "/articles/import/", "/articles/4711/", "/admin/login/"]


@pytest.fixture(params=PAGES)
def headers(request, page):
    return page.get(request.param).headers


def test_a_page_runs_and_shows_only_what_comes_from_here(headers):
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_a_page_stands_in_no_frame_and_tells_other_sites_nothing(headers):
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
