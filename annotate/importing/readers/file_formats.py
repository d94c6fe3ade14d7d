"""The formats that OnRecord reads: endings, content types and limits. Readers, help texts and tests use this table."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotate.importing.readers.limits import LARGEST_ARTICLE, LARGEST_DOCUMENT, LARGEST_PAGE


@dataclass(frozen=True, slots=True)
class Format:
    """`label` is its name in help texts. `largest` is in bytes; None if the file is read piece by piece. `has_many`:
    one file may hold many articles. `is_sandboxed`: a third-party parser reads it, in a process with limits."""

    name: str
    label: str
    endings: tuple[str, ...]
    content_types: tuple[str, ...] = ()
    largest: int | None = None
    has_many: bool = False
    is_sandboxed: bool = False


FORMATS = (
    # UTF-32 needs four bytes a character.
    Format("plain", "text (.txt)", (".txt", ".text", ".md"), ("text/plain",), 4 * LARGEST_ARTICLE),
    Format(
        "html",
        "HTML",
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        LARGEST_PAGE,
        is_sandboxed=True,
    ),
    Format("docx", ".docx", (".docx",), (), LARGEST_DOCUMENT, is_sandboxed=True),
    Format("pdf", ".pdf", (".pdf",), ("application/pdf",), LARGEST_DOCUMENT, is_sandboxed=True),
    Format("csv", "CSV", (".csv", ".tsv", ".tab"), has_many=True),
    Format("json", "JSON (.json, .jsonl)", (".jsonl", ".ndjson", ".json"), has_many=True),
    Format("zip", ".zip", (".zip",), has_many=True),
)
BY_NAME = {format.name: format for format in FORMATS}
BY_ENDING = {ending: format for format in FORMATS for ending in format.endings}
BY_CONTENT_TYPE = {content_type: format for format in FORMATS for content_type in format.content_types}


def list_labels(formats: Iterable[Format] = FORMATS) -> str:
    """Return the formats' names for a sentence: "text (.txt), HTML, .docx and .pdf"."""
    *first, last = (format.label for format in formats)
    return f"{', '.join(first)} and {last}" if first else last
