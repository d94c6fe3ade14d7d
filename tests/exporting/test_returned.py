"""Reading an exported CSV that comes back edited."""

import pytest

from annotate.exporting.formats import export
from annotate.exporting.returned import BadRow, NotAnExport, Row, read_back
from annotate.models import Claim
from annotate.tagging.deciding import Decision
from tests.making import make_actor, tag

HEADER = "claim_id,version,kind,actor,status,note"


def read(*lines: str, header: str = HEADER) -> list:
    return list(read_back("\r\n".join([header, *lines]).encode()))


def test_an_export_is_read_as_it_was_written(claim, editor):
    tag(claim, editor, Decision(kind="denial", actor_id=make_actor("=Roe").pk, note="-1, he “said”\n'so"))
    (row,) = read_back(b"".join(export(Claim.objects.all(), "csv")))
    assert row == Row(row.line, claim.pk, 1, "denial", "=Roe", False, "-1, he “said”\n'so")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spreadsheets_may_put_other_marks_between_cells(separator):
    text = f"{HEADER}\n7,1,quote,Jane Roe,tagged,".replace(",", separator)
    assert list(read_back(text.encode())) == [Row(2, 7, 1, "quote", "Jane Roe", False, "")]


def test_case_and_spaces_around_do_not_count():
    assert read("7,1, Quote , Jane Roe ,TAGGED,") == [Row(2, 7, 1, "quote", "Jane Roe", False, "")]


def test_columns_may_stand_in_another_order_with_others_between():
    (row,) = read("x,hello,dismissed,1,,,7", header="claim,note,status,version,kind,actor,claim_id")
    assert (row.claim_id, row.dismissed, row.note) == (7, True, "hello")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x,1,quote,,,", "no number"),
        ("7,,quote,,,", "no number"),
        ("-7,1,quote,,,", "no number"),
        ("²,1,quote,,,", "no number"),
        (f"{'9' * 30},1,quote,,,", "no number"),
        ("7,1,rumour,,,", "‘rumour’ is no kind"),
        ("7,1,quote,,gone,", "‘gone’ is no status"),
        ("", None),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(line, sentence):
    found = read(line, "8,0,quote,,,")
    assert found[-1] == Row(3, 8, 0, "quote", "", False, "")
    if sentence:
        assert isinstance(found[0], BadRow)
        assert found[0].line == 2
        assert sentence in found[0].sentence


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "no column claim_id, version"),
        (b"claim_id,version\n1,1", "no column kind, actor, status, note"),
        (b"\xff\xfe\x00", "not in UTF-8"),
        ("é".encode("latin-1"), "not in UTF-8"),
        (b"PK\x03\x04\xe2", "not in UTF-8"),
    ],
)
def test_what_no_export_has_made_is_refused(raw, sentence):
    with pytest.raises(NotAnExport, match=sentence):
        list(read_back(raw))


def test_a_file_that_breaks_off_is_read_to_there():
    found = read("7,1,quote,,,", 'x,"' + "y" * 100)
    assert isinstance(found[0], Row)
    assert isinstance(found[1], BadRow)
