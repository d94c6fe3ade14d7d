"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): one JSON-LD document, an AnnotationCollection."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from annotate.exporting.annotated_articles import iterate_articles
from annotate.models import Article, Claim, Tag
from annotate.models.claim_queries import ClaimQuerySet

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_COLLECTION_ID = "urn:onrecord:claims"
_COLLECTION = {
    "@context": _CONTEXT,
    "id": _COLLECTION_ID,
    "type": "AnnotationCollection",
    "label": "Tagged claims",
}
_PAGE = {"id": f"{_COLLECTION_ID}:1", "type": "AnnotationPage", "partOf": _COLLECTION_ID, "startIndex": 0}
_WIKIDATA = "http://www.wikidata.org/entity/"
_AROUND = 32  # characters of context before and after a quoted text


def stream_document(claims: ClaimQuerySet) -> Iterator[bytes]:
    """Yield the document annotation by annotation. It contains the claims that are tagged with a kind."""
    annotations, total = _annotations(claims), 0
    yield json.dumps(_COLLECTION)[:-1].encode()
    if first := next(annotations, None):  # a page must not be empty
        yield f',\n"first": {json.dumps(_PAGE)[:-1]}, "items": ['.encode()
        for annotation in chain([first], annotations):
            yield f"{',' * (total > 0)}\n{json.dumps(annotation, ensure_ascii=False)}".encode()
            total += 1
        yield b"\n]}"
    yield f',\n"total": {total}}}\n'.encode()


def _annotations(claims: ClaimQuerySet) -> Iterator[dict[str, Any]]:
    for article, article_claims in iterate_articles(claims.exclude(tag=None).exclude(tag__kind="")):
        yield from (_annotate(article, claim, claim.tag) for claim in article_claims if claim.tag)


def _annotate(article: Article, claim: Claim, tag: Tag) -> dict[str, Any]:
    """Describe a tagged claim: its kind, actor and note are bodies, and each of its spans is a target."""
    actor = claim.actor
    body = [{"type": "TextualBody", "purpose": "classifying", "value": tag.kind, "format": "text/plain"}]
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


def _target(article: Article, start: int, end: int) -> dict[str, Any]:
    """Describe a span by its words in context, and by its position in code points of the imported text."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": article.text[start:end],
        "prefix": article.text[max(0, start - _AROUND) : start],
        "suffix": article.text[end : end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "type": "SpecificResource",
        "source": article.url or f"urn:sha256:{article.sha256}",
        "selector": [quote, position],
    }
