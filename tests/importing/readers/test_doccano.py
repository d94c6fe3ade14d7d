import json

import pytest

from tests.importing.readers.file_builders import FILES, read, words


def doccano(record: dict):
    return read("admin.jsonl", json.dumps(record))


def test_spans_and_relations_become_claims():
    articles, problems = read("admin.jsonl", (FILES / "doccano_relations.jsonl").read_bytes())
    first, quote, _ = articles[0].claims
    assert words(articles[0], first.spans) == ["that he had steered the contract"]
    assert words(articles[0], first.source) == ["The mayor, Tomas Lindqvist"]
    assert words(articles[0], quote.spans) == ["“We have,” Adaeze Okonkwo said, “seen the papers.”"]
    assert (words(articles[0], quote.cue), quote.kind) == (["said"], "quote")
    assert problems == [
        "admin.jsonl, line 1: Left out, because no Content is connected to them: 1 Source, 1 Cue. "
        "Draw those claims again.",
        "admin.jsonl, line 1: Left out, because they are not claims: 1 Person, 1 comment.",
    ]


def test_fields_beside_the_text_become_article_details():
    articles, _ = read("admin.jsonl", (FILES / "doccano_relations.jsonl").read_bytes())
    assert (articles[0].title, str(articles[0].published_at)) == ("Mayor denies", "2026-11-17")
    assert articles[1].claims == ()


def test_a_label_that_names_a_kind_marks_a_claim_of_that_kind():
    articles, problems = read("admin.jsonl", (FILES / "doccano.jsonl").read_bytes())
    assert [(claim.kind, *words(articles[0], claim.spans)) for claim in articles[0].claims] == [
        ("denial", "the charge"),
        ("allegation", "fraud"),
    ]
    assert problems == []


def test_json_is_read_like_json_lines():
    articles, _ = read("all.json", json.dumps([{"id": 1, "data": "It rained.", "label": [[3, 9, "Quote"]]}]))
    assert articles[0].claims[0].spans == ((3, 9),)


TEXT = "👩\u200d🚒 Ann\r\nsaid it rained."
START = TEXT.index("it rained")


@pytest.mark.parametrize(
    "start",
    [START, START + 2, START - 1, START + 1, START - 3],
    ids=["code points", "browser", "one line end", "browser and one line end", "as seen"],
)
def test_spans_are_placed_by_the_count_that_marks_whole_words(start):
    articles, problems = doccano({"text": TEXT, "label": [[start, start + 9, "Quote"]]})
    assert (words(articles[0], articles[0].claims[0].spans), problems) == (["it rained"], [])


def test_if_two_counts_mark_whole_words_no_span_is_placed():
    articles, [problem] = doccano({"text": "😀 a-b-c", "label": [[3, 4, "Quote"]]})
    assert articles[0].claims == ()
    assert "does not show how its tool counts" in problem


@pytest.mark.parametrize(
    "span", [[5, 3, "Quote"], ["a", 3, "Quote"], [0, None, "Quote"], [True, 3, "Quote"], [-4, 3, "Quote"]]
)
def test_an_invalid_span_is_left_out_and_reported(span):
    articles, problems = doccano({"text": "It rained.", "label": [span, [3, 9, "Quote"]]})
    assert len(articles[0].claims) == 1
    assert "offsets are impossible" in problems[0]


def test_a_span_beyond_the_text_is_left_out_and_reported():
    articles, problems = doccano({"text": "It rained.", "label": [[3, 9, "Quote"], [30, 90, "Quote"]]})
    assert len(articles[0].claims) == 1
    assert "does not fit the text" in problems[0]


def test_a_broken_line_is_reported_and_the_others_are_read():
    line = json.dumps({"text": "It rained.", "label": []})
    articles, problems = read("admin.jsonl", f"{line}\n{{\n{line}\n")
    assert len(articles) == 2
    assert problems[0].startswith("admin.jsonl, line 2: This is not valid JSON")
