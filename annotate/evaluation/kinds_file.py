"""Reading a kinds file: the kind and the actor of each marked attribution."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotate.evaluation.brat_corpus import AnnotatedArticle, BadCorpus
from annotate.evaluation.overlap import merge_spans
from annotate.text import Span
from annotate.vocabulary import KINDS

OTHER = "other"
SOURCE_IS = ("name", "pronoun", "nominal", "none")


@dataclass(frozen=True, slots=True)
class KindsRow:
    """A marked attribution with the kind and the actor that it should get.

    `article` is the article's name. `kind` is a kind, or "other" if the attribution asserts nothing. `actor` is None if
    the article names nobody. `source_is`, one of SOURCE_IS, says how the source refers to the actor.
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
        """The span that sets its place in reading order: the source, or else the content."""
        return (self.source or self.content)[0]


def read_kinds_file(file: Path, articles: Mapping[str, AnnotatedArticle]) -> dict[str, list[KindsRow]]:
    """Return the rows of a JSON Lines file by article name, each article's in reading order.

    `articles` are the corpus's articles by name. Each line is an object with `doc` (such a name), `id`, `content` and
    `source` (lists of [start, end) in code points; `source` can be null), `kind`, `actor` (a name or null) and
    `source_is`; other fields are ignored. Raise BadCorpus for a broken file.
    """
    rows: dict[str, list[KindsRow]] = {}
    for number, line in enumerate(_read(file).split("\n"), 1):
        if line.strip():
            row = _row(line, articles, f"{file}, line {number}")
            rows.setdefault(row.article, []).append(row)
    if not rows:
        raise BadCorpus(f"{file} is empty. Give a file with one JSON object per line.")
    return {name: sorted(rows[name], key=lambda row: (row.start, row.content)) for name in sorted(rows)}


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadCorpus(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadCorpus(f"{file} is not UTF-8 (byte {error.start:,}). Save it as UTF-8 and try again.") from error


def _row(line: str, articles: Mapping[str, AnnotatedArticle], where: str) -> KindsRow:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise BadCorpus(f"{where} is not valid JSON ({error}). Write one object per line.") from error
    if not isinstance(raw, dict):
        raise BadCorpus(f"{where} is not a JSON object. Write one in braces.")
    doc = raw.get("doc")
    if not isinstance(doc, str) or doc not in articles:
        raise BadCorpus(
            f"{where}: the folder has no annotated article {doc!r}. Correct doc, or give the folder with that article."
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
    value = raw.get(field)
    if not isinstance(value, str) or value not in known:
        raise BadCorpus(f"{where}: {field} is {value!r}. Write one of {', '.join(known)}.")
    return value


def _actor(raw: Mapping[str, Any], where: str) -> str | None:
    actor = raw.get("actor")
    if "actor" not in raw or not isinstance(actor, str | None):
        raise BadCorpus(f"{where}: actor is {actor!r}. Write a name, or null if the article names nobody.")
    return actor


def _spans(raw: Any, size: int, where: str) -> tuple[Span, ...]:
    if not isinstance(raw, list) or not raw or not all(_is_span(span, size) for span in raw):
        raise BadCorpus(
            f"{where}: {raw!r} is not a list of spans in the text, which has {size:,} characters. "
            "Write [[start, end], …]."
        )
    return merge_spans((start, end) for start, end in raw)


def _is_span(raw: Any, size: int) -> bool:
    if not isinstance(raw, list) or len(raw) != 2 or not all(type(offset) is int for offset in raw):
        return False
    start, end = raw
    return bool(0 <= start < end <= size)
