import csv as reader
import io
import subprocess
import tracemalloc

import pytest

from annotate.exporting import csv_writer
from annotate.exporting.csv_columns import COLUMN_NAMES
from annotate.exporting.formats import FORMATS, export
from annotate.models import Article, Claim
from annotate.tagging.decisions import Decision
from annotate.text.spans import format_spans
from annotate.text.spreadsheet_cells import guard_cell, unguard_cell
from tests.factories import at_most, exported_rows, make_actor, make_article, make_claim, tag

CONTRACT = (
    "claim_id,article_id,article_title,article_url,article_outlet,article_published,kind,claim,actor_id,actor,actor_type,"
    "source,cue,start,end,spans,prefix,suffix,answers_claim_id,repeats_claim_id,status,suggested_kind,suggested_actor,"
    "confidence,reason,note,editor,tagged_at,version,article_sha256"
)


def test_the_columns_are_those_of_the_contract():
    assert ",".join(COLUMN_NAMES) == CONTRACT


def test_a_tagged_claim_has_its_tag_and_position(article, claim, editor):
    actor = make_actor("Jane Roe", type="person")
    tag(claim, editor, Decision(kind="denial", actor_id=actor.pk, note="checked"))
    row = exported_rows()[0]
    start = article.text.index("the bridge was unsafe")
    assert row["kind"] == "denial"
    assert (row["actor"], row["actor_type"], row["actor_id"]) == ("Jane Roe", "person", str(actor.pk))
    assert (row["claim"], row["source"], row["cue"]) == ("the bridge was unsafe", "Ms Roe", "alleged")
    assert row["spans"] == f"{start}-{start + 21}"
    assert article.text[int(row["start"]) : int(row["end"])] == row["claim"]
    assert (row["status"], row["editor"], row["note"], row["version"]) == ("tagged", "ana", "checked", "1")
    assert row["article_sha256"] == article.sha256


def test_spans_are_written_as_forms_write_them(claim):
    Claim.objects.filter(pk=claim.pk).update(spans=[[3, 10], [12, 20]])
    assert exported_rows()[0]["spans"] == format_spans([[3, 10], [12, 20]])


def test_an_undecided_claim_has_a_suggestion_and_no_kind(claim):
    row = exported_rows()[0]
    assert (row["status"], row["kind"], row["suggested_kind"], row["confidence"]) == (
        "undecided",
        "",
        "allegation",
        "0.8",
    )


def test_a_dismissed_claim_is_exported(claim, editor):
    tag(claim, editor, Decision(dismissed=True))
    assert exported_rows()[0]["status"] == "dismissed"


def test_prefix_and_suffix_are_32_characters_of_context(article):
    make_claim(article, "the bridge was unsafe", nth=1)
    row = exported_rows()[0]
    assert len(row["prefix"]) == len(row["suffix"]) == 32
    assert row["prefix"] + row["claim"] + row["suffix"] in article.text


@pytest.mark.django_db
def test_offsets_count_code_points_after_an_emoji():
    text = "👩🏽‍🔬 𝗕𝗼𝗹𝗱 she said it leaked."
    article = make_article(text=text)
    make_claim(article, "it leaked")
    row = exported_rows()[0]
    assert text[int(row["start"]) : int(row["end"])] == "it leaked"


def test_the_lines_are_rfc_4180_with_a_byte_order_mark(article):
    make_claim(article, "unsafe.\nThe council", source="Ms Roe")
    text = b"".join(csv_writer.stream_csv(Claim.objects.all())).decode()
    assert text.startswith("\ufeffclaim_id,")
    assert text.count("\r\n") == 2
    assert '"unsafe.\nThe council"' in text


RUNNABLE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''@x", "\n=1", "'\nx", *"＝＋－＠"]
HARMLESS = ["", "plain", "'Twas so", "“=”", "a=1", " =1", "''"]


@pytest.mark.parametrize("cell", RUNNABLE)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe_that_can_be_removed(cell):
    assert guard_cell(cell) == f"'{cell}"
    assert unguard_cell(guard_cell(cell)) == cell


@pytest.mark.parametrize("cell", [*HARMLESS, 7, -0.5])
def test_other_cells_are_not_changed(cell):
    assert guard_cell(cell) == cell
    assert unguard_cell(str(cell)) == str(cell)


@pytest.mark.parametrize("cell", [*RUNNABLE, *HARMLESS, "NULL", "\\N", "\\.", 'a "b", c', "a\r\nb"])
def test_the_database_guards_cells_as_python_does(claim, editor, cell):
    tag(claim, editor, Decision(kind="quote", note=cell))
    assert exported_rows()[0]["note"] == guard_cell(cell)


def test_an_export_takes_one_query(article):
    for nth in range(3):
        make_claim(article, "the bridge was unsafe", nth=nth)
    with at_most(1):
        assert len(exported_rows()) == 3


@pytest.mark.django_db
def test_memory_stays_constant_with_more_articles():
    for number in range(120):
        make_claim(make_article(text=f"{number} " + "x" * 20_000 + " it leaked", title="x" * 400), "it leaked")
    few, many = Claim.objects.filter(article__in=Article.objects.order_by("pk")[:40]), Claim.objects.all()
    for format in FORMATS:
        assert peak_of(many, format) < 1.3 * peak_of(few, format) + 2 * csv_writer.CHUNK, format


def peak_of(claims, format: str) -> int:
    """Return the peak of Python's memory during an export of these claims, in bytes."""
    tracemalloc.start()
    for _ in export(claims, format):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


TRICKY = 'Zoë said: “it’s 5 ¥”, "a;b,c",\nand =1+1 — שלום 👩🏽‍🔬'


@pytest.fixture
def tricky_file(db, tmp_path):
    article = make_article(text=TRICKY, title="=cmd|' /C calc'!A0")
    make_claim(article, TRICKY[5:])
    make_claim(article, "=1+1 — שלום 👩🏽‍🔬")
    file = tmp_path / "claims.csv"
    file.write_bytes(b"".join(csv_writer.stream_csv(Claim.objects.all())))
    return file


def test_pandas_reads_every_accent_quotation_mark_and_newline(tricky_file):
    import pandas

    table = pandas.read_csv(tricky_file)
    assert list(table.columns) == list(COLUMN_NAMES)
    assert table["claim"].tolist() == [TRICKY[5:], "'=1+1 — שלום 👩🏽‍🔬"]
    assert set(table["article_title"]) == {"'=cmd|' /C calc'!A0"}


@pytest.mark.office
def test_libreoffice_reads_the_same_cells_and_runs_no_formula(tricky_file, soffice, tmp_path):
    """Calc opens the file and saves the displayed cells as CSV, so a formula would appear as its result."""
    command = [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to"]
    subprocess.run(
        [
            *command,
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
            "--infilter=CSV:44,34,76,1",
            "--outdir",
            tmp_path / "out",
            tricky_file,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (saved,) = (tmp_path / "out").iterdir()
    table = list(reader.DictReader(io.StringIO(saved.read_text(encoding="utf-8-sig"), newline="")))
    assert [row["claim"] for row in table] == [TRICKY[5:], "'=1+1 — שלום 👩🏽‍🔬"]
    assert {row["article_title"] for row in table} == {"'=cmd|' /C calc'!A0"}
