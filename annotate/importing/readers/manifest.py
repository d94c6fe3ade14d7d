"""Reads the manifest of another OnRecord's export: what it says of the articles whose texts stand beside it."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.json_records import listed
from annotate.importing.readers.onrecord_jsonl import about, is_text_of
from annotate.importing.readers.reader_types import Opener, Read, ReadArticle

MANIFEST = "datapackage.json"
NAME = "onrecord-claims"
_OURS = re.compile(rf'"name"\s*:\s*"{NAME}"')
_ARTICLES = re.compile(r'"articles"\s*:\s*(?=\[)')
_HEAD = 4096  # characters
_NO_MORE = {"path": "\U0010ffff"}


class Manifest:
    """What a manifest tells of each text, asked in the order of their names: of 100,000 articles, one is in memory.
    Without an opener, it tells nothing."""

    def __init__(self, name: str = "", opener: Opener | None = None) -> None:
        self.name, self.is_onrecord = name, False
        self._folder = str(PurePosixPath(name).parent / "_")[:-1]
        self._articles: Iterator[dict] = iter(())
        self._next: dict = {}
        if opener:
            self._open(opener)

    def told(self, path: str, read: Read) -> Read:
        """What was read of the text at this path, with what the manifest says of it."""
        if not isinstance(read, ReadArticle):
            return read
        wanted = path.removeprefix(self._folder)
        while self._path < wanted:
            self._next = next(self._articles, _NO_MORE)
        if self._path != wanted:
            return read
        fields = about(self._next)
        return replace(read, **fields | {"is_whole": fields["is_whole"] and is_text_of(self._next, read.text)})

    @property
    def _path(self) -> str:
        path = self._next.get("path", "")
        return path if isinstance(path, str) else ""

    def _open(self, opener: Opener) -> None:
        text = io.TextIOWrapper(opener(), encoding="utf-8", errors="replace")
        begins = text.read(_HEAD)
        self.is_onrecord = bool(_OURS.search(begins))
        if self.is_onrecord and (found := _ARTICLES.search(begins)):
            self._articles = _objects(listed(text, begins[found.end() :]))


def _objects(items: Iterator[object]) -> Iterator[dict]:
    """The objects among them, up to where the file breaks off."""
    try:
        yield from (item for item in items if isinstance(item, dict))
    except (Unreadable, ValueError, RecursionError, OSError):
        return
