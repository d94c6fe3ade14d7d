"""Uploading an edited CSV: the summary first, then the changes."""

import csv
import io
import re
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotate.exporting.formats import export
from annotate.models import Claim, Tag
from annotate.tagging.decisions import Decision
from tests.factories import make_article, make_claim, tag


def edited(*changes: tuple[str, str]) -> bytes:
    text = b"".join(export(Claim.objects.all(), "csv")).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def upload(page, raw: bytes):
    return page.post("/export/edited/", {"file": SimpleUploadedFile("claims.csv", raw)})


def token(response) -> str:
    return re.search(r'name="token" value="([^"]+)"', response.content.decode())[1]


def tally(html: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", html))


@pytest.fixture
def tagged(claim, editor):
    tag(claim, editor, Decision(kind="quote"))
    return claim


def test_nothing_is_changed_before_the_editor_confirms(page, tagged):
    response = upload(page, edited((",quote,", ",denial,")))
    html = response.content.decode()
    assert tally(html) == {"Changes": "1", "Rows unchanged": "0", "Conflicts": "0", "Left out": "0"}
    assert "Nothing has been changed yet." in html
    assert "<del>quote</del> → <ins>denial</ins>" in html
    assert ">the bridge was unsafe</a>" in html
    assert Tag.objects.count() == 1
    html = page.post("/export/edited/apply/", {"token": token(response)}).content.decode()
    assert "1 claim changed." in html
    tagged.refresh_from_db()
    assert tagged.tag.kind == "denial"


def test_an_unedited_export_changes_nothing(page, tagged):
    html = upload(page, edited()).content.decode()
    assert tally(html) == {"Changes": "0", "Rows unchanged": "1", "Conflicts": "0", "Left out": "0"}
    assert 'name="token"' not in html


def test_conflicts_are_shown_with_both_values(page, tagged, other_editor):
    raw = edited((",quote,", ",denial,"))
    tag(tagged, other_editor, Decision(dismissed=True))
    html = upload(page, raw + raw.splitlines(keepends=True)[-1].replace(b"denial", b"rumour", 1)).content.decode()
    assert "now <ins>dismissed</ins>, in the file <del>denial</del>" in html


def test_an_altered_summary_changes_nothing(page, tagged):
    sent = token(upload(page, edited((",quote,", ",denial,"))))
    for broken in ("", "x", sent[:-3], sent.replace(":", "!", 1)):
        assert page.post("/export/edited/apply/", {"token": broken}).status_code == 422
    assert Tag.objects.count() == 1


def test_confirming_twice_changes_a_claim_once(page, tagged):
    sent = token(upload(page, edited((",quote,", ",denial,"))))
    for _ in range(2):
        assert page.post("/export/edited/apply/", {"token": sent}).status_code == 200
    assert Tag.objects.count() == 2


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [(b"a,b\n1,2", "no column claim_id"), (b"PK\x03\x04", "a spreadsheet file"), (b"a\0\xff\x80", "not a text file")],
)
def test_a_file_that_is_not_an_export_is_refused_with_a_sentence(page, raw, sentence):
    response = upload(page, raw)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_file_saved_by_excel_in_europe_changes_nothing(page, tagged, editor):
    tag(tagged, editor, Decision(kind="quote", note="Łódź: “so – 5 €”"))
    lines = list(csv.reader(io.StringIO(edited().decode("utf-8-sig"), newline="")))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(lines)
    html = upload(page, text.getvalue().encode("cp1252", "replace")).content.decode()
    assert tally(html) == {"Changes": "0", "Rows unchanged": "1", "Conflicts": "0", "Left out": "0"}


@pytest.mark.office
@pytest.mark.parametrize("charset", ["76", "1"], ids=["UTF-8", "Windows-1252"])
def test_a_file_saved_by_libreoffice_changes_only_what_was_edited(page, editor, soffice, tmp_path, charset):
    """Calc opens the export as it opens any CSV and saves it with semicolons; then one cell is edited."""
    notes = ["=1+1", "007", "3,50", "Łódź\n“yes”", "'=x", "1E5", "TRUE", ""]
    article = make_article(text=" ".join(f"Ms Roe said it leaked in {n}." for n in range(len(notes))))
    for nth, note in enumerate(notes):
        tag(make_claim(article, "it leaked", nth=nth), editor, Decision(kind="quote", note=note))
    file = tmp_path / "claims.csv"
    file.write_bytes(edited())
    saved = f"csv:Text - txt - csv (StarCalc):59,34,{charset},1,,0,false,true,false,false,false,-1"
    command = [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", saved]
    command += ["--infilter=CSV:44,34,76,1", "--outdir", tmp_path / "out", file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (raw,) = (file.read_bytes() for file in (tmp_path / "out").iterdir())
    unedited = {"Changes": "0", "Rows unchanged": "8", "Conflicts": "0", "Left out": "0"}
    assert tally(upload(page, raw).content.decode()) == unedited
    html = upload(page, raw.replace(b";quote;", b";denial;", 1)).content.decode()
    assert tally(html) == unedited | {"Changes": "1", "Rows unchanged": "7"}


def test_a_missing_file_is_reported(page):
    response = page.post("/export/edited/")
    assert response.status_code == 422
    assert "Choose the CSV file" in response.content.decode()


def test_a_file_that_is_too_large_or_changes_too_much_is_refused(page, tagged, monkeypatch):
    raw = edited((",quote,", ",denial,"))
    monkeypatch.setattr("annotate.edited_csv.uploaded_file.MOST_CHANGES", 0)
    assert "at most 0 can be changed at once" in upload(page, raw).content.decode()
    monkeypatch.setattr("annotate.edited_csv.uploaded_file.MOST_BYTES", 10)
    assert "Keep only the rows that you changed" in upload(page, raw).content.decode()


def test_a_long_list_is_cut_and_says_so(page, tagged, monkeypatch):
    monkeypatch.setattr("annotate.web.views.edited_csv.MOST_SHOWN", 0)
    assert "The first 0 of 1." in upload(page, edited((",quote,", ",denial,"))).content.decode()


def test_cells_are_never_shown_as_html(page, tagged):
    html = upload(page, edited((",quote,", ",<i>x</i>,"))).content.decode()
    assert "<i>" not in html


def test_the_wrong_method_is_refused(page):
    assert page.delete("/export/edited/").status_code == 405
    assert page.get("/export/edited/apply/").status_code == 405


def test_a_summary_works_only_for_the_editor_who_saw_it(page, tagged, other_editor):
    summary = token(upload(page, edited((",quote,", ",denial,"))))
    page.force_login(other_editor)
    response = page.post("/export/edited/apply/", {"token": summary})
    assert response.status_code == 422
    assert "another editor’s" in response.content.decode()
    assert Tag.objects.count() == 1
