"""What the Web Annotation Data Model (W3C Recommendation, 23 February 2017) demands of a document: its MUSTs, by
section, as far as the parts occur that a claim needs. `broken` names those that a document breaks."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Section 3.3.5.
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying"),
    *("linking", "moderating", "questioning", "replying", "reviewing", "tagging"),
}
# Section 3.3.1: xsd:dateTime "with the UTC timezone expressed as Z".
DATE_TIME = re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z")
# The terms of the context that a claim, an editor, a body, a target and a list of annotations may have.
TERMS = {
    "Annotation": "@context id type motivation creator created generated generator modified body bodyValue target "
    "rights canonical via audience stylesheet accessibility",
    "TextualBody": "id type value format language processingLanguage textDirection purpose creator created modified",
    "SpecificResource": "id type source purpose selector state styleClass renderedVia scope",
    "Person": "id type name nickname email email_sha1 homepage",
    "TextQuoteSelector": "type exact prefix suffix refinedBy",
    "TextPositionSelector": "type start end refinedBy",
    "FragmentSelector": "type value conformsTo refinedBy",
    "AnnotationCollection": "@context id type label total first last creator created modified",
    "AnnotationPage": "@context id type partOf next prev startIndex items",
}


def broken(document: dict) -> list[str]:
    """The demands that a document breaks, an Annotation, a page or a collection; none for a valid one."""
    contexts = listed(document.get("@context"))
    found = [] if CONTEXT in contexts else ["3.1 @context"]
    if len(contexts) == 1 and not isinstance(document.get("@context"), str):
        found.append("3.1 a single @context is a string")
    kinds: dict[str, Callable[[dict], Iterator[str]]] = {
        "Annotation": _annotation,
        "AnnotationPage": _page,
        "AnnotationCollection": _collection,
    }
    kind = next((each for each in listed(document.get("type")) if each in kinds), None)
    return found + (list(kinds[kind](document)) if kind else ["3.1 type"])


def listed(value: object) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _collection(told: dict) -> Iterator[str]:
    yield from _terms(told, "AnnotationCollection")
    yield from _one_iri(told, "5.1 id")
    if "total" in told and not _is_count(told["total"]):
        yield "5.1 total"
    first = told.get("first")
    if told.get("total") != 0 and first is None:
        yield "5.1 first"
    if isinstance(first, dict):
        yield from _page(first)
        if first.get("partOf") not in (None, told.get("id")):
            yield "5.2 partOf"
        if "next" not in first and told.get("total", len(first["items"])) != len(first["items"]):
            yield "5.1 total"


def _page(told: dict) -> Iterator[str]:
    yield from _terms(told, "AnnotationPage")
    yield from _one_iri(told, "5.2 id")
    if "AnnotationPage" not in listed(told.get("type")):
        yield "5.2 type"
    if "startIndex" in told and not _is_count(told["startIndex"]):
        yield "5.2 startIndex"
    if not isinstance(told.get("items"), list) or not told["items"]:
        yield "5.2 items"
        return
    for each in told["items"]:
        yield from _annotation(each) if isinstance(each, dict) else ["5.2 items"]


def _annotation(told: dict) -> Iterator[str]:
    yield from _terms(told, "Annotation")
    yield from _one_iri(told, "3.1 id")
    if "Annotation" not in listed(told.get("type")):
        yield "3.1 type"
    if not listed(told.get("target")):
        yield "3.1 target"
    if "body" in told and "bodyValue" in told:
        yield "3.2.5 bodyValue"
    for name in ("created", "modified", "generated"):
        if name in told and not (isinstance(told[name], str) and DATE_TIME.fullmatch(told[name])):
            yield f"3.3.1 {name}"
    for motivation in listed(told.get("motivation")):
        if motivation not in MOTIVATIONS:
            yield "3.3.5 motivation"
    for agent in listed(told.get("creator")):
        yield from _agent(agent)
    for resource in [*listed(told.get("body")), *listed(told.get("target"))]:
        yield from _resource(resource)


def _agent(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield from [] if _is_iri(told) else ["3.3.2 creator"]
        return
    yield from _terms(told, "Person")
    for name in ("id", "nickname"):
        if isinstance(told.get(name), list):
            yield f"3.3.2 {name}"


def _resource(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield from [] if _is_iri(told) else ["3.2.1 id"]
    elif "TextualBody" in listed(told.get("type")) or "value" in told:
        yield from _terms(told, "TextualBody")
        if not isinstance(told.get("value"), str):
            yield "3.2.4 value"
        yield from _purpose(told)
    elif "SpecificResource" in listed(told.get("type")) or "source" in told:
        yield from _terms(told, "SpecificResource")
        source = told.get("source")
        if not _is_iri(source["id"] if isinstance(source, dict) and "id" in source else source):
            yield "4 source"
        yield from _purpose(told)
        for selector in listed(told.get("selector")):
            yield from _selector(selector)
    else:
        yield from _one_iri(told, "3.2.1 id")


def _purpose(told: dict) -> Iterator[str]:
    if set(listed(told.get("purpose"))) - MOTIVATIONS:
        yield "3.3.5 purpose"


def _selector(told: object) -> Iterator[str]:
    kind = told.get("type") if isinstance(told, dict) else None
    if kind == "TextQuoteSelector":
        yield from (
            f"4.2.4 {name}" for name in ("exact", "prefix", "suffix") if not isinstance(told.get(name, ""), str)
        )
        if "exact" not in told:
            yield "4.2.4 exact"
    elif kind == "TextPositionSelector":
        yield from (f"4.2.5 {name}" for name in ("start", "end") if not _is_count(told.get(name)))
    elif kind == "FragmentSelector":
        yield from [] if isinstance(told.get("value"), str) else ["4.2.1 value"]
    else:
        yield "4.2 type"
        return
    yield from _terms(told, kind)


def _terms(told: dict, kind: str) -> Iterator[str]:
    """What the context does not know is lost in any other reader."""
    yield from (f"unknown term {name}" for name in told if name not in TERMS[kind].split())


def _one_iri(told: dict, demand: str) -> Iterator[str]:
    if not _is_iri(told.get("id")):
        yield demand


def _is_iri(value: object) -> bool:
    if not isinstance(value, str) or re.search(r'[\s<>"{}|\\^`]', value):
        return False
    parts = urlsplit(value)
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", parts.scheme)) and bool(parts.netloc or parts.path)


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0
