"""Bringing back an edited export: the summary first, then the changes."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotate.exporting.formats import export
from annotate.models import Claim, Tag
from annotate.tagging.deciding import Decision
from tests.making import tag


def edited(*changes: tuple[str, str]) -> bytes:
    text = b"".join(export(Claim.objects.all(), "csv")).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def bring(page, raw: bytes):
    return page.post("/export/edited/", {"file": SimpleUploadedFile("claims.csv", raw)})


def token(response) -> str:
    return re.search(r'name="token" value="([^"]+)"', response.content.decode())[1]


@pytest.fixture
def tagged(claim, editor):
    tag(claim, editor, Decision(kind="quote"))
    return claim


def test_nothing_is_changed_before_the_editor_says_yes(page, tagged):
    response = bring(page, edited((",quote,", ",denial,")))
    html = response.content.decode()
    assert "1 change, 0 rows unchanged, 0 conflicts, 0 that cannot be read. Nothing has been changed yet." in html
    assert "<del>quote</del> <ins>denial</ins>" in html
    assert Tag.objects.count() == 1
    html = page.post("/export/edited/apply/", {"token": token(response)}).content.decode()
    assert "1 claim changed, as your tags." in html
    tagged.refresh_from_db()
    assert tagged.tag.kind == "denial"


def test_an_unedited_export_changes_nothing(page, tagged):
    html = bring(page, edited()).content.decode()
    assert "0 changes, 1 row unchanged" in html
    assert 'name="token"' not in html


def test_conflicts_are_shown_with_both_values_and_lines_with_problems(page, tagged, other_editor):
    raw = edited((",quote,", ",denial,"))
    tag(tagged, other_editor, Decision(dismissed=True))
    html = bring(page, raw + raw.splitlines(keepends=True)[-1].replace(b"denial", b"rumour", 1)).content.decode()
    assert "now <ins>dismissed</ins>, in the file <del>denial</del>" in html


def test_a_summary_that_was_tampered_with_changes_nothing(page, tagged):
    sent = token(bring(page, edited((",quote,", ",denial,"))))
    for broken in ("", "x", sent[:-3], sent.replace(":", "!", 1)):
        assert page.post("/export/edited/apply/", {"token": broken}).status_code == 422
    assert Tag.objects.count() == 1


def test_saying_yes_twice_changes_it_once(page, tagged):
    sent = token(bring(page, edited((",quote,", ",denial,"))))
    for _ in range(2):
        assert page.post("/export/edited/apply/", {"token": sent}).status_code == 200
    assert Tag.objects.count() == 2


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [(b"a,b\n1,2", "no column claim_id"), (b"PK\x03\x04", "own file"), (b"a\0\xff\x80", "no text file")],
)
def test_a_file_that_is_no_export_is_refused_in_a_sentence(page, raw, sentence):
    response = bring(page, raw)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_no_file_is_told(page):
    response = page.post("/export/edited/")
    assert response.status_code == 422
    assert "Choose the CSV file" in response.content.decode()


def test_a_file_that_is_too_large_or_changes_too_much_is_told(page, tagged, monkeypatch):
    raw = edited((",quote,", ",denial,"))
    monkeypatch.setattr("annotate.web.views.returned.MOST_CHANGES", 0)
    assert "at most 0 can be changed at once" in bring(page, raw).content.decode()
    monkeypatch.setattr("annotate.web.views.returned.LARGEST", 10)
    assert "Keep the changed rows only" in bring(page, raw).content.decode()


def test_what_cells_say_is_never_html(page, tagged):
    html = bring(page, edited((",quote,", ",<i>x</i>,"))).content.decode()
    assert "<i>" not in html


def test_the_wrong_verb_is_refused(page):
    assert page.delete("/export/edited/").status_code == 405
    assert page.get("/export/edited/apply/").status_code == 405
