"""Web Annotation exports are valid. The checks themselves are tested on the recommendation's own examples."""

import json

import pytest

from annotate.exporting.formats import export
from annotate.models import Claim
from annotate.tagging.decisions import Decision
from tests.exporting.annotation_model import CONTEXT, find_violations
from tests.factories import make_actor, make_article, make_claim, tag

ANNOTATION = {"@context": CONTEXT, "id": "http://example.org/anno1", "type": "Annotation"}
PAGE1 = "http://example.org/page1"
ON_PAGE = {**ANNOTATION, "target": PAGE1}


def selected(selector: dict) -> dict:
    return {**ANNOTATION, "body": "http://example.org/note1", "target": {"source": PAGE1, "selector": selector}}


# By section: the recommendation's examples of the parts that an export has.
EXAMPLES = {
    "3.1": {**ON_PAGE, "body": "http://example.org/post1"},
    "3.2.4": {
        **ON_PAGE,
        "body": {"type": "TextualBody", "value": "<p>j'adore !</p>", "format": "text/html", "language": "fr"},
    },
    "3.2.6": {**ANNOTATION, "body": ["http://example.org/description1", {"type": "TextualBody", "value": "tag1"}]}
    | {"target": ["http://example.org/image1", "http://example.org/image2"]},
    "3.3.1": {**ON_PAGE, "creator": "http://example.org/user1", "created": "2015-01-28T12:00:00Z"}
    | {"modified": "2015-01-29T09:00:00Z"},
    "3.3.2": {**ON_PAGE, "creator": {"id": "http://example.org/user1", "type": "Person", "name": "My Pseudonym"}}
    | {"motivation": "commenting"},
    "3.3.5": {**ON_PAGE, "motivation": "bookmarking"}
    | {"body": [{"type": "TextualBody", "value": "readme", "purpose": "tagging"}]},
    "4": {**ON_PAGE, "body": {"type": "SpecificResource", "purpose": "tagging", "source": "http://example.org/city1"}},
    "4.2.4": selected(
        {"type": "TextQuoteSelector", "exact": "anotation", "prefix": "this is an ", "suffix": " that h"}
    ),
    "4.2.5": selected({"type": "TextPositionSelector", "start": 412, "end": 795}),
    "5.1": {
        "@context": CONTEXT,
        "id": "http://example.org/collection1",
        "type": "AnnotationCollection",
        "label": "Two annotations",
        "total": 2,
        "first": {
            "id": PAGE1,
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [
                {"id": f"http://example.org/anno{n}", "type": "Annotation", "target": PAGE1, "bodyValue": "a"}
                for n in (1, 2)
            ],
        },
    },
}


@pytest.mark.parametrize("section", EXAMPLES)
def test_the_recommendations_own_examples_are_valid(section):
    assert find_violations(EXAMPLES[section]) == []


@pytest.mark.parametrize(
    ("section", "change", "violation"),
    [
        ("3.1", {"@context": "http://example.org/"}, "3.1 @context"),
        ("3.1", {"id": "anno1"}, "3.1 id"),
        ("3.1", {"type": "Note"}, "3.1 type"),
        ("3.1", {"target": []}, "3.1 target"),
        ("3.1", {"answers": "http://example.org/2"}, "unknown term answers"),
        ("3.2.4", {"body": {"type": "TextualBody"}}, "3.2.4 value"),
        ("3.3.1", {"created": "2015-01-28T12:00:00+01:00"}, "3.3.1 created"),
        ("3.3.5", {"motivation": "accusing"}, "3.3.5 motivation"),
        ("4", {"body": {"type": "SpecificResource", "purpose": "tagging"}}, "4 source"),
        ("4.2.4", {"target": {"source": PAGE1, "selector": {"type": "TextQuoteSelector"}}}, "4.2.4 exact"),
        ("4.2.5", {"target": {"source": PAGE1, "selector": {"type": "TextPositionSelector", "end": 5}}}, "4.2.5 start"),
        ("5.1", {"total": 3}, "5.1 total"),
        ("5.1", {"first": {"id": PAGE1, "type": "AnnotationPage", "items": []}}, "5.2 items"),
    ],
)
def test_violations_are_found(section, change, violation):
    assert violation in find_violations(EXAMPLES[section] | change)


@pytest.fixture
def claims(article, claim, editor):
    """Tags with every field and several spans, and claims that are not exported as annotations."""
    roe = make_actor("Jane Roe", created_by=editor, type="person", wikidata="Q42")
    spans, words = [[claim.start, claim.end], [60, 66]], [article.text[claim.start : claim.end], article.text[60:66]]
    tag(claim, editor, Decision(kind="denial", actor_id=roe.pk, note="see\npage 3", spans=spans, words=words))
    emoji = make_article(text="👩🏽‍🔬 שלום she said it leaked.", url="https://example.org/ä?b=1#c")
    tag(make_claim(emoji, "it leaked"), editor)
    tag(make_claim(article, "We knew nothing"), editor, Decision(dismissed=True))
    make_claim(article, "unsafe")


def document() -> dict:
    return json.loads(b"".join(export(Claim.objects.all(), "webanno")))


def test_an_export_is_valid(claims):
    collection = document()
    assert collection["total"] == 2
    assert find_violations(collection) == []


def test_an_empty_export_is_a_collection_without_a_page(article, claim):
    assert document()["total"] == 0
    assert find_violations(document()) == []


def test_both_selectors_of_a_target_select_the_same_words(claims, article):
    targets = document()["first"]["items"][0]["target"]
    assert len(targets) == 2
    for target in targets:
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert (quote["exact"], end - start) == (article.text[start:end], len(quote["exact"]))
        assert quote["prefix"] == article.text[max(0, start - 32) : start]
        assert quote["suffix"] == article.text[end : end + 32]


def test_each_annotation_has_a_unique_and_stable_id(claims):
    ids = [annotation["id"] for annotation in document()["first"]["items"]]
    assert len(set(ids)) == 2
    assert ids == [annotation["id"] for annotation in document()["first"]["items"]]
