"""Read another OnRecord's JSON Lines, intact and damaged."""

import hashlib
import json

import pytest

from tests.importing.readers.file_builders import read, zipped

TEXT = "Ann said it rained. Bo denied it."


def claim(**fields) -> dict:
    return {"spans": [[9, 18]], "source": [[0, 3]], "cue": [[4, 8]], "status": "tagged", "kind": "quote"} | fields


def line(*claims, **fields) -> str:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    about = {"title": "A  title", "sha256": sha256, "all_claims": True, "text": TEXT}
    return json.dumps(about | {"claims": claims} | fields)


def test_a_claim_is_read_with_its_decision_and_suggestion():
    roe = {"name": "Jane Roe", "type": "person", "wikidata": "Q42", "description": "d"}
    suggested = {"suggested_kind": "denial", "confidence": 0.5, "reason": "r", "suggested_actor": roe}
    articles, problems = read("a.jsonl", line(claim(actor=roe, note="n", **suggested)))
    (found,) = articles[0].claims
    assert (found.kind, found.actor.name, found.actor.wikidata, found.note) == ("quote", "Jane Roe", "Q42", "n")
    assert (found.suggestion.kind, found.suggestion.confidence, found.suggestion.actor) == ("denial", 0.5, found.actor)
    assert (articles[0].title, articles[0].is_complete, problems) == ("A  title", True, [])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"spans": [[9, 99]]}, "spans do not fit the text"),
        ({"spans": [[18, 9]]}, "spans do not fit the text"),
        ({"spans": [[9, 12], [11, 18]]}, "spans do not fit the text"),
        ({"spans": [[True, 9]]}, "spans do not fit the text"),
        ({"spans": [9, 18]}, "spans do not fit the text"),
        ({"spans": []}, "marks no words"),
        ({"spans": None}, "marks no words"),
        ({"kind": "rumour"}, "‘rumour’ is not a valid kind"),
        ({"status": "gone"}, "‘gone’ is not a valid status"),
        ({"kind": ""}, "contradict each other"),
        ({"status": "dismissed"}, "contradict each other"),
    ],
)
def test_an_invalid_claim_is_left_out_and_reported_and_its_article_is_searched_again(fields, sentence):
    articles, (problem,) = read("a.jsonl", line(claim(**fields), claim()))
    assert problem.startswith("a.jsonl, item 1: Claim 1 was left out.")
    assert sentence in problem
    assert (len(articles[0].claims), articles[0].is_complete) == (1, False)


def test_ties_keep_their_claims_although_one_in_between_was_left_out():
    denial = claim(kind="denial", answers=2, repeats=0, suggested_answers=1)
    articles, _ = read("a.jsonl", line(claim(kind="x"), denial, claim()))
    assert (articles[0].claims[0].answers, articles[0].claims[0].repeats) == (1, None)
    assert articles[0].claims[0].suggestion.answers is None  # a claim cannot answer itself


@pytest.mark.parametrize("place", [-1, 7, "0", True, None, 0])
def test_a_tie_to_no_claim_is_dropped(place):
    articles, _ = read("a.jsonl", line(claim(kind="denial", answers=place)))
    assert articles[0].claims[0].answers is None


@pytest.mark.parametrize("actor", ["Jane Roe", {}, {"name": 3}, {"name": " "}, []])
def test_a_malformed_actor_is_dropped(actor):
    assert read("a.jsonl", line(claim(actor=actor)))[0][0].claims[0].actor is None


@pytest.mark.parametrize(
    "fields",
    [{"confidence": 7}, {"confidence": "x"}, {"note": 3}, {"reason": None}, {"suggested_actor": {"name": "A\0"}}],
)
def test_malformed_fields_are_dropped_one_by_one(fields):
    articles, problems = read("a.jsonl", line(claim(**fields)))
    assert (len(articles[0].claims), problems) == (1, [])


def test_a_malformed_article_is_reported_and_the_others_are_read():
    articles, problems = read(
        "a.jsonl", "\n".join([line(), line(text=3), line(claims=3), line(published="x", url="x")])
    )
    assert [(article.published_at, article.url) for article in articles] == [(None, "")] * 3
    assert problems == ["a.jsonl, line 2: This article has no text and was left out. Export it again."]


MANIFEST = {"name": "onrecord-claims", "articles": [{"path": "b.txt", "title": "B"}, {"path": "d.txt", "title": "D"}]}


def test_a_manifest_gives_details_although_texts_were_added_and_removed():
    texts = {f"{name}.{ending}": TEXT if ending == "txt" else "" for name in "abc" for ending in ("txt", "ann")}
    articles, problems = read("a.zip", zipped(texts | {"datapackage.json": json.dumps(MANIFEST)}))
    assert [article.title for article in articles] == ["", "B", ""]
    assert problems == []


@pytest.mark.parametrize("manifest", ["{", '{"name": "onrecord-claims", "articles": [{"path": 3}, 4, {', b"\xff\xfe"])
def test_a_broken_manifest_costs_only_its_details(manifest):
    articles, _ = read("a.zip", zipped({"b.txt": TEXT, "b.ann": "", "datapackage.json": manifest}))
    assert [article.text for article in articles] == [TEXT]


def test_another_programs_data_package_is_read_like_any_file():
    articles, _ = read("a.zip", zipped({"datapackage.json": json.dumps({"name": "x", "text": "It rained all day."})}))
    assert articles[0].text == "It rained all day."
