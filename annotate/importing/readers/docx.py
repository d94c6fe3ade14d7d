"""Read a Word file (.docx)."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.limits import LARGEST_DOCUMENT, LARGEST_DOCUMENT_PART, LARGEST_UNPACKED_DOCUMENT
from annotate.importing.readers.reader_types import ReadArticle, build_article

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Elements of a run that mean a character.
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
# Text that a tracked change deleted or moved away, and copies of content for old programs.
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_DAMAGED = "The Word file is damaged. Open it in a word processor, save it again as .docx and try again."


def read_docx(raw: bytes) -> ReadArticle:
    """Return the article of a Word file: its paragraphs and tables, with tracked changes accepted. Title, author and
    date come from the file's properties. Raise Unreadable."""
    _check_size(raw)
    try:
        document = docx.Document(io.BytesIO(raw))
        tree = document.element.getroottree()
        properties = document.core_properties
        details = {"title": properties.title, "author": properties.author}
        created = properties.created
    except (PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise Unreadable(_DAMAGED) from error
    # Word never writes a doctype. Its entities could hide or multiply text.
    if tree.docinfo.doctype:
        raise Unreadable(
            "The Word file was not read: it defines XML entities, which no word processor does. Paste its text instead."
        )
    return build_article("\n".join(_lines(document.element.body)), published_at=_date_of(created), **details)


def _check_size(raw: bytes) -> None:
    """Check sizes before unpacking. The headers are reliable here: zipfile never unpacks more than they say."""
    if len(raw) > LARGEST_DOCUMENT:
        raise Unreadable(
            f"A Word file can be up to {LARGEST_DOCUMENT:,} bytes; this one is {len(raw):,}. Remove its pictures."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(_DAMAGED) from error
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if largest > LARGEST_DOCUMENT_PART or sum(part.file_size for part in parts) > LARGEST_UNPACKED_DOCUMENT:
        raise Unreadable("The Word file unpacks to far more than an article. Copy the article's text and paste it.")


def _lines(body: etree._Element) -> Iterator[str]:
    """Yield a line for each paragraph and table row that has words."""
    for element in _blocks(body):
        if element.tag == f"{_W}tr":
            text = "\t".join(" ".join(_texts(cell)) for cell in element.iterchildren(f"{_W}tc"))
        else:
            text = _text(element)
        if text.strip():
            yield text.strip()


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and table rows, including those in content controls and tracked insertions."""
    for child in parent.iterchildren(etree.Element):
        if child.tag in (f"{_W}p", f"{_W}tr"):
            yield child
        elif child.tag not in _SKIPPED:
            yield from _blocks(child)


def _texts(cell: etree._Element) -> Iterator[str]:
    return (_text(block).strip() for block in cell.iter(f"{_W}p"))


def _text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in _SKIPPED:
            walk.skip_subtree()
        elif element.tag == f"{_W}t":
            pieces.append(element.text or "")
        else:
            pieces.append(_CHARACTERS.get(str(element.tag), ""))
    return "".join(pieces)


def _date_of(created: datetime | None) -> date | None:
    return created.date() if created else None
