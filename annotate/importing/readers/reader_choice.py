"""Reads any file: which reader it is for is seen from its name and its first bytes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from annotate.importing.readers.column_mapping import Mapping
from annotate.importing.readers.doccano import is_doccano, read_doccano
from annotate.importing.readers.json_records import first_record
from annotate.importing.readers.label_studio import is_label_studio, read_label_studio
from annotate.importing.readers.limits import LARGEST_ARTICLE, LARGEST_DOCUMENT, LARGEST_PAGE
from annotate.importing.readers.onrecord_jsonl import is_onrecord, read_onrecord
from annotate.importing.readers.plain_text import read_plain
from annotate.importing.readers.reader_types import Opener, Problem, Read, ReadArticle, Unreadable, one_line
from annotate.importing.readers.sandbox import Sandbox
from annotate.importing.readers.tables import Glimpse, glimpse, read_table
from annotate.importing.readers.text_lines import TextFile
from annotate.importing.readers.zip_archive import read_zip

ENDINGS = {
    **dict.fromkeys([".txt", ".text", ".md"], "plain"),
    **dict.fromkeys([".html", ".htm", ".xhtml"], "html"),
    **dict.fromkeys([".csv", ".tsv", ".tab"], "csv"),
    **dict.fromkeys([".jsonl", ".ndjson", ".json"], "json"),
    **{".docx": "docx", ".pdf": "pdf", ".zip": "zip"},
}
LARGEST = {"plain": 4 * LARGEST_ARTICLE, "html": LARGEST_PAGE, "docx": LARGEST_DOCUMENT, "pdf": LARGEST_DOCUMENT}
LONGEST_SENTENCE = 500
CAN_READ = "text (.txt), HTML, .docx, .pdf, CSV, JSON Lines, JSON and .zip"
# The content types of pages that are fetched.
CONTENT_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "application/pdf": "pdf",
}
# One of these comes first in what word processors write.
_OFFICE_PARTS = (b"[Content_Types].xml", b"_rels/.rels", b"word/")
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "It is a file of an old office program, or has a password. Save it as .docx without one.",
    b"{\\rtf": "It is an RTF file. Save it as .docx.",
    b"\x1f\x8b": "It is packed with gzip. Unpack it, or pack it as .zip.",
    b"Rar!": "It is packed with RAR. Pack it as .zip.",
    b"7z\xbc\xaf": "It is packed with 7-Zip. Pack it as .zip.",
}


def read_file(
    name: str, opener: Opener, *, mapping: Mapping | None = None, confined: Sandbox | None = None
) -> Iterator[Read]:
    """All that a file has, one by one, in memory that does not grow with it: articles, and a problem for everything
    that is left out. Never raises for what is in the file.

    name: the file's. opener: opens its bytes, from their beginning; it is called more than once. mapping: of a table's
    columns, else it is guessed. confined: serves many files; without one, this file has its own.
    """
    if confined is None:
        with Sandbox() as confined:
            yield from read_file(name, opener, mapping=mapping, confined=confined)
        return
    try:
        for read in _read(name, opener, mapping, confined, in_zip=False):
            yield _placed(name, read)
    except Unreadable as error:
        yield _placed(name, Problem("", str(error)))


def read_fetched(
    raw: bytes, *, url: str, content_type: str, charset: str = "", confined: Sandbox | None = None
) -> ReadArticle:
    """The article of what was fetched from a URL. Raises Unreadable."""
    format = CONTENT_TYPES.get(content_type, "")
    if raw.startswith(b"%PDF-"):
        format = "pdf"
    if format == "plain":
        return replace(read_plain(raw), url=url)
    if not format:
        raise Unreadable(f"The address leads to {content_type}, not to an article's page. Give its page's address.")
    if confined is None:
        with Sandbox() as confined:
            return read_fetched(raw, url=url, content_type=content_type, charset=charset, confined=confined)
    hints = {"url": url, "charset": charset} if format == "html" else {}
    return replace(confined.read(format, raw, **hints), url=url)


def glimpse_of(name: str, opener: Opener) -> Glimpse | None:
    """A table's columns, first rows and guessed mapping, for an editor to change; None for what is no table, or needs
    no mapping. Raises Unreadable."""
    format = format_of(name, opener)
    if format not in ("csv", "json"):
        return None
    file = TextFile(opener)
    if format == "json" and _json_reader(file):
        return None
    return glimpse(file, is_csv=format == "csv")


def format_of(name: str, opener: Opener) -> str:
    """plain, html, docx, pdf, csv, json or zip. First bytes that no other format has count more than the name. Raises
    Unreadable for what cannot be read."""
    with opener() as file:
        head = file.read(1024)
    ending = PurePath(name.lower()).suffix
    for magic, sentence in _OTHERS.items():
        if head.startswith(magic):
            raise Unreadable(sentence)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx" if ending == ".docx" or any(part in head for part in _OFFICE_PARTS) else "zip"
    if ENDINGS.get(ending) in ("pdf", "docx", "zip"):
        raise Unreadable(f"It is called {ending}, but is none. See that it was saved or sent in full.")
    if ending in ENDINGS:
        return ENDINGS[ending]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if not ending or ending not in _FOREIGN:
        return "plain"
    raise Unreadable(f"Files of this kind ({ending}) cannot be read. Bring {CAN_READ}.")


_FOREIGN = {".doc", ".odt", ".rtf", ".pages", ".epub", ".xls", ".xlsx", ".ods", ".xml", ".jpg", ".jpeg", ".png", ".gif"}
_FOREIGN |= {".webp", ".svg", ".mp3", ".mp4", ".wav", ".exe", ".dll", ".py", ".js", ".css", ".conf"}


def _read(name: str, opener: Opener, mapping: Mapping | None, confined: Sandbox, *, in_zip: bool) -> Iterator[Read]:
    format = format_of(name, opener)
    if format == "zip":
        if in_zip:
            raise Unreadable("A zip in a zip is not read. Unpack it, or import it by itself.")
        yield from read_zip(opener, partial(_read_member, mapping, confined))
    elif format == "csv":
        yield from read_table(TextFile(opener), is_csv=True, mapping=mapping)
    elif format == "json":
        file = TextFile(opener)
        reader = _json_reader(file)
        yield from reader(file) if reader else read_table(file, is_csv=False, mapping=mapping)
    else:
        raw = _all_of(opener, LARGEST[format])
        yield read_plain(raw) if format == "plain" else confined.read(format, raw)


def _read_member(mapping: Mapping | None, confined: Sandbox, name: str, opener: Opener) -> Iterator[Read]:
    return (_placed(name, read) for read in _read(name, opener, mapping, confined, in_zip=True))


def _json_reader(file: TextFile) -> Callable[[TextFile], Iterator[Read]] | None:
    first = first_record(file)
    if is_onrecord(first):
        return read_onrecord
    if is_label_studio(first):
        return read_label_studio
    return read_doccano if is_doccano(first) else None


def _all_of(opener: Opener, most: int) -> bytes:
    with opener() as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        raise Unreadable(f"A file of this kind may have {most:,} bytes; this has more. Import it in parts.")
    return raw


def _placed(name: str, read: Read) -> Read:
    """A problem with the file's name in its place. What it quotes from the file may have any characters and length."""
    if isinstance(read, ReadArticle):
        return read
    place = f"{name}, {read.place}" if read.place else name
    return Problem(one_line(place, LONGEST_SENTENCE), one_line(read.sentence, LONGEST_SENTENCE))
