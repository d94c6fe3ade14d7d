"""Read the manifest of another OnRecord's export, which has the details of the articles in the same folder."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.json_records import read_list_items
from annotate.importing.readers.onrecord_jsonl import exported_details, has_text
from annotate.importing.readers.reader_types import Opener, Read, ReadArticle

MANIFEST = "datapackage.json"
NAME = "onrecord-claims"
_OURS = re.compile(rf'"name"\s*:\s*"{NAME}"')
_ARTICLES = re.compile(r'"articles"\s*:\s*(?=\[)')
_HEAD = 4096  # characters
_NO_MORE = {"path": "\U0010ffff"}


class Manifest:
    """The articles' details in a manifest. Ask for them in the order of the texts' names, because only one of up to
    100,000 is in memory at a time. Without an opener, it has none."""

    def __init__(self, name: str = "", opener: Opener | None = None) -> None:
        self.name, self.is_onrecord = name, False
        self._folder = str(PurePosixPath(name).parent / "_")[:-1]
        self._articles: Iterator[dict] = iter(())
        self._next: dict = {}
        if opener:
            self._open(opener)

    def add_details(self, path: str, read: Read) -> Read:
        """Return the article at this path with the manifest's details added."""
        if not isinstance(read, ReadArticle):
            return read
        wanted = path.removeprefix(self._folder)
        while self._path < wanted:
            self._next = next(self._articles, _NO_MORE)
        if self._path != wanted:
            return read
        details = exported_details(self._next)
        is_complete = details["is_complete"] and has_text(self._next, read.text)
        return replace(read, **details | {"is_complete": is_complete})

    @property
    def _path(self) -> str:
        path = self._next.get("path", "")
        return path if isinstance(path, str) else ""

    def _open(self, opener: Opener) -> None:
        text = io.TextIOWrapper(opener(), encoding="utf-8", errors="replace")
        begins = text.read(_HEAD)
        self.is_onrecord = bool(_OURS.search(begins))
        if self.is_onrecord and (found := _ARTICLES.search(begins)):
            self._articles = _objects(read_list_items(text, begins[found.end() :]))


def _objects(items: Iterator[object]) -> Iterator[dict]:
    """Yield the objects among the items, until the file breaks off."""
    try:
        yield from (item for item in items if isinstance(item, dict))
    except (Unreadable, ValueError, RecursionError, OSError):
        return
