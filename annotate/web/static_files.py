"""Prepare static files for sending: few and small, under names that change with their content."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from posixpath import dirname, join, normpath
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Each of these scripts is sent as one file with its imports. As plain modules with modulepreload, a first visit took
# 107 kB and 25 requests instead of 89 kB and 10, and opening an article took longer.
BUNDLES = ("article/entry-reader.js", "article/entry-editor.js")
# Every page loads these scripts anyway. In a bundle they would run twice.
EVERYWHERE = ("shared/http.js", "shared/queue-storage.js")
OUR_FOLDERS = ("article/", "import/", "shared/", "styles/")
IMPORT = re.compile(r'^import (?:(?P<names>\{[^}]*\}|\* as \w+) from )?"(?P<path>\.\.?/[\w/-]+\.js)";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async function|function|const) (\w+))", re.M)
# Style sheets are sent as one file too: @import would make a browser wait for them one after the other.
STYLE_SHEET = "styles/site.css"
STYLE_IMPORT = re.compile(r'^@import "([\w/-]+\.css)";$', re.M)
# Comments on their own lines, and indents. To remove more, one must parse JavaScript: rjsmin removed a space from a
# template literal within another.
NOT_SENT = re.compile(r"^\s*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)$\n?|^[ \n]+", re.M)
MODULE = re.compile(r"^(?:import|export)\b", re.M)

Files = dict[str, tuple[Storage, str]]


class StaticFiles(CompressedManifestStaticFilesStorage):
    # Otherwise a browser loads an imported module twice, by its own name and by the hashed one, and it listens twice.
    support_js_module_import_aggregation = True

    def url_converter(self, name: str, *args: Any, **kwargs: Any) -> Callable[[re.Match[str]], str]:
        """Leave other packages' scripts as they are: Django would follow imports in their comments."""
        is_foreign = name.endswith(".js") and not name.startswith(OUR_FOLDERS)
        return (lambda match: match[0]) if is_foreign else super().url_converter(name, *args, **kwargs)

    def post_process(self, paths: Files, *args: Any, **kwargs: Any) -> Iterator[tuple[str, str, bool]]:
        bundles = InMemoryStorage()
        for name in set(BUNDLES) & set(paths):
            bundles.save(name, ContentFile(bundle(name, paths).encode()))
            paths = {**paths, name: (bundles, name)}
        if STYLE_SHEET in paths:
            bundles.save(STYLE_SHEET, ContentFile(bundle_styles(STYLE_SHEET, paths).encode()))
            paths = {**paths, STYLE_SHEET: (bundles, STYLE_SHEET)}
        yield from super().post_process(paths, *args, **kwargs)

    def _save(self, name: str, content: File) -> str:
        if name.startswith(OUR_FOLDERS) and PurePath(name).suffix in (".js", ".css"):
            whole = b"".join(content.chunks())  # chunks() starts at the beginning
            content = ContentFile(minify(whole.decode()).encode())
        return super()._save(name, content)


def minify(text: str) -> str:
    """Return a script or a style sheet without comments that have their own lines, and without indents."""
    return NOT_SENT.sub("", text)


def bundle_styles(entry: str, paths: Files) -> str:
    """Return a style sheet with the content of those that it imports."""
    return STYLE_IMPORT.sub(lambda imported: _read(join(dirname(entry), imported[1]), paths), _read(entry, paths))


def bundle(entry: str, paths: Files) -> str:
    """Return a module and all that it imports as one script, in the order in which a browser would run them.

    `paths` says where each file is, by name, as for Django's `post_process`. Each module becomes a function that
    returns its exports, so that two modules may use the same name. Raise ValueError at an import or export in a form
    that our modules do not use, and at modules that import each other.
    """
    done: dict[str, str] = {}
    _add(entry, paths, done, ())
    shared = [f'import * as {_variable(name)} from "{join("..", name)}";\n' for name in EVERYWHERE]
    return "".join([*shared, *done.values()])


def _add(name: str, paths: Files, done: dict[str, str], importing: tuple[str, ...]) -> None:
    if name in importing:
        raise ValueError(f"{name} imports itself by way of {' and '.join(importing)}.")
    if name in done or name in EVERYWHERE:
        return
    text = _read(name, paths)
    for imported in IMPORT.finditer(text):
        _add(_imported_name(name, imported), paths, done, (*importing, name))
    exported = EXPORT.findall(text)
    text = EXPORT.sub("", IMPORT.sub(lambda imported: _assignment(name, imported), text))
    if MODULE.search(text):
        raise ValueError(f"{name} imports or exports in a way that cannot be bundled.")
    done[name] = f"const {_variable(name)} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();\n"


def _read(name: str, paths: Files) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()


def _imported_name(name: str, imported: re.Match[str]) -> str:
    return normpath(join(dirname(name), imported["path"]))


def _assignment(name: str, imported: re.Match[str]) -> str:
    names = (imported["names"] or "").removeprefix("* as ")
    return f"const {names} = {_variable(_imported_name(name, imported))};\n" if names else ""


def _variable(name: str) -> str:
    """Return the variable that holds a module's exports. The dollar keeps it apart from names in the modules."""
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))
