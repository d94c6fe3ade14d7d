"""Reads a Word file (.docx)."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from annotate.importing.readers.limits import LARGEST_DOCUMENT, LARGEST_DOCUMENT_PART, LARGEST_UNPACKED_DOCUMENT
from annotate.importing.readers.reader_types import ReadArticle, Unreadable, article

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a run has besides letters.
_STANDS_FOR = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
# Text that has been struck out or moved away in a tracked change, and what is written twice, for old programs.
_NOT_THERE = {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_DAMAGED = "The Word file is damaged. Open it in a word processor, save it anew as .docx and try again."


def read_docx(raw: bytes) -> ReadArticle:
    """The article of a Word file: paragraphs and tables in their order, tracked changes as if accepted; its title,
    author and date are the file's properties. Raises Unreadable."""
    _check(raw)
    try:
        document = docx.Document(io.BytesIO(raw))
        tree = document.element.getroottree()
        properties = document.core_properties
        about = {"title": properties.title, "author": properties.author}
        created = properties.created
    except (PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise Unreadable(_DAMAGED) from error
    # Word writes none; here it could only hide or multiply text.
    if tree.docinfo.doctype:
        raise Unreadable("The Word file defines XML entities, which no word processor writes. It was not read.")
    return article("\n".join(_lines(document.element.body)), published_at=_day(created), **about)


def _check(raw: bytes) -> None:
    """Before anything is unpacked. The sizes in a zip's headers can be relied on, for no more than that is unpacked."""
    if len(raw) > LARGEST_DOCUMENT:
        raise Unreadable(
            f"A Word file may have {LARGEST_DOCUMENT:,} bytes; this has {len(raw):,}. Leave its pictures out."
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
    """A line for each paragraph and each row of a table that has words."""
    for element in _blocks(body):
        if element.tag == f"{_W}tr":
            text = "\t".join(" ".join(_texts(cell)) for cell in element.iterchildren(f"{_W}tc"))
        else:
            text = _text(element)
        if text.strip():
            yield text.strip()


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and table rows, also those in content controls and in tracked insertions."""
    for child in parent.iterchildren(etree.Element):
        if child.tag in (f"{_W}p", f"{_W}tr"):
            yield child
        elif child.tag not in _NOT_THERE:
            yield from _blocks(child)


def _texts(cell: etree._Element) -> Iterator[str]:
    return (_text(block).strip() for block in cell.iter(f"{_W}p"))


def _text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in _NOT_THERE:
            walk.skip_subtree()
        elif element.tag == f"{_W}t":
            pieces.append(element.text or "")
        else:
            pieces.append(_STANDS_FOR.get(element.tag, ""))
    return "".join(pieces)


def _day(created) -> date | None:
    return created.date() if created else None
