"""What goes with an export: a Frictionless data package (https://datapackage.org, version 2) that describes it."""

import json
from collections.abc import Iterator

from annotate.exporting.rows import COLUMNS
from annotate.models import Article
from annotate.models.claims import ClaimQuerySet

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    "article_published": "date",
    "tagged_at": "datetime",
    "confidence": "number",
    **dict.fromkeys(
        "claim_id article_id actor_id start end answers_claim_id repeats_claim_id version".split(), "integer"
    ),
}
ENUMS = {
    "kind": ["allegation", "denial", "quote"],
    "suggested_kind": ["allegation", "denial", "quote"],
    "status": ["undecided", "tagged", "dismissed"],
}
FILES = {
    "csv": ("claims.csv", "text/csv"),
    "jsonl": ("articles.jsonl", "application/jsonl"),
    "webanno": ("annotations.jsonld", "application/ld+json"),
    "brat": ("0001.txt", "text/plain"),
}


def pieces(claims: ClaimQuerySet, format: str) -> Iterator[bytes]:
    """The datapackage.json of an export in this format, with the SHA-256 of each article's text; in memory that does
    not grow."""
    path, mediatype = FILES[format]
    resource = {
        "name": "claims",
        "path": path,
        "format": path.rpartition(".")[2],
        "mediatype": mediatype,
        "encoding": "utf-8",
    }
    if format == "csv":
        resource |= {"type": "table", "schema": table_schema()}
    head = json.dumps({"$schema": PROFILE, "name": "onrecord-claims", "resources": [resource]}, indent=1)
    yield f'{head[:-2]},\n "articles": ['.encode()
    between = "\n"
    there = Article.objects.filter(pk__in=claims.visible().values("article")).order_by("pk")
    for article in there.values("id", "title", "sha256").iterator(chunk_size=1000):
        yield f"{between}  {json.dumps(article, ensure_ascii=False)}".encode()
        between = ",\n"
    yield b"\n ]\n}\n"


def table_schema() -> dict[str, object]:
    """The CSV's columns, as a Frictionless table schema."""
    fields = [
        {"name": name, "type": TYPES.get(name, "string")}
        | ({"constraints": {"enum": ENUMS[name]}} if name in ENUMS else {})
        for name in COLUMNS
    ]
    return {"fields": fields, "primaryKey": ["claim_id"], "missingValues": [""]}
