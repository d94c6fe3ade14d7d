import struct
import zipfile

import pytest

from annotate.importing.readers import zip_archive
from annotate.importing.readers.column_mapping import ColumnMapping
from tests.importing.readers.file_builders import FILES, read, words, zipped


def test_every_file_is_read_by_its_own_reader_in_order_of_names():
    pages = {name: (FILES / name).read_bytes() for name in ("bridge.docx", "bridge.html", "bridge.pdf")}
    tables = {"b.csv": "title,text\nT,From CSV.\n", "c/d.jsonl": '{"text": "From JSON."}'}
    articles, problems = read("all.zip", zipped(pages | tables | {"e.txt": "From a text."}))
    assert [article.text[:12] for article in articles] == [
        *("From CSV.", "Mayor denies", "Mayor denies", "Mayor denies", "From JSON.", "From a text.")
    ]
    assert problems == []


def test_a_text_with_an_ann_is_read_as_brat_standoff():
    files = {f"folder/{name}": (FILES / name).read_bytes() for name in ("brat.txt", "brat.ann")}
    articles, problems = read("brat.zip", zipped(files))
    assert len(articles) == 1
    assert words(articles[0], articles[0].claims[0].spans) == ["that he had steered the contract"]
    assert problems[0].startswith("brat.zip, folder/brat.ann: ")


def test_of_several_annotators_the_first_is_read_and_the_others_are_reported():
    marks = {f"attributions/a_{name}.ann": f"T1\tContent {start} {start + 2}\n" for name, start in (("x", 0), ("y", 3))}
    articles, problems = read("polnear.zip", zipped({"text/a.txt": "It rained."} | marks))
    assert articles[0].claims[0].spans == ((0, 2),)
    assert problems == [f"polnear.zip, attributions/a_y.ann: {zip_archive._NO_TEXT}"]


def test_an_ann_without_its_text_is_a_problem():
    assert "is not in the zip" in read("a.zip", zipped({"a.ann": "T1\tContent 0 2\tIt\n"}))[1][0]


def test_a_problem_names_its_file_and_does_not_stop_the_others():
    files = {"a.csv": "title,text\nT\n", "b.csv": "title,text\nT\nT,One.\n", "c.png": "x", "d.txt": "", "e.txt": "Two."}
    articles, problems = read("a.zip", zipped(files))
    assert [article.text for article in articles] == ["One.", "Two."]
    assert [problem.split(":")[0] for problem in problems] == [
        *("a.zip, a.csv", "a.zip, b.csv, line 2", "a.zip, c.png", "a.zip, d.txt")
    ]


def test_files_that_an_operating_system_adds_are_skipped():
    litter = {"__MACOSX/._a.txt": "\0", ".DS_Store": "\0", "x/Thumbs.db": "\0", "x/": ""}
    assert read("a.zip", zipped(litter | {"a.txt": "One."}))[1] == []


def test_a_zip_in_a_zip_is_a_problem():
    articles, problems = read("a.zip", zipped({"b.zip": zipped({"c.txt": "One."}), "d.txt": "Two."}))
    assert [article.text for article in articles] == ["Two."]
    assert "a zip inside a zip" in problems[0]


def test_a_mapping_applies_to_all_tables_in_the_zip():
    files = {"a.csv": "x,y\nOne.,T\n", "b.csv": "x,z\nTwo.,T\n"}
    articles, problems = read("a.zip", zipped(files), mapping=ColumnMapping(text="x", title="y"))
    assert [article.text for article in articles] == ["One."]
    assert "no column “y” for title" in problems[0]


def test_a_bomb_is_refused_while_it_is_unpacked():
    files = {"bomb.csv": b"title,text\nT," + b"x" * 30_000_000, "bomb.txt": b"x" * 7_000_000, "c.txt": "Two."}
    articles, problems = read("a.zip", zipped(files))
    assert [article.text for article in articles] == ["Two."]
    assert all("more than 200 times its size" in problem for problem in problems)
    assert len(problems) == 2


def test_a_large_member_is_refused_although_it_compresses_badly(monkeypatch):
    monkeypatch.setattr(zip_archive, "LARGEST_MEMBER", 1000)
    _, problems = read("a.zip", zipped({"a.txt": b"x" * 1001}, zipfile.ZIP_STORED))
    assert "can be up to 1,000 bytes" in problems[0]


def test_if_all_files_together_are_too_large_the_rest_is_left_out_and_reported(monkeypatch):
    monkeypatch.setattr(zip_archive, "LARGEST_UNPACKED_ZIP", 1000)
    articles, problems = read("a.zip", zipped({f"{number}.txt": "Words. " * 20 for number in range(9)}))
    assert 0 < len(articles) < 9
    assert problems == ["a.zip: The rest was left out: this zip unpacks to more than 1,000 bytes. Import it in parts."]


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(zip_archive, "MOST_MEMBERS", 2)
    assert "can have up to 2 files" in read("a.zip", zipped({f"{number}.txt": "x" for number in range(3)}))[1][0]


def test_a_list_of_files_that_is_too_long_is_not_even_read(monkeypatch):
    monkeypatch.setattr(zip_archive, "LARGEST_DIRECTORY", 1000)
    assert "lists too many files" in read("a.zip", zipped({f"{number:0200}.txt": "x" for number in range(9)}))[1][0]


def test_a_wrong_size_in_a_header_counts_as_damage():
    raw = zipped({"a.txt": b"x " * 50_000, "b.txt": "Two."})
    lying = raw.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    articles, problems = read("a.zip", lying)
    assert [article.text for article in articles] == ["Two."]
    assert problems == ["a.zip, a.txt: This file is damaged inside the zip. Pack it again."]


def test_files_that_share_the_same_packed_bytes_are_counted_each_time(monkeypatch):
    """Some zip bombs unpack the same bytes again and again."""
    monkeypatch.setattr(zip_archive, "LARGEST_UNPACKED_ZIP", 50_000)
    raw = zipped({"a.txt": "Words. " * 1000})
    start = raw.index(b"PK\x01\x02")
    entry, end = raw[start : raw.index(b"PK\x05\x06")], raw[raw.index(b"PK\x05\x06") :]
    entries = b"".join(entry.replace(b"a.txt", b"%05d" % number) for number in range(100))
    many = raw[:start] + entries + end[:8] + struct.pack("<HHLL", 100, 100, len(entries), start) + end[20:]
    assert "so the rest was left out" in "".join(read("a.zip", many)[1]) or "damaged" in read("a.zip", many)[1][0]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(method):
    assert "unusual method" in read("a.zip", zipped({"a.txt": "One."}, method))[1][0]


def test_a_file_with_a_password_is_a_problem():
    raw = bytearray(zipped({"a.txt": "One.", "b.txt": "Two."}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(header) + flags] |= 1
    articles, problems = read("a.zip", bytes(raw))
    assert [article.text for article in articles] == ["Two."]
    assert problems == ["a.zip, a.txt: This file has a password. Pack it without one."]


@pytest.mark.parametrize(
    "raw",
    [b"PK\x03\x04", zipped({"a.txt": "One."})[:-10], b"PK\x05\x06" + b"\xff" * 18],
    ids=["begun", "cut off", "only an end"],
)
def test_a_damaged_zip_is_refused(raw):
    assert read("a.zip", raw) == ([], ["a.zip: The zip is damaged. Create it again and try once more."])


def test_of_two_files_with_the_same_name_the_last_is_read_and_a_problem_reported():
    raw = zipped({"a.txt": "One.", "b.txt": "Two."}).replace(b"a.txt", b"b.txt")
    articles, problems = read("a.zip", raw)
    assert [article.text for article in articles] == ["Two."]
    assert "have the same name" in problems[0]
