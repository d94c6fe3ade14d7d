"""TypeScript, biome, djade and html-validate find nothing in scripts, style sheets, templates and pages.

tests/frontend holds their configuration. All but djade need Node; without it their tests are skipped, but never in CI.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from annotate.models import Role
from tests.factories import make_actor
from tests.test_environment import ROOT

FRONTEND = ROOT / "tests/frontend"
MODULES = FRONTEND / "node_modules"
PAGES = [
    *("articles", "import", "imports", "export", "edited-csv", "actors", "duplicates", "unanswered"),
    *("status", "audit", "keys", "accessibility", "password", "login"),
]
TEMPLATES = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]


@pytest.fixture(scope="session")
def node_tools() -> Path:
    """Return the folder of the tools that package-lock.json pins, and install them if they are missing."""
    npm = shutil.which("npm")
    if npm is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Node and npm for the checks of scripts and style sheets. Install nodejs and npm.")
        pytest.skip("Scripts and style sheets are not checked: install nodejs and npm.")
    # npm writes this file last, so an older or missing one means an unfinished or outdated installation.
    installed = MODULES / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < (FRONTEND / "package-lock.json").stat().st_mtime:
        command = [npm, "ci", "--prefix", str(FRONTEND), "--no-audit", "--no-fund"]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return MODULES / ".bin"


def assert_finds_nothing(*command: str | Path) -> None:
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_typescript_finds_nothing_in_the_scripts(node_tools):
    assert_finds_nothing(node_tools / "tsc", "--project", FRONTEND)


def test_biome_finds_nothing_in_scripts_and_style_sheets(node_tools):
    assert_finds_nothing(node_tools / "biome", "check", f"--config-path={FRONTEND}", "--error-on-warnings", "static")


def test_djade_finds_nothing_in_the_templates():
    assert_finds_nothing(Path(sys.executable).parent / "djade", "--target-version", "5.2", "--check", *TEMPLATES)


def test_html_validate_finds_nothing_in_the_pages(node_tools, page, editor, claim, tmp_path):
    editor.role, editor.is_staff, editor.is_superuser = Role.ADMIN, True, True
    editor.save()
    addresses = [f"/articles/{claim.article_id}/", f"/actors/{make_actor('Jane Roe').pk}/", "/nowhere/"]
    for address in [*addresses, *(reverse(name) for name in PAGES)]:
        file = tmp_path / f"{address.strip('/').replace('/', '-') or 'articles'}.html"
        file.write_bytes(page.get(address).content)
    assert_finds_nothing(node_tools / "html-validate", "--config", FRONTEND / "htmlvalidate.json", tmp_path)
