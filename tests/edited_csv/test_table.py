"""Reading the rows of an edited CSV."""

import io

import pytest

from annotate.edited_csv.table import BadEditedRow, EditedRow, NotAnExport, read_rows
from annotate.exporting.formats import export
from annotate.models import Claim
from annotate.tagging.decisions import Decision
from tests.factories import make_actor, tag

HEADER = "claim_id,version,kind,actor,status,note"


def read(*lines: str, header: str = HEADER) -> list:
    return list(read_rows(io.StringIO("\r\n".join([header, *lines]), newline="")))


def test_an_export_is_read_as_it_was_written(claim, editor):
    tag(claim, editor, Decision(kind="denial", actor_id=make_actor("=Roe").pk, note="-1, he “said”\n'so"))
    (row,) = read_rows(io.StringIO(b"".join(export(Claim.objects.all(), "csv")).decode(), newline=""))
    assert row == EditedRow(row.line, claim.pk, 1, "denial", "=Roe", "tagged", "-1, he “said”\n'so")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spreadsheets_may_use_other_separators(separator):
    text = f"{HEADER}\n7,1,quote,Jane Roe,tagged,".replace(",", separator)
    assert list(read_rows(io.StringIO(text))) == [EditedRow(2, 7, 1, "quote", "Jane Roe", "tagged", "")]


def test_case_and_surrounding_spaces_are_ignored():
    assert read("7,1, Quote , Jane Roe ,TAGGED,") == [EditedRow(2, 7, 1, "quote", "Jane Roe", "tagged", "")]


def test_columns_may_be_reordered_and_mixed_with_others():
    (row,) = read("x,hello,dismissed,1,,,7", header="claim,note,status,version,kind,actor,claim_id")
    assert (row.claim_id, row.status, row.note) == (7, "dismissed", "hello")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x,1,quote,,,", "not a number"),
        ("7,,quote,,,", "not a number"),
        ("-7,1,quote,,,", "not a number"),
        ("²,1,quote,,,", "not a number"),
        (f"{'9' * 30},1,quote,,,", "not a number"),
        ("7,1,rumour,,,", "‘rumour’ is not a kind"),
        ("7,1,quote,,gone,", "‘gone’ is not a status"),
        ("", None),
    ],
)
def test_an_unreadable_row_is_reported_with_its_line(line, sentence):
    found = read(line, "8,0,quote,,,")
    assert found[-1] == EditedRow(3, 8, 0, "quote", "", "", "")
    if sentence:
        assert isinstance(found[0], BadEditedRow)
        assert found[0].line == 2
        assert sentence in found[0].sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no column claim_id, version"),
        ("claim_id,kind\n1,quote", "no column version"),
        ("claim_id,version\n1,1", "no column that can be edited"),
    ],
)
def test_a_file_that_is_not_an_export_is_refused(text, sentence):
    with pytest.raises(NotAnExport, match=sentence):
        list(read_rows(io.StringIO(text)))


def test_columns_that_were_not_edited_may_be_missing():
    assert read("1,1,quote", header="claim_id,version,kind") == [EditedRow(2, 1, 1, "quote", None, None, None)]


def test_spreadsheets_may_reformat_headers_numbers_and_blanks():
    assert read("7.0;1,0;quote", ";;;;", header="\ufeffsep=;\r\nClaim_ID;Version ;KIND;note;") == [
        EditedRow(3, 7, 1, "quote", None, None, "")
    ]


def test_a_row_with_more_cells_than_the_header_is_reported():
    (bad,) = read("7,1,quote,,tagged,yes, but no")
    assert "7 cells but the header has 6" in bad.sentence


def test_damaged_characters_are_reported():
    (bad,) = read("7,1,quote,,tagged,caf\ufffd")
    assert "characters are damaged" in bad.sentence


def test_an_endless_line_is_reported_and_not_held_in_memory():
    found = read("7,1,quote,,,", "8,1,quote,,," + "x" * 3_000_000)
    assert isinstance(found[0], EditedRow)
    assert "longer than any line of an export" in found[1].sentence


def test_a_truncated_file_is_read_as_far_as_it_goes():
    found = read("7,1,quote,,,", 'x,"' + "y" * 100)
    assert isinstance(found[0], EditedRow)
    assert isinstance(found[1], BadEditedRow)
