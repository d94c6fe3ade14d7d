"""Reading another OnRecord's JSON Lines, as they were written and as somebody has broken them."""

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


def test_a_claim_comes_with_all_that_was_decided_and_suggested():
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
def test_a_claim_that_cannot_be_is_left_out_and_told_and_its_article_is_searched_again(fields, sentence):
    articles, (problem,) = read("a.jsonl", line(claim(**fields), claim()))
    assert problem.startswith("a.jsonl, item 1: Claim 1 was left out.")
    assert sentence in problem
    assert (len(articles[0].claims), articles[0].is_complete) == (1, False)


def test_ties_lead_to_the_same_claims_though_one_between_was_left_out():
    denial = claim(kind="denial", answers=2, repeats=0, suggested_answers=1)
    articles, _ = read("a.jsonl", line(claim(kind="x"), denial, claim()))
    assert (articles[0].claims[0].answers, articles[0].claims[0].repeats) == (1, None)
    assert articles[0].claims[0].suggestion.answers is None  # itself


@pytest.mark.parametrize("place", [-1, 7, "0", True, None, 0])
def test_a_tie_that_leads_nowhere_is_none(place):
    articles, _ = read("a.jsonl", line(claim(kind="denial", answers=place)))
    assert articles[0].claims[0].answers is None


@pytest.mark.parametrize("actor", ["Jane Roe", {}, {"name": 3}, {"name": " "}, []])
def test_an_actor_of_another_shape_is_nobody(actor):
    assert read("a.jsonl", line(claim(actor=actor)))[0][0].claims[0].actor is None


@pytest.mark.parametrize(
    "fields",
    [{"confidence": 7}, {"confidence": "x"}, {"note": 3}, {"reason": None}, {"suggested_actor": {"name": "A\0"}}],
)
def test_facts_of_another_shape_cost_themselves_alone(fields):
    articles, problems = read("a.jsonl", line(claim(**fields)))
    assert (len(articles[0].claims), problems) == (1, [])


def test_an_article_of_another_shape_is_told_and_the_others_come_in():
    articles, problems = read(
        "a.jsonl", "\n".join([line(), line(text=3), line(claims=3), line(published="x", url="x")])
    )
    assert [(article.published_at, article.url) for article in articles] == [(None, "")] * 3
    assert problems == ["a.jsonl, line 2: This article has no text and was left out. Export it again."]


MANIFEST = {"name": "onrecord-claims", "articles": [{"path": "b.txt", "title": "B"}, {"path": "d.txt", "title": "D"}]}


def test_a_manifest_tells_of_texts_though_some_were_added_and_taken_away():
    texts = {f"{name}.{ending}": TEXT if ending == "txt" else "" for name in "abc" for ending in ("txt", "ann")}
    articles, problems = read("a.zip", zipped(texts | {"datapackage.json": json.dumps(MANIFEST)}))
    assert [article.title for article in articles] == ["", "B", ""]
    assert problems == []


@pytest.mark.parametrize("manifest", ["{", '{"name": "onrecord-claims", "articles": [{"path": 3}, 4, {', b"\xff\xfe"])
def test_a_broken_manifest_costs_what_it_told_alone(manifest):
    articles, _ = read("a.zip", zipped({"b.txt": TEXT, "b.ann": "", "datapackage.json": manifest}))
    assert [article.text for article in articles] == [TEXT]


def test_anothers_data_package_is_a_file_like_any():
    articles, _ = read("a.zip", zipped({"datapackage.json": json.dumps({"name": "x", "text": "It rained all day."})}))
    assert articles[0].text == "It rained all day."
