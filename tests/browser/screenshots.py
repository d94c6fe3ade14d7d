"""Take the screenshots of README again: `python -m tests.browser.screenshots`."""

import re
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from annotate.embedded import server
from tests.browser.conftest import log_in
from tests.processes import Demo, logged_in, wait_for

FOLDER = Path(__file__).parent / "screenshots"
ARTICLE = "Ex-supervisor says chemical plant dumped solvent in river by night"
SHOTS = {
    "wide": {"viewport": {"width": 1280, "height": 860}},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    data = Path(tempfile.mkdtemp()) / "data"
    demo = Demo(data).start()
    try:
        with sync_playwright() as playwright:
            client = logged_in(playwright, demo)
            wait_for(lambda: "finding claims" not in client.get("/").text())
            for number, (name, options) in enumerate(SHOTS.items()):
                # Chromium without a GPU takes pictures of its first page only.
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
                )
                take(browser, demo, name, options, decide=4 if number == 0 else 0)
                browser.close()
    finally:
        demo.stop()
        server.stop(data / "postgres")


def take(browser: Browser, demo: Demo, name: str, options: dict, *, decide: int) -> None:
    page = browser.new_context(base_url=demo.url, **options).new_page()
    log_in(page, demo)
    page.get_by_role("link", name=ARTICLE).click()
    expect(page.locator("html[data-keys]")).to_be_attached()
    for number in range(decide):
        accept(page, number + 1)
    page.evaluate("document.getElementById('notice').replaceChildren(); document.activeElement.blur()")
    page.screenshot(path=FOLDER / f"{name}.png")


def accept(page: Page, decided: int) -> None:
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_contain_text(re.compile(rf"\b{decided} of"))


if __name__ == "__main__":
    main()
