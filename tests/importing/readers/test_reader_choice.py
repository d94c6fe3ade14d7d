import pytest

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.reader_choice import detect_format, read_fetched, read_file, read_glimpse
from tests.importing.readers.file_builders import FILES, opener, read, zipped

TEXT = b"It rained."


@pytest.mark.parametrize(
    "name, raw, format",
    [
        ("a.txt", TEXT, "plain"),
        ("A.TXT", TEXT, "plain"),
        ("a", TEXT, "plain"),
        ("a.article", TEXT, "plain"),
        ("a.htm", TEXT, "html"),
        ("a", b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>x", "html"),
        ("a.csv", TEXT, "csv"),
        ("a.tsv", TEXT, "csv"),
        ("a.ndjson", TEXT, "json"),
        ("a.zip", zipped({"a.txt": TEXT}), "zip"),
        ("a.txt", zipped({"a.txt": TEXT}), "zip"),
        ("a.zip", (FILES / "bridge.docx").read_bytes(), "docx"),
        ("a.txt", b"%PDF-1.7", "pdf"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_the_format_is_detected_by_name_and_first_bytes(name, raw, format):
    assert detect_format(name, opener(raw)).name == format


@pytest.mark.parametrize(
    "name, raw, sentence",
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password"),
        ("a.rtf", b"{\\rtf1", "Save it as .docx"),
        ("a.txt.gz", b"\x1f\x8b\x08", "Unpack it"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "Pack it as .zip"),
        ("a.pdf", TEXT, "not a .pdf file"),
        ("a.docx", b"", "not a .docx file"),
        ("a.png", b"\x89PNG", "cannot read .png files"),
    ],
)
def test_unreadable_files_are_refused_with_what_to_do(name, raw, sentence):
    articles, [problem] = read(name, raw)
    assert articles == []
    assert problem.startswith(f"{name}: ")
    assert sentence in problem


def test_a_page_that_is_too_large_is_not_read_completely():
    assert "can be up to 5,000,000 bytes" in read("a.html", b" " * 5_000_001)[1][0]


@pytest.mark.parametrize("name", ["doccano.jsonl", "doccano_relations.jsonl", "label_studio.json", "brat.txt"])
def test_an_export_that_needs_no_mapping_has_no_glimpse(name):
    assert read_glimpse(name, opener((FILES / name).read_bytes())) is None


def test_a_json_table_has_a_glimpse():
    assert read_glimpse("a.jsonl", opener(b'{"body": "One.", "n": 3}')).header == ("body", "n")


def test_a_file_is_read_only_as_far_as_needed():
    assert next(read_file("a.csv", opener(b"title,text\nT,One.\nT\n"))).text == "One."


def test_a_fetched_page_keeps_its_url():
    raw = (FILES / "bridge.html").read_bytes()
    article = read_fetched(raw, url="https://x.example/a", content_type="text/html", charset="utf-8")
    assert (article.url, article.outlet) == ("https://x.example/a", "Harrow Bay Courier")


@pytest.mark.parametrize("content_type, name", [("text/plain", "brat.txt"), ("text/html", "bridge.pdf")])
def test_texts_and_pdfs_can_be_fetched(content_type, name):
    raw = (FILES / name).read_bytes()
    assert read_fetched(raw, url="https://x.example/a", content_type=content_type).url == "https://x.example/a"


def test_other_content_types_are_refused():
    with pytest.raises(Unreadable, match="image/png"):
        read_fetched(b"", url="https://x.example/a", content_type="image/png")


def test_a_problem_quotes_a_file_briefly_and_without_forbidden_characters():
    [problem] = read("a.csv", "text,url\nOne.,\0javascript:1\n")[1]
    assert "“javascript:1”" in problem
    [problem] = read("a.jsonl", '{"text": "One.", "label": [[0, 3, "' + "\\ud800x" * 9000 + '"]]}')[1]
    assert "\ud800" not in problem
    assert len(problem) < 1100
