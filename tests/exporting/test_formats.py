"""JSON Lines, Web Annotation and brat, and the manifest that goes with each."""

import io
import json
import zipfile
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from annotate.exporting.brat import standoff
from annotate.exporting.formats import FORMATS, export
from annotate.exporting.rows import COLUMNS
from annotate.models import Article, Claim
from annotate.tagging.deciding import Decision
from tests.making import exported_rows, make_actor, make_article, make_claim, span_of, tag


@pytest.fixture
def roe(editor):
    return make_actor("Jane Roe", created_by=editor, type="person", wikidata="Q42")


@pytest.fixture
def denial(article, claim, roe, editor):
    """A tagged denial of a claim, by Jane Roe."""
    tag(claim, editor)
    denial = make_claim(
        article, "the bridge was unsafe", nth=1, source="The council", cue="denied", suggested_actor=roe
    )
    tag(denial, editor, Decision(kind="denial", actor_id=roe.pk, note="see\npage 3", answers_id=claim.pk))
    return Claim.objects.with_decisions().get(pk=denial.pk)


def whole(format: str, **options) -> bytes:
    return b"".join(export(Claim.objects.all(), format, **options))


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_line_of_json_is_an_article_with_its_text_and_claims(article, denial):
    (line,) = whole("jsonl").decode().splitlines()
    told = json.loads(line)
    assert (told["text"], told["sha256"]) == (article.text, article.sha256)
    first, second = told["claims"]
    assert (first["status"], first["kind"], first["actor"]) == ("tagged", "allegation", None)
    assert second["actor"] == second["suggested_actor"] == {"name": "Jane Roe", "type": "person"}
    assert (second["kind"], second["answers"], second["note"]) == ("denial", 0, "see\npage 3")
    assert second["spans"] == denial.spans


def test_json_lines_have_no_ids_editors_or_times(article, denial):
    text = whole("jsonl").decode()
    assert "ana" not in json.loads(text)["claims"][1].values()
    assert not any(word in text for word in ('"id"', '"editor"', '"tagged_at"', '"version"'))


def test_an_annotation_has_what_the_recommendation_demands(article, denial):
    """https://www.w3.org/TR/annotation-model/, sections 3.1, 3.2.1 to 3.2.4, 3.3, 4.2.4, 4.2.5 and 5.1."""
    page = json.loads(whole("webanno"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert len({each["id"] for each in page["items"]}) == 2
    for each in page["items"]:
        assert each["type"] == "Annotation"
        assert each["id"].startswith("urn:uuid:")
        assert each["motivation"] == "classifying"
        assert each["created"].endswith("Z")
        assert datetime.fromisoformat(each["created"]).tzinfo == UTC
        for target in each["target"]:
            assert target["type"] == "SpecificResource"
            assert target["source"]
            quote, position = target["selector"]
            assert article.text[position["start"] : position["end"]] == quote["exact"]
            assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in article.text
            assert max(len(quote["prefix"]), len(quote["suffix"])) <= 32


def test_an_annotations_bodies_are_the_kind_the_actor_and_the_note(denial):
    bodies = {
        (body["purpose"], body.get("value") or body["source"])
        for body in json.loads(whole("webanno"))["items"][1]["body"]
    }
    assert bodies == {
        ("classifying", "denial"),
        ("identifying", "http://www.wikidata.org/entity/Q42"),
        ("tagging", "Jane Roe"),
        ("commenting", "see\npage 3"),
    }


def test_the_article_that_is_annotated_is_its_address_or_its_text(article, denial, editor):
    elsewhere = make_article(text="It leaked.", url="https://example.org/a")
    tag(make_claim(elsewhere, "leaked"), editor)
    sources = [each["target"][0]["source"] for each in json.loads(whole("webanno"))["items"]]
    assert sources == [f"urn:sha256:{article.sha256}"] * 2 + ["https://example.org/a"]


def test_what_is_not_tagged_is_no_annotation(article, claim, editor):
    assert json.loads(whole("webanno"))["items"] == []
    tag(claim, editor, Decision(dismissed=True))
    assert json.loads(whole("webanno"))["items"] == []


def test_brat_has_a_text_and_its_marks_for_each_article(article, denial):
    files = unzipped(whole("brat"))
    assert files["0001.txt"].decode() == article.text
    start, end = denial.spans[0]
    source, cue = span_of(article.text, "The council"), span_of(article.text, "denied")
    assert files["0001.ann"].decode().splitlines()[5:] == [
        f"T4\tContent {start} {end}\tthe bridge was unsafe",
        f"T5\tSource {source[0]} {source[1]}\tThe council",
        f"T6\tCue {cue[0]} {cue[1]}\tdenied",
        "E2\tContent:T4 Source:T5 Cue:T6",
        "A2\tKind E2 Denial",
        "N2\tReference E2 Wikidata:Q42\tJane Roe",
        "#2\tAnnotatorNotes E2\tsee page 3",
    ]


def test_brat_parts_and_lines_of_a_claim_are_one_mark(article):
    claim = make_claim(article, "unsafe.\nThe council")
    claim.spans = [*claim.spans, [60, 66]]
    assert standoff(article, [claim]).splitlines()[0] == (
        f"T1\tContent {claim.start} {claim.end};60 66\tunsafe. The council {article.text[60:66]}"
    )


def test_offsets_count_code_points_in_every_format(db, editor):
    text = "👩🏽‍🔬 e\u0301 שלום she said it leaked."
    tag(make_claim(make_article(text=text), "it leaked"), editor)
    start = text.index("it leaked")
    assert json.loads(whole("jsonl"))["claims"][0]["spans"] == [[start, start + 9]]
    assert json.loads(whole("webanno"))["items"][0]["target"][0]["selector"][1]["start"] == start
    assert f"Content {start} {start + 9}\tit leaked" in unzipped(whole("brat"))["0001.ann"].decode()
    assert exported_rows()[0]["spans"] == f"{start}-{start + 9}"


@pytest.mark.parametrize("format", FORMATS)
def test_the_manifest_says_what_the_file_is_and_has_each_texts_sha256(article, denial, format):
    package = json.loads(unzipped(whole(format, with_manifest=True))["datapackage.json"])
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["articles"] == [
        {"id": article.pk, "title": article.title, "sha256": sha256(article.text.encode()).hexdigest()}
    ]
    assert package["resources"][0]["path"] in unzipped(whole(format, with_manifest=True))


def test_the_tables_schema_has_its_columns_and_every_cell_fits_it(article, denial, editor):
    tag(make_claim(article, "unsafe"), editor, Decision(dismissed=True))
    make_claim(article, "We knew nothing")
    fields = json.loads(unzipped(whole("csv", with_manifest=True))["datapackage.json"])["resources"][0]["schema"][
        "fields"
    ]
    assert [field["name"] for field in fields] == COLUMNS
    fits = {
        "integer": int,
        "number": float,
        "datetime": datetime.fromisoformat,
        "date": datetime.fromisoformat,
        "string": str,
    }
    for row in exported_rows():
        for field in filter(lambda each: row[each["name"]], fields):
            fits[field["type"]](row[field["name"]])
            assert row[field["name"]] in field.get("constraints", {}).get("enum", [row[field["name"]]])


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_to_export_is_an_empty_file_that_can_be_read(db, format):
    content = whole(format)
    assert content or format == "jsonl"
    assert whole(format, with_manifest=True)


def test_the_same_claims_are_the_same_bytes(article, denial):
    assert whole("brat") == whole("brat")
    assert whole("jsonl") == whole("jsonl")


def test_an_article_of_which_nothing_was_chosen_is_left_out(article, denial):
    make_claim(make_article(text="It leaked."), "leaked")
    chosen = Claim.objects.of_kind("denial")
    assert len(b"".join(export(chosen, "jsonl")).splitlines()) == 1
    assert Article.objects.count() == 2


def test_articles_come_in_batches_and_none_is_left_out(db):
    for number in range(45):
        make_claim(make_article(text=f"{number} it leaked"), "it leaked")
    assert len(whole("jsonl").splitlines()) == 45
