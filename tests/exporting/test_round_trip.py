"""Exporting, importing into an empty database and exporting again gives the same bytes."""

import io
import json
from datetime import date
from zipfile import ZipFile

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate.exporting.formats import export
from annotate.importing.readers.reader_choice import read_file
from annotate.importing.readers.reader_types import Problem
from annotate.models import Actor, Article, Claim, Tag
from annotate.tagging.decisions import Decision
from annotate.workflows import article_imports
from tests.factories import make_actor, make_article, make_claim, tag
from tests.importing.readers.file_builders import zipped

WHOLE = {"jsonl": "articles.jsonl", "brat": "claims.zip", "jsonl with its manifest": "claims.zip"}
TEXT = (
    "👩🏽‍🔬 Ms Roe alleged it leaked.\nThe council denied q\u0303uite that.\n"
    "שלום “We knew it,” said Mr Hale, “and we hid it.”\u2028It leaked.\tIt leaked."
)


@pytest.fixture
def filled(editor, other_editor):
    """Articles with every detail, every kind of claim and every kind of decision."""
    roe = make_actor("Jane Roe", created_by=editor, type="person", wikidata="Q42", description="council leader")
    short = make_actor("Roe", created_by=editor)
    merged = make_actor("J. Roe", created_by=editor, merged_into=roe)
    guessed = make_actor("Hale", type="person")
    details = {
        "title": "Who  hid “it”?",
        "url": "https://example.org/a?b=1",
        "outlet": "The Herald",
        "author": "Ana  L.",
    }
    article = make_article(text=TEXT, published_at=date(2026, 3, 1), **details)
    Article.objects.update(detection_note="Some of it may be missing.")
    leaked = make_claim(article, "it leaked", source="Ms Roe", cue="alleged", suggested_actor=short, source_name="Roe")
    that = make_claim(article, "q\u0303uite that", source="The council", cue="denied", suggested_answer=leaked)
    parts = make_claim(article, "“We knew it,”", source="Mr Hale", cue="said", suggested_kind="quote", confidence=0.3)
    tag(leaked, editor, Decision(kind="allegation", actor_id=merged.pk, note="see page 3"))
    tag(that, other_editor, Decision(kind="denial", answers_id=leaked.pk, actor_id=short.pk))
    both = [[parts.start, parts.end], [TEXT.index("“and"), TEXT.index("\u2028")]]
    words = [TEXT[start:end] for start, end in both]
    tag(parts, editor, Decision(kind="quote", actor_id=roe.pk, spans=both, words=words))
    again = make_claim(article, "It leaked", repeats=leaked, suggested_actor=guessed, actor_confidence=0.4)
    once_more = make_claim(article, "It leaked", nth=1, repeats=again, suggested_kind="", confidence=None)
    tag(once_more, editor, Decision(dismissed=True, note="said by nobody"))
    # Several claims with the same start and end, but different spans.
    start, end = again.start, once_more.end
    for spans in ([[start, end]], [[start, start + 2], [end - 2, end]], [[start, start + 3], [start + 3, end]]):
        make_claim(article, "It leaked", drawn_by=editor, suggested_kind="", suggested_actor=None)
        drawn = Claim.objects.latest("pk")
        Claim.objects.filter(pk=drawn.pk).update(spans=spans, original_spans=spans, end=end)
        tag(drawn, editor, Decision(kind="quote"))
    other = make_article(text="It leaked.\nSo it did.\n", title="Other")
    tag(make_claim(other, "leaked.\nSo"), editor, Decision(kind="quote", actor_id=short.pk))
    make_claim(make_article(text="Nobody has looked for its claims.", detected=False), "Nobody")


def exported(format: str) -> bytes:
    return b"".join(export(Claim.objects.all(), format.split()[0], with_manifest="manifest" in format))


def empty_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE annotate_article, annotate_claim, annotate_tag, annotate_actor CASCADE")
    ProcrastinateJob.objects.all().delete()


def import_export(name: str, content: bytes, editor) -> list[str]:
    """Import an export. Return the problems."""
    reads = list(read_file(name, lambda: io.BytesIO(content)))
    article_imports.import_reads(reads, imported_by=editor)
    return [str(read) for read in reads if isinstance(read, Problem)]


@pytest.mark.parametrize("format", WHOLE)
def test_an_export_survives_a_round_trip_byte_for_byte(filled, editor, format):
    before = exported(format)
    empty_tables()
    assert import_export(WHOLE[format], before, editor) == []
    assert Article.objects.count() == 3
    assert exported(format) == before


@pytest.mark.parametrize("format", WHOLE)
def test_detection_runs_only_for_articles_not_yet_searched(filled, editor, format):
    before = exported(format)
    empty_tables()
    import_export(WHOLE[format], before, editor)
    pending = Article.objects.get(detection="pending")
    assert pending.text.startswith("Nobody")
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"article_id": pending.pk}]


def test_detection_runs_if_only_some_claims_were_exported(filled, editor):
    some = b"".join(export(Claim.objects.tagged_as("denial"), "jsonl"))
    empty_tables()
    import_export("articles.jsonl", some, editor)
    assert (Claim.objects.count(), Article.objects.get().detection) == (1, "pending")
    assert ProcrastinateJob.objects.count() == 1


@pytest.mark.parametrize("format", ["jsonl", "brat"])
def test_tags_belong_to_the_importing_editor(filled, editor, other_editor, format):
    before = exported(format)
    empty_tables()
    import_export(WHOLE[format], before, other_editor)
    assert set(Tag.objects.values_list("editor", flat=True)) == {other_editor.pk}
    assert Tag.objects.filter(dismissed=True, note="said by nobody").count() == 1
    answered = Claim.objects.get(tag__kind="denial").tag.answers
    assert answered.tag.note == "see page 3"


def test_actors_keep_their_details_and_suggested_ones_stay_out_of_the_register(filled, editor):
    before = exported("jsonl")
    empty_tables()
    import_export("articles.jsonl", before, editor)
    roe = Actor.objects.get(name="Jane Roe")
    assert (roe.type, roe.wikidata, roe.description, roe.in_register) == ("person", "Q42", "council leader", True)
    assert not Actor.objects.get(name="Hale").in_register


def test_a_namesake_with_another_wikidata_id_becomes_a_second_actor(filled, editor):
    before = exported("jsonl")
    empty_tables()
    make_actor("Jane Roe", created_by=editor, wikidata="Q1")
    import_export("articles.jsonl", before, editor)
    assert Claim.objects.get(tag__note="see page 3").tag.actor.name == "Jane Roe (Q42)"


def test_an_actor_is_recognised_by_wikidata_id(filled, editor):
    before = exported("jsonl")
    empty_tables()
    known = make_actor("Councillor Roe", created_by=editor, wikidata="Q42")
    import_export("articles.jsonl", before, editor)
    assert Claim.objects.get(tag__note="see page 3").tag.actor == known


@pytest.mark.parametrize("format", ["jsonl", "brat"])
def test_without_an_editor_decisions_become_suggestions(filled, format):
    before = exported(format)
    number = Claim.objects.count()
    empty_tables()
    import_export(WHOLE[format], before, None)
    assert (Claim.objects.visible().count(), Tag.objects.count()) == (number, 0)
    denial = Claim.objects.get(suggested_kind="denial")
    assert denial.suggested_actor.name == "Roe"


def test_an_article_whose_text_was_changed_is_imported_without_its_claims(filled, editor):
    first, *rest = exported("jsonl").splitlines()
    article = json.loads(first)
    article["text"] = "More. " + article["text"]
    empty_tables()
    [problem] = import_export("a.jsonl", b"\n".join([json.dumps(article).encode(), *rest]), editor)
    assert problem.startswith("a.jsonl, line 1: The text was changed after the export")
    assert Article.objects.get(text=article["text"]).detection == "pending"
    assert not Claim.objects.filter(article__text=article["text"]).exists()


def test_a_repacked_zip_keeps_the_details_from_its_manifest(filled, editor):
    with ZipFile(io.BytesIO(exported("brat"))) as archive:
        again = zipped({f"claims/{name}": archive.read(name) for name in archive.namelist()})
    empty_tables()
    assert import_export("again.zip", again, editor) == []
    assert Article.objects.filter(title="Who  hid “it”?", outlet="The Herald", detection="done").count() == 1
