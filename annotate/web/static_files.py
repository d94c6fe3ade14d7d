"""Static files as they are sent: few and small, under names that change with their content."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The scripts that are sent as one file with what they import: twenty files would bring a first visit 10 kB of headers.
BUNDLES = ("reading.js", "tagging.js")
# Scripts that every page loads by themselves. In a bundle they would run twice.
EVERYWHERE = ("sending", "waiting")
IMPORT = re.compile(r'^import (?:(?P<names>\{[^}]*\}|\* as \w+) from )?"\./(?P<module>\w+)\.js";\n', re.M)
EXPORT = re.compile(r"^export (?=(?:async function|function|const) (\w+))", re.M)
# Comments that have lines of their own, and indents. Those who do more must understand JavaScript: rjsmin lost a space
# in a template within a template.
NOT_SENT = re.compile(r"^\s*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)$\n?|^[ \n]+", re.M)
MODULE = re.compile(r"^(?:import|export)\b", re.M)

Found = dict[str, tuple[Storage, str]]


class StaticFiles(CompressedManifestStaticFilesStorage):
    # Else a module that others import comes twice, under its own name and under the hashed one, and listens twice.
    support_js_module_import_aggregation = True

    def url_converter(self, name: str, *args, **kwargs) -> Callable:
        """As Django's, but for other packages' scripts, which lie in folders: imports in comments lead nowhere."""
        is_foreign = name.endswith(".js") and "/" in name
        return (lambda match: match[0]) if is_foreign else super().url_converter(name, *args, **kwargs)

    def post_process(self, paths: Found, *args, **kwargs) -> Iterator:
        bundles = InMemoryStorage()
        for name in set(BUNDLES) & set(paths):
            bundles.save(name, ContentFile(bundle(name.removesuffix(".js"), paths).encode()))
            paths = {**paths, name: (bundles, name)}
        yield from super().post_process(paths, *args, **kwargs)

    def _save(self, name: str, content: File) -> str:
        is_ours = "/" not in name
        if is_ours and PurePath(name).suffix in (".js", ".css"):
            whole = b"".join(content.chunks())  # from its beginning, wherever reading has come to
            content = ContentFile(bare(whole.decode()).encode())
        return super()._save(name, content)


def bare(text: str) -> str:
    """A script or a style sheet without what only its readers need; what it does is the same."""
    return NOT_SENT.sub("", text)


def bundle(entry: str, paths: Found) -> str:
    """A module and all that it imports as one, in the order in which a browser would run them.

    `paths` tells where each file is, by name, as for Django's `post_process`. Each module becomes a function of its own
    that returns what it exports, so that two may use the same name. Raises ValueError at an import or an export that is
    written in another way than ours are, and at modules that import each other.
    """
    done: dict[str, str] = {}
    _add(entry, paths, done, ())
    shared = [f'import * as ${name} from "./{name}.js";\n' for name in EVERYWHERE]
    return "".join([*shared, *done.values()])


def _add(module: str, paths: Found, done: dict[str, str], importing: tuple[str, ...]) -> None:
    if module in importing:
        raise ValueError(f"{module}.js imports itself by way of {' and '.join(importing)}.")
    if module in done or module in EVERYWHERE:
        return
    storage, path = paths[f"{module}.js"]
    with storage.open(path) as file:
        text = file.read().decode()
    for imported in IMPORT.finditer(text):
        _add(imported["module"], paths, done, (*importing, module))
    exported = EXPORT.findall(text)
    text = EXPORT.sub("", IMPORT.sub(_taken, text))
    if MODULE.search(text):
        raise ValueError(f"{module}.js imports or exports in a way that cannot be bundled.")
    done[module] = f"const ${module} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();\n"


def _taken(imported: re.Match) -> str:
    """What stands in a bundle instead of an import. The dollar keeps modules' names from being names of their own."""
    names = (imported["names"] or "").removeprefix("* as ")
    return f"const {names} = ${imported['module']};\n" if names else ""
