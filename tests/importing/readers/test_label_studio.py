import json

import pytest

from tests.importing.readers.file_builders import FILES, read, words

TEXT = "😀\r\nIt rained."


def task(*regions: dict, **data) -> str:
    return json.dumps([{"id": 1, "annotations": [{"result": regions}], "data": {"text": TEXT, **data}}])


def region(start: int, words: str | None = "rained", label: str = "Quote") -> dict:
    value = {"start": start, "end": start + 6, "labels": [label]} | ({"text": words} if words else {})
    return {"id": str(start), "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def test_regions_relations_choices_and_text_fields_become_claims():
    articles, problems = read("project-3.json", (FILES / "label_studio.json").read_bytes())
    [claim] = articles[0].claims
    assert words(articles[0], claim.spans) == ["that he had steered the contract"]
    assert words(articles[0], claim.source) == ["The mayor, Tomas Lindqvist"]
    assert words(articles[0], claim.cue) == ["denied"]
    assert (claim.kind, claim.actor.name, problems) == ("denial", "Tomas Lindqvist", [])


def test_the_tasks_data_become_article_details():
    articles, _ = read("project-3.json", (FILES / "label_studio.json").read_bytes())
    assert (articles[0].title, articles[0].url) == ("Mayor denies", "https://courier.example/a")


@pytest.mark.parametrize("start", [6, 7, 5], ids=["code points", "UTF-16", "one line end"])
def test_exported_words_show_how_the_tool_counted(start):
    articles, problems = read("a.json", task(region(start)))
    assert (words(articles[0], articles[0].claims[0].spans), problems) == (["rained"], [])


def test_without_exported_words_whole_words_show_how_the_tool_counted():
    articles, problems = read("a.json", task(region(7, words=None)))
    assert (words(articles[0], articles[0].claims[0].spans), problems) == (["rained"], [])


def test_a_region_whose_words_are_elsewhere_is_left_out_and_reported():
    articles, problems = read("a.json", task(region(6), region(3, "snowed")))
    assert len(articles[0].claims) == 1
    assert "item 1: Quote at 3 to 9 does not fit the text (“snowed” in the file)" in problems[0]


def test_a_region_in_html_is_left_out_and_reported():
    html = {
        "id": "x",
        "type": "hypertextlabels",
        "value": {"start": "/p[1]/text()[1]", "end": "/p[1]", "labels": ["Quote"]},
    }
    articles, problems = read("a.json", task(html))
    assert articles[0].claims == ()
    assert "Only regions in plain text can be imported" in problems[0]


def test_the_reviewers_choice_is_read_and_other_annotations_are_reported():
    annotations = [{"result": []}, {"result": [region(6)], "ground_truth": True}, {"result": [], "was_cancelled": True}]
    articles, problems = read("a.json", json.dumps([{"annotations": annotations, "data": {"text": TEXT}}]))
    assert len(articles[0].claims) == 1
    assert problems == ["a.json, item 1: Left out, because they are not claims: 1 annotation by somebody else."]


def test_annotations_that_are_not_claims_are_reported():
    number = {"id": "n", "type": "number", "value": {"number": 3}}
    assert "1 number" in read("a.json", task(number))[1][0]


def test_the_smaller_export_is_read():
    regions = [{"start": 6, "end": 12, "text": "rained", "labels": ["Denial"]}]
    articles, _ = read("a.json", json.dumps([{"id": 1, "text": TEXT, "label": regions, "annotator": 1}]))
    assert articles[0].claims[0].kind == "denial"


def test_a_task_without_a_text_is_a_problem():
    articles, [problem] = read(
        "a.json", json.dumps([{"annotations": [], "data": {"image": "https://x.example/a.png"}}])
    )
    assert articles == []
    assert "it has no text" in problem


@pytest.mark.parametrize("broken", [{"result": None}, {"result": "x"}, {"result": [3, {"type": "labels"}]}, None])
def test_malformed_annotations_cost_only_the_claims(broken):
    articles, _ = read("a.json", json.dumps([{"annotations": [broken], "data": {"text": TEXT}}]))
    assert (articles[0].text, articles[0].claims) == ("😀\nIt rained.", ())


def test_an_actors_name_is_cleaned_and_put_on_one_line():
    actor = {"id": "6", "type": "textarea", "from_name": "actor", "value": {"text": ["A\0nn ", "\n\ud800Lee"]}}
    articles, _ = read("a.json", task(region(6), actor))
    assert articles[0].claims[0].actor.name == "Ann Lee"
