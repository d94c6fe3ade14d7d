"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): one JSON-LD document, an AnnotationCollection."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from annotate.exporting.annotated_articles import annotated
from annotate.models import Article, Claim
from annotate.models.claim import ClaimQuerySet

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
COLLECTION = {
    "@context": CONTEXT,
    "id": "urn:onrecord:claims",
    "type": "AnnotationCollection",
    "label": "Tagged claims",
}
PAGE = {"id": "urn:onrecord:claims:1", "type": "AnnotationPage", "partOf": COLLECTION["id"], "startIndex": 0}
AROUND = 32  # characters of context on either side of a quoted text


def pieces(claims: ClaimQuerySet) -> Iterator[bytes]:
    """The document, annotation by annotation; of the claims, those that are tagged as one of the kinds."""
    made, total = _annotations(claims), 0
    yield json.dumps(COLLECTION)[:-1].encode()
    if first := next(made, None):  # a page has one annotation or more
        yield f',\n"first": {json.dumps(PAGE)[:-1]}, "items": ['.encode()
        for each in chain([first], made):
            yield f"{',' * (total > 0)}\n{json.dumps(each, ensure_ascii=False)}".encode()
            total += 1
        yield b"\n]}"
    yield f',\n"total": {total}}}\n'.encode()


def _annotations(claims: ClaimQuerySet) -> Iterator[dict[str, Any]]:
    for article, of_article in annotated(claims.exclude(tag=None).exclude(tag__kind="")):
        yield from (annotation(article, claim) for claim in of_article)


def annotation(article: Article, claim: Claim) -> dict[str, Any]:
    """A tagged claim: its kind, actor and note are bodies, each of its spans is a target."""
    tag, actor = claim.tag, claim.actor
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "classifying", "value": tag.kind, "format": "text/plain"}
    ]
    if actor and actor.wikidata:
        body.append({"type": "SpecificResource", "purpose": "identifying", "source": _WIKIDATA + actor.wikidata})
    if actor:
        body.append({"type": "TextualBody", "purpose": "tagging", "value": actor.name, "format": "text/plain"})
    if tag.note:
        body.append({"type": "TextualBody", "purpose": "commenting", "value": tag.note, "format": "text/plain"})
    return {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{article.sha256}/{claim.pk}')}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Person", "nickname": tag.editor.username},
        "created": tag.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "body": body,
        "target": [_target(article, start, end) for start, end in claim.spans],
    }


_WIKIDATA = "http://www.wikidata.org/entity/"


def _target(article: Article, start: int, end: int) -> dict[str, Any]:
    """A span, by its words in their context and by its place in code points of the text as it was taken in."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": article.text[start:end],
        "prefix": article.text[max(0, start - AROUND) : start],
        "suffix": article.text[end : end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "type": "SpecificResource",
        "source": article.url or f"urn:sha256:{article.sha256}",
        "selector": [quote, position],
    }
