"""Check documents against the Web Annotation Data Model (W3C Recommendation, 23 February 2017).

Covers each MUST on the parts of a document that an export of claims has. Violations are named by their section.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# From section 3.3.5.
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying"),
    *("linking", "moderating", "questioning", "replying", "reviewing", "tagging"),
}
# From section 3.3.1: xsd:dateTime "with the UTC timezone expressed as Z".
DATE_TIME = re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z")
# The context's terms for each type of node in an export.
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


def find_violations(document: dict) -> list[str]:
    """Return the rules that an annotation, page or collection violates, as section and term; empty if it is valid."""
    contexts = as_list(document.get("@context"))
    violations = [] if CONTEXT in contexts else ["3.1 @context"]
    if len(contexts) == 1 and not isinstance(document.get("@context"), str):
        violations.append("3.1 a single @context is a string")
    checks: dict[str, Callable[[dict], Iterator[str]]] = {
        "Annotation": _annotation,
        "AnnotationPage": _page,
        "AnnotationCollection": _collection,
    }
    node_type = next((name for name in as_list(document.get("type")) if name in checks), None)
    return violations + (list(checks[node_type](document)) if node_type else ["3.1 type"])


def as_list(value: object) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _collection(collection: dict) -> Iterator[str]:
    yield from _terms(collection, "AnnotationCollection")
    yield from _id(collection, "5.1 id")
    if "total" in collection and not _is_count(collection["total"]):
        yield "5.1 total"
    first = collection.get("first")
    if collection.get("total") != 0 and first is None:
        yield "5.1 first"
    if isinstance(first, dict):
        yield from _page(first)
        if first.get("partOf") not in (None, collection.get("id")):
            yield "5.2 partOf"
        if "next" not in first and collection.get("total", len(first["items"])) != len(first["items"]):
            yield "5.1 total"


def _page(page: dict) -> Iterator[str]:
    yield from _terms(page, "AnnotationPage")
    yield from _id(page, "5.2 id")
    if "AnnotationPage" not in as_list(page.get("type")):
        yield "5.2 type"
    if "startIndex" in page and not _is_count(page["startIndex"]):
        yield "5.2 startIndex"
    if not isinstance(page.get("items"), list) or not page["items"]:
        yield "5.2 items"
        return
    for item in page["items"]:
        yield from _annotation(item) if isinstance(item, dict) else ["5.2 items"]


def _annotation(annotation: dict) -> Iterator[str]:
    yield from _terms(annotation, "Annotation")
    yield from _id(annotation, "3.1 id")
    if "Annotation" not in as_list(annotation.get("type")):
        yield "3.1 type"
    if not as_list(annotation.get("target")):
        yield "3.1 target"
    if "body" in annotation and "bodyValue" in annotation:
        yield "3.2.5 bodyValue"
    for name in ("created", "modified", "generated"):
        if name in annotation and not (isinstance(annotation[name], str) and DATE_TIME.fullmatch(annotation[name])):
            yield f"3.3.1 {name}"
    for motivation in as_list(annotation.get("motivation")):
        if motivation not in MOTIVATIONS:
            yield "3.3.5 motivation"
    for agent in as_list(annotation.get("creator")):
        yield from _agent(agent)
    for resource in [*as_list(annotation.get("body")), *as_list(annotation.get("target"))]:
        yield from _resource(resource)


def _agent(agent: object) -> Iterator[str]:
    if isinstance(agent, str):
        yield from [] if _is_iri(agent) else ["3.3.2 creator"]
        return
    yield from _terms(agent, "Person")
    for name in ("id", "nickname"):
        if isinstance(agent.get(name), list):
            yield f"3.3.2 {name}"


def _resource(resource: object) -> Iterator[str]:
    if isinstance(resource, str):
        yield from [] if _is_iri(resource) else ["3.2.1 id"]
    elif "TextualBody" in as_list(resource.get("type")) or "value" in resource:
        yield from _terms(resource, "TextualBody")
        if not isinstance(resource.get("value"), str):
            yield "3.2.4 value"
        yield from _purpose(resource)
    elif "SpecificResource" in as_list(resource.get("type")) or "source" in resource:
        yield from _terms(resource, "SpecificResource")
        source = resource.get("source")
        if not _is_iri(source["id"] if isinstance(source, dict) and "id" in source else source):
            yield "4 source"
        yield from _purpose(resource)
        for selector in as_list(resource.get("selector")):
            yield from _selector(selector)
    else:
        yield from _id(resource, "3.2.1 id")


def _purpose(resource: dict) -> Iterator[str]:
    if set(as_list(resource.get("purpose"))) - MOTIVATIONS:
        yield "3.3.5 purpose"


def _selector(selector: object) -> Iterator[str]:
    selector_type = selector.get("type") if isinstance(selector, dict) else None
    if selector_type == "TextQuoteSelector":
        yield from (
            f"4.2.4 {name}" for name in ("exact", "prefix", "suffix") if not isinstance(selector.get(name, ""), str)
        )
        if "exact" not in selector:
            yield "4.2.4 exact"
    elif selector_type == "TextPositionSelector":
        yield from (f"4.2.5 {name}" for name in ("start", "end") if not _is_count(selector.get(name)))
    elif selector_type == "FragmentSelector":
        yield from [] if isinstance(selector.get("value"), str) else ["4.2.1 value"]
    else:
        yield "4.2 type"
        return
    yield from _terms(selector, selector_type)


def _terms(node: dict, node_type: str) -> Iterator[str]:
    # Other programs drop any term that the context does not define.
    yield from (f"unknown term {name}" for name in node if name not in TERMS[node_type].split())


def _id(node: dict, rule: str) -> Iterator[str]:
    if not _is_iri(node.get("id")):
        yield rule


def _is_iri(value: object) -> bool:
    if not isinstance(value, str) or re.search(r'[\s<>"{}|\\^`]', value):
        return False
    parts = urlsplit(value)
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", parts.scheme)) and bool(parts.netloc or parts.path)


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0
