"""Reads a kinds file: which kind and whose each marked attribution is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.evaluation.brat_corpus import Annotated, BadCorpus
from annotate.evaluation.overlap import merged
from annotate.text import Span
from annotate.vocabulary import KINDS

OTHER = "other"
SOURCE_IS = ("name", "pronoun", "nominal", "none")


@dataclass(frozen=True, slots=True)
class KindsRow:
    """An attribution that somebody has judged. `article` is its name, `kind` a kind or "other": it asserts nothing.

    `actor` is None where the article names nobody; `source_is` is one of SOURCE_IS.
    """

    article: str
    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: str
    actor: str | None
    source_is: str

    @property
    def is_claim(self) -> bool:
        return self.kind != OTHER

    @property
    def start(self) -> Span:
        """Where it comes in reading order: at its source, else at its content."""
        return (self.source or self.content)[0]


def read_rows(file: Path, articles: Mapping[str, Annotated]) -> dict[str, list[KindsRow]]:
    """The rows of a file with one JSON object a line, by article and in reading order.

    `articles` are the corpus's, by name. Each object has `doc` (such a name), `id`, `content` and `source` (lists of
    [start, end) in code points; `source` may be null), `kind`, `actor` (a name or null) and `source_is`; other fields
    are ignored. Raises BadCorpus.
    """
    rows: dict[str, list[KindsRow]] = {}
    for number, line in enumerate(_read(file).split("\n"), 1):
        if line.strip():
            row = _row(line, articles, f"{file}, line {number}")
            rows.setdefault(row.article, []).append(row)
    if not rows:
        raise BadCorpus(f"{file} has no line. Give a file with one JSON object a line.")
    return {name: sorted(rows[name], key=lambda row: (row.start, row.content)) for name in sorted(rows)}


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadCorpus(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadCorpus(f"{file} is not UTF-8 (byte {error.start:,}). Save it as UTF-8 and try again.") from error


def _row(line: str, articles: Mapping[str, Annotated], where: str) -> KindsRow:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise BadCorpus(f"{where} is no JSON ({error}). Write one object a line.") from error
    if not isinstance(raw, dict):
        raise BadCorpus(f"{where} is no JSON object. Write one in braces.")
    doc = raw.get("doc")
    if not isinstance(doc, str) or doc not in articles:
        raise BadCorpus(
            f"{where}: the folder has no annotated article {doc!r}. Mend doc or give the folder that has it."
        )
    size = len(articles[doc].text)
    return KindsRow(
        doc,
        str(raw.get("id", "")),
        _spans(raw.get("content"), size, f"{where}, content"),
        _spans(raw.get("source"), size, f"{where}, source") if raw.get("source") else (),
        _one_of(raw, "kind", (*KINDS, OTHER), where),
        _actor(raw, where),
        _one_of(raw, "source_is", SOURCE_IS, where),
    )


def _one_of(raw: Mapping[str, Any], field: str, known: tuple[str, ...], where: str) -> str:
    if raw.get(field) not in known:
        raise BadCorpus(f"{where}: {field} is {raw.get(field)!r}. Write one of {', '.join(known)}.")
    return raw[field]


def _actor(raw: Mapping[str, Any], where: str) -> str | None:
    actor = raw.get("actor")
    if "actor" not in raw or not isinstance(actor, str | None):
        raise BadCorpus(f"{where}: actor is {actor!r}. Write a name, or null if the article names nobody.")
    return actor


def _spans(raw: Any, size: int, where: str) -> tuple[Span, ...]:
    if not isinstance(raw, list) or not raw or not all(_is_span(each, size) for each in raw):
        raise BadCorpus(
            f"{where}: {raw!r} are no spans of the text, which has {size:,} characters. Write [[start, end], …]."
        )
    return merged((start, end) for start, end in raw)


def _is_span(raw: Any, size: int) -> bool:
    if not isinstance(raw, list) or len(raw) != 2 or not all(type(each) is int for each in raw):
        return False
    return 0 <= raw[0] < raw[1] <= size
