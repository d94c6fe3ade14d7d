"""Static files are sent few and small, and do the same as their sources."""

import json
import re
from pathlib import Path

import brotli
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command
from django.test import override_settings

from annotate.web.static_files import EVERYWHERE, bundle, minify

SOURCES = Path("static")


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """The folder into which a server collects its static files."""
    folder = tmp_path_factory.mktemp("static")
    storages = {"staticfiles": {"BACKEND": "annotate.web.static_files.StaticFiles"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def sent(collected: Path, name: str) -> str:
    """What a browser gets for `{% static name %}`."""
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    return (collected / names[name]).read_text()


def modules(**texts: str) -> dict:
    storage = InMemoryStorage()
    for name, text in texts.items():
        storage.save(f"{name}.js", ContentFile(text.encode()))
    return {f"{name}.js": (storage, f"{name}.js") for name in texts}


@pytest.mark.parametrize("name", ["article/entry-editor.js", "article/entry-reader.js"])
def test_a_bundle_imports_only_what_every_page_loads(collected, name):
    imported = re.findall(r'import\b[^;]*?"\.\./([\w/-]+)\.[0-9a-f]+\.js"', sent(collected, name))
    assert sorted(f"{name}.js" for name in imported) == sorted(EVERYWHERE)


def test_the_bundle_for_editors_has_every_script_of_the_article_page(collected):
    script = sent(collected, "article/entry-editor.js")
    for source in (SOURCES / "article").glob("*.js"):
        variable = f"const $article_{source.stem.replace('-', '_')} = ("
        assert (variable in script) == (source.name != "entry-reader.js"), source


def test_the_style_sheets_are_sent_as_one(collected):
    style_sheet = sent(collected, "styles/site.css")
    assert "@import" not in style_sheet
    for source in (SOURCES / "styles").rglob("*.css"):
        if source.name != "site.css":
            assert minify(source.read_text()) in style_sheet, source


def test_comments_are_not_sent(collected):
    assert "// " in (SOURCES / "article/claims.js").read_text()
    assert "// Which claim is active" not in sent(collected, "article/claims.js")
    assert "/*" not in sent(collected, "styles/site.css")


def test_minify_removes_only_comments_and_indents():
    script = """// What it does.
/** What goes in
 * and out. */
const address = "http://example.org"; // a remark
    /* one */ const glob = "/*"; /* two */

  // Inside.
  const said = `${n === 1 ? "1 is" : `${n} are`} there`;
"""
    kept = ['const address = "http://example.org"; // a remark', '/* one */ const glob = "/*"; /* two */']
    assert minify(script).splitlines() == [*kept, 'const said = `${n === 1 ? "1 is" : `${n} are`} there`;']


def test_compressed_files_have_the_same_content(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    for name in ("article/entry-editor.js", "styles/site.css", "shared/http.js"):
        packed = (collected / f"{names[name]}.br").read_bytes()
        assert brotli.decompress(packed).decode() == sent(collected, name) != ""


def test_modules_run_once_in_the_order_of_their_imports():
    script = bundle(
        "page.js",
        modules(
            page='import "./one.js";\nimport { say as tell } from "./two.js";\n',
            one='import * as two from "./two.js";\nexport const start = 1;\n',
            two="export async function say() {}\n",
        ),
    )
    assert [script.count(f"const ${name} =") for name in ("two", "one", "page")] == [1, 1, 1]
    assert script.index("const $two") < script.index("const $one") < script.index("const $page")


def test_modules_that_import_each_other_are_refused():
    circle = modules(one='import "./two.js";\n', two='import "./one.js";\n')
    with pytest.raises(ValueError, match=r"one\.js imports itself by way of one\.js and two\.js"):
        bundle("one.js", circle)


@pytest.mark.parametrize(
    "text", ["export default 1;\n", "export let a = 1;\n", 'import a from "./two.js";\n', "export { a };\n"]
)
def test_an_unknown_form_of_import_or_export_is_refused(text):
    with pytest.raises(ValueError, match=r"page\.js imports or exports in a way that cannot be bundled"):
        bundle("page.js", modules(page=text, two="export const a = 1;\n"))
