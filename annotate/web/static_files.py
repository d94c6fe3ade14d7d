"""Static files as they are sent: few and small, under names that change with their content."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from posixpath import dirname, join, normpath

from django.core.files.base import ContentFile, File
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The scripts that are sent as one file with what they import: twenty files would bring a first visit 10 kB of headers.
BUNDLES = ("article/entry-reader.js", "article/entry-editor.js")
# Scripts that every page loads by themselves. In a bundle they would run twice.
EVERYWHERE = ("shared/http.js", "shared/queue-storage.js")
OUR_FOLDERS = ("article/", "import/", "shared/", "styles/")
IMPORT = re.compile(r'^import (?:(?P<names>\{[^}]*\}|\* as \w+) from )?"(?P<path>\.\.?/[\w/-]+\.js)";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async function|function|const) (\w+))", re.M)
# Style sheets are sent as one file too: @import would make a browser wait for them one after the other.
STYLE_SHEET = "styles/site.css"
STYLE_IMPORT = re.compile(r'^@import "([\w/-]+\.css)";$', re.M)
# Comments that have lines of their own, and indents. Those who do more must understand JavaScript: rjsmin lost a space
# in a template within a template.
NOT_SENT = re.compile(r"^\s*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)$\n?|^[ \n]+", re.M)
MODULE = re.compile(r"^(?:import|export)\b", re.M)

Found = dict[str, tuple[Storage, str]]


class StaticFiles(CompressedManifestStaticFilesStorage):
    # Else a module that others import comes twice, under its own name and under the hashed one, and listens twice.
    support_js_module_import_aggregation = True

    def url_converter(self, name: str, *args, **kwargs) -> Callable:
        """Leave other packages' scripts as they are: Django would follow imports in their comments."""
        is_foreign = name.endswith(".js") and not name.startswith(OUR_FOLDERS)
        return (lambda match: match[0]) if is_foreign else super().url_converter(name, *args, **kwargs)

    def post_process(self, paths: Found, *args, **kwargs) -> Iterator:
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
            whole = b"".join(content.chunks())  # from its beginning, wherever reading has come to
            content = ContentFile(bare(whole.decode()).encode())
        return super()._save(name, content)


def bare(text: str) -> str:
    """Return a script or a style sheet without its comments and indents."""
    return NOT_SENT.sub("", text)


def bundle_styles(entry: str, paths: Found) -> str:
    """Return a style sheet with the content of those that it imports."""
    return STYLE_IMPORT.sub(lambda imported: _read(join(dirname(entry), imported[1]), paths), _read(entry, paths))


def bundle(entry: str, paths: Found) -> str:
    """Return a module and all that it imports as one script, in the order in which a browser would run them.

    `paths` says where each file is, by name, as for Django's `post_process`. Each module becomes a function that
    returns its exports, so that two modules may use the same name. Raise ValueError at an import or export in a form
    that our modules do not use, and at modules that import each other.
    """
    done: dict[str, str] = {}
    _add(entry, paths, done, ())
    shared = [f'import * as {_variable(name)} from "{join("..", name)}";\n' for name in EVERYWHERE]
    return "".join([*shared, *done.values()])


def _add(name: str, paths: Found, done: dict[str, str], importing: tuple[str, ...]) -> None:
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


def _read(name: str, paths: Found) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()


def _imported_name(name: str, imported: re.Match) -> str:
    return normpath(join(dirname(name), imported["path"]))


def _assignment(name: str, imported: re.Match) -> str:
    names = (imported["names"] or "").removeprefix("* as ")
    return f"const {names} = {_variable(_imported_name(name, imported))};\n" if names else ""


def _variable(name: str) -> str:
    """Return the variable that holds a module's exports. The dollar keeps it apart from names in the modules."""
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))
