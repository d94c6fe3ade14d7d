"""Export as JSON Lines, Web Annotation and brat, each with its manifest."""

import io
import json
import zipfile
from datetime import datetime
from hashlib import sha256
from importlib.resources import files

import pytest
from jsonschema import Draft7Validator

from annotate.exporting.brat_writer import write_annotations
from annotate.exporting.csv_columns import COLUMN_NAMES
from annotate.exporting.formats import FORMATS, export
from annotate.models import Article, Claim
from annotate.tagging.decisions import Decision
from tests.factories import exported_rows, make_actor, make_article, make_claim, span_of, tag

JANE_ROE = {"name": "Jane Roe", "type": "person", "description": "", "wikidata": "Q42"}


@pytest.fixture
def roe(editor):
    return make_actor("Jane Roe", created_by=editor, type="person", wikidata="Q42")


@pytest.fixture
def denial(article, claim, roe, editor):
    """A denial by Jane Roe, tagged as answering the other claim."""
    tag(claim, editor)
    denial = make_claim(
        article, "the bridge was unsafe", nth=1, source="The council", cue="denied", suggested_actor=roe
    )
    tag(denial, editor, Decision(kind="denial", actor_id=roe.pk, note="see\npage 3", answers_id=claim.pk))
    return Claim.objects.with_decisions().get(pk=denial.pk)


def whole(format: str, **options) -> bytes:
    return b"".join(export(Claim.objects.all(), format, **options))


def annotations() -> list[dict]:
    return json.loads(whole("webanno")).get("first", {"items": []})["items"]


def package_errors(package: dict) -> list:
    """Return the errors that the standard's own schema, version 2, finds in a data package."""
    schema = json.loads((files("dplib") / "profiles/2.0/datapackage.json").read_text())
    return list(Draft7Validator(schema).iter_errors(package))


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_line_of_json_is_an_article_with_its_text_and_claims(article, denial):
    (line,) = whole("jsonl").decode().splitlines()
    exported = json.loads(line)
    assert (exported["text"], exported["sha256"]) == (article.text, article.sha256)
    first, second = exported["claims"]
    assert (first["status"], first["kind"], first["actor"]) == ("tagged", "allegation", None)
    assert second["actor"] == second["suggested_actor"] == JANE_ROE
    assert (second["kind"], second["answers"], second["note"]) == ("denial", 0, "see\npage 3")
    assert second["spans"] == denial.spans


def test_json_lines_have_no_ids_editors_or_times(article, denial):
    text = whole("jsonl").decode()
    assert "ana" not in json.loads(text)["claims"][1].values()
    assert not any(word in text for word in ('"id"', '"editor"', '"tagged_at"', '"version"'))


def test_the_bodies_of_an_annotation_are_kind_actor_and_note(denial):
    bodies = {(body["purpose"], body.get("value") or body["source"]) for body in annotations()[1]["body"]}
    assert bodies == {
        ("classifying", "denial"),
        ("identifying", "http://www.wikidata.org/entity/Q42"),
        ("tagging", "Jane Roe"),
        ("commenting", "see\npage 3"),
    }


def test_an_annotation_names_its_article_by_url_or_by_hash(article, denial, editor):
    elsewhere = make_article(text="It leaked.", url="https://example.org/a")
    tag(make_claim(elsewhere, "leaked"), editor)
    sources = [each["target"][0]["source"] for each in annotations()]
    assert sources == [f"urn:sha256:{article.sha256}"] * 2 + ["https://example.org/a"]


def test_only_claims_tagged_with_a_kind_are_annotations(article, claim, editor):
    assert annotations() == []
    tag(claim, editor, Decision(dismissed=True))
    assert annotations() == []


def test_brat_has_a_text_and_annotations_for_each_article(article, denial):
    content = unzipped(whole("brat"))
    assert content["000001.txt"].decode() == article.text
    start, end = denial.spans[0]
    source, cue = span_of(article.text, "The council"), span_of(article.text, "denied")
    assert content["000001.ann"].decode().splitlines()[5:] == [
        f"T4\tContent {start} {end}\tthe bridge was unsafe",
        f"T5\tSource {source[0]} {source[1]}\tThe council",
        f"T6\tCue {cue[0]} {cue[1]}\tdenied",
        "E2\tContent:T4 Source:T5 Cue:T6",
        "A2\tKind E2 Denial",
        "N2\tReference E2 Wikidata:Q42\tJane Roe",
        "#2\tAnnotatorNotes E2\tsee page 3",
        "R1\tAnswers Arg1:E2 Arg2:E1",
    ]


def test_brat_writes_all_spans_and_lines_of_a_claim_as_one_annotation(article):
    claim = make_claim(article, "unsafe.\nThe council")
    claim.spans = [*claim.spans, [60, 66]]
    assert write_annotations(article, [claim]).splitlines()[0] == (
        f"T1\tContent {claim.start} {claim.end};60 66\tunsafe. The council {article.text[60:66]}"
    )


def test_offsets_count_code_points_in_every_format(db, editor):
    text = "👩🏽‍🔬 e\u0301 שלום she said it leaked."
    tag(make_claim(make_article(text=text), "it leaked"), editor)
    start = text.index("it leaked")
    assert json.loads(whole("jsonl"))["claims"][0]["spans"] == [[start, start + 9]]
    assert annotations()[0]["target"][0]["selector"][1]["start"] == start
    assert f"Content {start} {start + 9}\tit leaked" in unzipped(whole("brat"))["000001.ann"].decode()
    assert exported_rows()[0]["spans"] == f"{start}-{start + 9}"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("chosen", ["all", "nothing"])
def test_the_manifest_is_a_data_package_by_the_standards_own_schema(article, denial, format, chosen):
    claims = Claim.objects.all() if chosen == "all" else Claim.objects.filter(pk=0)
    content = unzipped(b"".join(export(claims, format, with_manifest=True)))
    package = json.loads(content.pop("datapackage.json"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package_errors(package) == []
    named = {resource["path"] for resource in package["resources"] if "path" in resource}
    assert named == content.keys()


def test_an_invalid_data_package_is_detected():
    assert package_errors({"resources": [{"name": "a", "path": "/etc/passwd"}]})
    assert package_errors({"resources": []})


def test_the_manifest_of_brat_has_the_hash_of_each_text(article, denial):
    content = unzipped(whole("brat"))
    resources = json.loads(content["datapackage.json"])["resources"]
    hashes = {resource["path"]: resource["hash"] for resource in resources if "hash" in resource}
    assert hashes == {"000001.txt": f"sha256:{sha256(content['000001.txt']).hexdigest()}"}


@pytest.mark.parametrize("format", FORMATS)
def test_the_manifest_describes_the_file_and_has_each_texts_sha256(article, denial, format):
    package = json.loads(unzipped(whole(format, with_manifest=True))["datapackage.json"])
    (entry,) = package["articles"]
    assert (entry["title"], entry["sha256"]) == (article.title, sha256(article.text.encode()).hexdigest())
    assert entry.get("id") == (article.pk if format == "csv" else None)
    assert package["resources"][0]["path"] in unzipped(whole(format, with_manifest=True))


def test_the_schema_has_all_columns_and_every_cell_fits_it(article, denial, editor):
    tag(make_claim(article, "unsafe"), editor, Decision(dismissed=True))
    make_claim(article, "We knew nothing")
    fields = json.loads(unzipped(whole("csv", with_manifest=True))["datapackage.json"])["resources"][0]["schema"][
        "fields"
    ]
    assert [field["name"] for field in fields] == list(COLUMN_NAMES)
    assert all(field["description"] for field in fields)
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
def test_an_export_without_claims_is_a_readable_file(db, format):
    content = whole(format)
    assert content or format == "jsonl"
    assert whole(format, with_manifest=True)


def test_the_same_claims_export_to_the_same_bytes(article, denial):
    assert whole("brat") == whole("brat")
    assert whole("jsonl") == whole("jsonl")


def test_an_article_without_chosen_claims_is_left_out(article, denial):
    make_claim(make_article(text="It leaked."), "leaked")
    chosen = Claim.objects.tagged_as("denial")
    assert len(b"".join(export(chosen, "jsonl")).splitlines()) == 1
    assert Article.objects.count() == 2


def test_no_article_is_lost_between_batches(db):
    for number in range(45):
        make_claim(make_article(text=f"{number} it leaked"), "it leaked")
    assert len(whole("jsonl").splitlines()) == 45
