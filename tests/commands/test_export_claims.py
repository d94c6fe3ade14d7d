import csv

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_article, make_claim


def test_all_claims_go_to_standard_output(claim, capfdbinary):
    call_command("export_claims")
    written = capfdbinary.readouterr().out
    assert written.startswith(b"\xef\xbb\xbfclaim_id,")
    assert written.count(b"\r\n") == 2


def test_a_file_can_be_named_and_the_byte_order_mark_left_out(claim, tmp_path):
    file = tmp_path / "out.csv"
    call_command("export_claims", "--no-bom", "-o", str(file))
    with file.open(encoding="utf-8", newline="") as lines:
        assert [row["claim"] for row in csv.DictReader(lines)] == ["the bridge was unsafe"]


def test_articles_can_be_chosen(article, claim, tmp_path):
    other = make_article(text="It leaked.")
    make_claim(other, "leaked")
    file = tmp_path / "out.csv"
    call_command("export_claims", "--article", str(other.pk), "-o", str(file))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        assert [row["claim"] for row in csv.DictReader(lines)] == ["leaked"]


@pytest.mark.django_db
def test_a_missing_article_is_reported():
    with pytest.raises(CommandError, match="There is no article 4711"):
        call_command("export_claims", "--article", "4711")


def test_an_unwritable_file_is_reported(claim, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_claims", "-o", str(tmp_path / "no" / "out.csv"))
