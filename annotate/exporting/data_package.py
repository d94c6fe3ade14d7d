"""What goes with an export: a Frictionless data package (https://datapackage.org, version 2) that describes it."""

import json
from collections.abc import Iterable, Iterator

from annotate.exporting import brat_writer
from annotate.exporting.annotated_articles import about, articles_of
from annotate.exporting.csv_columns import COLUMNS, Column
from annotate.models import Article
from annotate.models.claim import ClaimQuerySet

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FILES = {
    "csv": ("claims.csv", "text/csv"),
    "jsonl": ("articles.jsonl", "application/jsonl"),
    "webanno": ("annotations.jsonld", "application/ld+json"),
    "brat": ("000001.txt", "text/plain"),
}


def pieces(claims: ClaimQuerySet, format: str) -> Iterator[bytes]:
    """The datapackage.json of an export in this format, with the SHA-256 of each article's text; in memory that does
    not grow."""
    head = json.dumps({"$schema": PROFILE, "name": "onrecord-claims"}, indent=1)
    yield f"{head[:-2]},\n".encode()
    # Before the files: who reads it piece by piece knows of each article when its text comes.
    yield from _list("articles", (_article(*each, format) for each in _numbered(claims)))
    yield b",\n"
    yield from _list("resources", _of_brat(claims) if format == "brat" else [_resource(format)])
    yield b"\n}\n"


def _list(name: str, items: Iterable[dict]) -> Iterator[bytes]:
    yield f' "{name}": ['.encode()
    between = "\n"
    for item in items:
        yield f"{between}  {json.dumps(item, ensure_ascii=False)}".encode()
        between = ",\n"
    yield b"\n ]"


def _numbered(claims: ClaimQuerySet) -> Iterator[tuple[int, Article]]:
    return enumerate(articles_of(claims).defer("text", "search").iterator(chunk_size=1000), 1)


def _article(number: int, article: Article, format: str) -> dict[str, object]:
    # The database's id stands in the CSV alone: the other formats are the same, whichever OnRecord has written them.
    where = {"csv": {"id": article.pk}, "brat": {"path": brat_writer.text_name(number)}}
    return where.get(format, {}) | about(article)


def _resource(format: str) -> dict[str, object]:
    path, mediatype = FILES[format]
    resource = {
        "name": "claims",
        "path": path,
        "format": path.rpartition(".")[2],
        "mediatype": mediatype,
        "encoding": "utf-8",
    }
    return resource | ({"type": "table", "schema": table_schema()} if format == "csv" else {})


def _of_brat(claims: ClaimQuerySet) -> Iterator[dict[str, object]]:
    """A text and its marks for each article; one text's hash is its article's."""
    if not claims.visible().exists():
        yield {"name": "nothing", "data": []}  # a package has at least one resource
    for number, article in _numbered(claims):
        of_text = {"path": brat_writer.text_name(number), "hash": f"sha256:{article.sha256}"}
        for name, told in (("text", of_text), ("marks", {"path": brat_writer.marks_name(number)})):
            kind = {"format": told["path"].rpartition(".")[2], "mediatype": "text/plain", "encoding": "utf-8"}
            yield {"name": f"{number:06}-{name}"} | told | kind


def table_schema() -> dict[str, object]:
    """Return the CSV's columns as a Frictionless table schema."""
    return {"fields": list(map(_describe_column, COLUMNS)), "primaryKey": ["claim_id"], "missingValues": [""]}


def _describe_column(column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": {"enum": list(column.choices)}} if column.choices else {})
