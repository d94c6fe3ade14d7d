"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): one JSON-LD document, an AnnotationPage."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from annotate.exporting.annotated import annotated
from annotate.models import Article, Claim
from annotate.models.claims import ClaimQuerySet

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of context on either side of a quoted text


def pieces(claims: ClaimQuerySet) -> Iterator[bytes]:
    """The document, annotation by annotation; of the claims, those that are tagged as one of the kinds."""
    head = json.dumps({"@context": CONTEXT, "id": "urn:onrecord:claims", "type": "AnnotationPage"})
    yield f'{head[:-1]}, "items": ['.encode()
    between = "\n"
    for article, of_article in annotated(claims.exclude(tag=None).exclude(tag__kind="")):
        for claim in of_article:
            yield (between + json.dumps(annotation(article, claim), ensure_ascii=False)).encode()
            between = ",\n"
    yield b"\n]}\n"


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
