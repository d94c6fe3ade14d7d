"""Reading a kinds file: the kind and the actor of each marked attribution."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from annotate.evaluation.brat_corpus import AnnotatedArticle, BadCorpus
from annotate.evaluation.kinds_row import FORMS, MARKED_KINDS, SOURCE_IS, KindsRow
from annotate.evaluation.overlap import merge_spans
from annotate.text import Span

Object = Mapping[str, Any]


def read_kinds_file(file: Path, articles: Mapping[str, AnnotatedArticle]) -> dict[str, list[KindsRow]]:
    """Return the rows of a JSON Lines file by article name, each article's in reading order.

    `articles` are the corpus's articles by name. Each line is an object with `doc` (such a name), `id`, `content` and
    `source` (lists of [start, end) in code points; `source` can be null), `kind`, `actor` (a name or null) and
    `source_is`. It may have `cue` (like `source`), `form`, `answers` (an id or null), `targets`, `also` and `alt`
    (lists) and `optional` (true or false), as KindsRow explains them. Other fields are ignored. Raise BadCorpus for a
    broken file.
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
    raw = _object(line, where)
    doc = raw.get("doc")
    if not isinstance(doc, str) or doc not in articles:
        raise BadCorpus(
            f"{where}: the folder has no annotated article {doc!r}. Correct doc, or give the folder with that article."
        )
    size = len(articles[doc].text)
    return KindsRow(
        article=doc,
        id=str(raw.get("id", "")),
        content=_spans(raw.get("content"), size, f"{where}, content"),
        source=_spans(raw.get("source"), size, f"{where}, source") if raw.get("source") else (),
        cue=_spans(raw.get("cue"), size, f"{where}, cue") if raw.get("cue") else (),
        kind=_one_of(raw, "kind", MARKED_KINDS, where),
        actor=_actor(raw, where),
        source_is=_one_of(raw, "source_is", SOURCE_IS, where),
        form=_one_of(raw, "form", FORMS, where) if "form" in raw else None,
        answers=_answers(raw, where),
        targets=_list(raw, "targets", _is_name, "names", where),
        also=_list(raw, "also", lambda name: name is None or _is_name(name), "names, or null for nobody named", where),
        alt=_list(raw, "alt", lambda kind: kind in MARKED_KINDS, f"kinds: {', '.join(MARKED_KINDS)}", where),
        optional=_optional(raw, where),
    )


def _object(line: str, where: str) -> Object:
    try:
        raw = json.loads(line)
    except ValueError as error:
        raise BadCorpus(f"{where} is not valid JSON ({error}). Write one object per line.") from error
    if not isinstance(raw, dict):
        raise BadCorpus(f"{where} is not a JSON object. Write one in braces.")
    return raw


def _one_of(raw: Object, field: str, known: tuple[str, ...], where: str) -> str:
    value = raw.get(field)
    if not isinstance(value, str) or value not in known:
        raise BadCorpus(f"{where}: {field} is {value!r}. Write one of {', '.join(known)}.")
    return value


def _actor(raw: Object, where: str) -> str | None:
    actor = raw.get("actor")
    if "actor" not in raw or not isinstance(actor, str | None):
        raise BadCorpus(f"{where}: actor is {actor!r}. Write a name, or null if the article names nobody.")
    return actor


def _answers(raw: Object, where: str) -> str | None:
    answers = raw.get("answers")
    if not isinstance(answers, str | None):
        raise BadCorpus(f"{where}: answers is {answers!r}. Write the id of a row of the same article, or null.")
    return answers


def _optional(raw: Object, where: str) -> bool:
    optional = raw.get("optional", False)
    if not isinstance(optional, bool):
        raise BadCorpus(f"{where}: optional is {optional!r}. Write true or false.")
    return optional


def _list(raw: Object, field: str, is_right: Callable[[Any], bool], of: str, where: str) -> tuple[Any, ...]:
    values = raw.get(field, [])
    if not isinstance(values, list) or not all(is_right(value) for value in values):
        raise BadCorpus(f"{where}: {field} is {values!r}. Write a list of {of}.")
    return tuple(values)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


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
