"""Read any file. Its name and first bytes decide which reader is used."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.importing.readers.doccano import is_doccano, read_doccano
from annotate.importing.readers.file_formats import BY_CONTENT_TYPE, BY_ENDING, BY_NAME, Format, list_labels
from annotate.importing.readers.json_records import first_record
from annotate.importing.readers.label_studio import is_label_studio, read_label_studio
from annotate.importing.readers.onrecord_jsonl import is_onrecord, read_onrecord
from annotate.importing.readers.plain_text import read_plain
from annotate.importing.readers.reader_types import Opener, Problem, Read, ReadArticle, one_line
from annotate.importing.readers.sandbox import Sandbox
from annotate.importing.readers.tables import Glimpse, glimpse_table, read_table
from annotate.importing.readers.text_lines import TextFile
from annotate.importing.readers.zip_archive import read_zip

LONGEST_SENTENCE = 500
# The first bytes of files by word processors contain one of these.
_OFFICE_PARTS = (b"[Content_Types].xml", b"_rels/.rels", b"word/")
_UNREADABLE_BEGINNINGS = {
    b"\xd0\xcf\x11\xe0": "This file comes from an old office program, or has a password. Save it as .docx without one.",
    b"{\\rtf": "This is an RTF file. Save it as .docx.",
    b"\x1f\x8b": "This file is compressed with gzip. Unpack it, or pack it as .zip.",
    b"Rar!": "This file is packed with RAR. Pack it as .zip.",
    b"7z\xbc\xaf": "This file is packed with 7-Zip. Pack it as .zip.",
}
# Files with other unknown endings are read as text.
_UNREADABLE_ENDINGS = frozenset(
    """.doc .odt .rtf .pages .epub .xls .xlsx .ods .xml .jpg .jpeg .png .gif .webp .svg .mp3 .mp4 .wav .exe .dll .py .js
    .css .conf""".split()
)


def read_file(
    name: str, opener: Opener, *, mapping: ColumnMapping | None = None, sandbox: Sandbox | None = None
) -> Iterator[Read]:
    """Yield a file's articles one by one, and a problem for each thing left out. Memory use does not grow with the
    file.

    Never raise for a file's content. `mapping`: the columns of a table; they are guessed if it is missing. `sandbox`:
    one to share between files; by default the file gets its own.
    """
    if sandbox is None:
        with Sandbox() as sandbox:
            yield from read_file(name, opener, mapping=mapping, sandbox=sandbox)
        return
    try:
        for read in _read(name, opener, mapping, sandbox, in_zip=False):
            yield _with_file_name(name, read)
    except Unreadable as error:
        yield _with_file_name(name, Problem("", str(error)))


def read_fetched(
    raw: bytes, *, url: str, content_type: str, charset: str = "", sandbox: Sandbox | None = None
) -> ReadArticle:
    """Return the article of a fetched page. Raise Unreadable."""
    format = BY_NAME["pdf"] if raw.startswith(b"%PDF-") else BY_CONTENT_TYPE.get(content_type)
    if format is None:
        raise Unreadable(f"This URL leads to {content_type}, not to an article. Use the URL of the article's page.")
    if format.name == "plain":
        return replace(read_plain(raw), url=url)
    if sandbox is None:
        with Sandbox() as sandbox:
            return read_fetched(raw, url=url, content_type=content_type, charset=charset, sandbox=sandbox)
    hints = {"url": url, "charset": charset} if format.name == "html" else {}
    return replace(sandbox.read(format.name, raw, **hints), url=url)


def read_glimpse(name: str, opener: Opener) -> Glimpse | None:
    """Return a table's columns, first rows and guessed mapping; None if the file is not a table, or needs no mapping.

    Raise Unreadable.
    """
    format = detect_format(name, opener)
    if format.name not in ("csv", "json"):
        return None
    file = TextFile(opener)
    if format.name == "json" and _choose_json_reader(file):
        return None
    return glimpse_table(file, is_csv=format.name == "csv")


def detect_format(name: str, opener: Opener) -> Format:
    """Return a file's format. First bytes that are typical of a format outweigh the name. Raise Unreadable if no
    reader can read the file."""
    with opener() as file:
        head = file.read(1024)
    ending = PurePath(name.lower()).suffix
    for beginning, sentence in _UNREADABLE_BEGINNINGS.items():
        if head.startswith(beginning):
            raise Unreadable(sentence)
    if head.startswith(b"%PDF-"):
        return BY_NAME["pdf"]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        is_docx = ending == ".docx" or any(part in head for part in _OFFICE_PARTS)
        return BY_NAME["docx" if is_docx else "zip"]
    if ending in (".pdf", ".docx", ".zip"):
        raise Unreadable(f"This is not a {ending} file, despite its name. Check that it was saved or sent in full.")
    if ending in BY_ENDING:
        return BY_ENDING[ending]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower().startswith((b"<!doctype html", b"<html")):
        return BY_NAME["html"]
    if ending not in _UNREADABLE_ENDINGS:
        return BY_NAME["plain"]
    raise Unreadable(f"OnRecord cannot read {ending} files. It reads {list_labels()}.")


def _read(
    name: str, opener: Opener, mapping: ColumnMapping | None, sandbox: Sandbox, *, in_zip: bool
) -> Iterator[Read]:
    format = detect_format(name, opener)
    if format.name == "zip":
        if in_zip:
            raise Unreadable("This is a zip inside a zip. Unpack it, or import it on its own.")
        yield from read_zip(opener, partial(_read_member, mapping, sandbox))
    elif format.name == "csv":
        yield from read_table(TextFile(opener), is_csv=True, mapping=mapping)
    elif format.name == "json":
        file = TextFile(opener)
        reader = _choose_json_reader(file)
        yield from reader(file) if reader else read_table(file, is_csv=False, mapping=mapping)
    else:
        raw = _read_all(opener, format)
        yield sandbox.read(format.name, raw) if format.is_sandboxed else read_plain(raw)


def _read_member(mapping: ColumnMapping | None, sandbox: Sandbox, name: str, opener: Opener) -> Iterator[Read]:
    return (_with_file_name(name, read) for read in _read(name, opener, mapping, sandbox, in_zip=True))


def _choose_json_reader(file: TextFile) -> Callable[[TextFile], Iterator[Read]] | None:
    first = first_record(file)
    if is_onrecord(first):
        return read_onrecord
    if is_label_studio(first):
        return read_label_studio
    return read_doccano if is_doccano(first) else None


def _read_all(opener: Opener, format: Format) -> bytes:
    largest = format.largest or 0
    with opener() as file:
        raw = file.read(largest + 1)
    if len(raw) > largest:
        raise Unreadable(f"A file of this kind can be up to {largest:,} bytes; this one is larger. Import it in parts.")
    return raw


def _with_file_name(name: str, read: Read) -> Read:
    """Put the file's name into a problem's place. A problem may quote anything from the file, so clean and cut it."""
    if isinstance(read, ReadArticle):
        return read
    place = f"{name}, {read.place}" if read.place else name
    return Problem(one_line(place, LONGEST_SENTENCE), one_line(read.sentence, LONGEST_SENTENCE))
