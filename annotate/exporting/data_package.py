"""The manifest of an export: a Frictionless data package (https://datapackage.org, version 2)."""

import json
from collections.abc import Iterable, Iterator, Mapping

from annotate.exporting import brat_writer
from annotate.exporting.annotated_articles import articles_of, describe_article
from annotate.exporting.csv_columns import COLUMNS, Column
from annotate.models import Article
from annotate.models.claim_queries import ClaimQuerySet

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FILES = {
    "csv": ("claims.csv", "text/csv"),
    "jsonl": ("articles.jsonl", "application/jsonl"),
    "webanno": ("annotations.jsonld", "application/ld+json"),
    "brat": ("000001.txt", "text/plain"),
}


def stream_manifest(claims: ClaimQuerySet, format: str) -> Iterator[bytes]:
    """Yield the datapackage.json of an export, with the SHA-256 of each article's text, in constant memory."""
    head = json.dumps({"$schema": PROFILE, "name": "onrecord-claims"}, indent=1)
    yield f"{head[:-2]},\n".encode()
    # A streaming reader needs an article's description before its text, so articles come before resources.
    articles = (_describe(number, article, format) for number, article in _numbered_articles(claims))
    yield from _stream_list("articles", articles)
    yield b",\n"
    yield from _stream_list("resources", _brat_resources(claims) if format == "brat" else [_resource(format)])
    yield b"\n}\n"


def _stream_list(name: str, items: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    yield f' "{name}": ['.encode()
    separator = "\n"
    for item in items:
        yield f"{separator}  {json.dumps(item, ensure_ascii=False)}".encode()
        separator = ",\n"
    yield b"\n ]"


def _numbered_articles(claims: ClaimQuerySet) -> Iterator[tuple[int, Article]]:
    return enumerate(articles_of(claims).defer("text", "search").iterator(chunk_size=1000), 1)


def _describe(number: int, article: Article, format: str) -> dict[str, object]:
    # Only the CSV has database ids. The other formats do not depend on which OnRecord exports them.
    location: dict[str, object] = {}
    if format == "csv":
        location = {"id": article.pk}
    elif format == "brat":
        location = {"path": brat_writer.text_name(number)}
    return location | describe_article(article)


def _resource(format: str) -> dict[str, object]:
    path, media_type = FILES[format]
    resource = {"name": "claims"} | _describe_file(path, media_type)
    return resource | ({"type": "table", "schema": table_schema()} if format == "csv" else {})


def _brat_resources(claims: ClaimQuerySet) -> Iterator[dict[str, object]]:
    """Yield an article's text and annotations; the hash of the text is the article's."""
    if not claims.visible().exists():
        yield {"name": "nothing", "data": []}  # a package needs at least one resource
    for number, article in _numbered_articles(claims):
        text, annotations = brat_writer.text_name(number), brat_writer.annotation_name(number)
        hashed = {"path": text, "hash": f"sha256:{article.sha256}"}
        yield {"name": f"{number:06}-text"} | hashed | _describe_file(text, "text/plain")
        yield {"name": f"{number:06}-marks"} | _describe_file(annotations, "text/plain")


def _describe_file(path: str, media_type: str) -> dict[str, object]:
    return {"path": path, "format": path.rpartition(".")[2], "mediatype": media_type, "encoding": "utf-8"}


def table_schema() -> dict[str, object]:
    """Return the CSV's columns as a Frictionless table schema."""
    return {"fields": list(map(_describe_column, COLUMNS)), "primaryKey": ["claim_id"], "missingValues": [""]}


def _describe_column(column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": {"enum": list(column.choices)}} if column.choices else {})
