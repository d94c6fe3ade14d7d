import io
import zipfile
from datetime import date

import docx
import pytest

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.docx import read_docx
from tests.importing.readers.file_builders import FILES, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = "word/document.xml"


@pytest.fixture(scope="module")
def bridge():
    return read_docx((FILES / "bridge.docx").read_bytes())


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(**parts: bytes | str) -> bytes:
    """Return bridge.docx with some of its parts replaced."""
    with zipfile.ZipFile(FILES / "bridge.docx") as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    return zipped(files | parts)


def with_body(body: str, before: str = "") -> bytes:
    return changed(**{DOCUMENT: f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'})


def test_paragraphs_and_tables_keep_their_order(bridge):
    lines = bridge.text.split("\n")
    assert lines[0] == "Mayor denies that bridge contract went to a friend"
    assert lines[2].startswith("“I have never met")
    assert lines[-2:] == ["Bidder\tPrice", "Norstrand Bau\t€4.2 million"]


def test_title_author_and_date_come_from_the_properties(bridge):
    assert (bridge.title, bridge.author) == ("Mayor denies that bridge contract went to a friend", "Ines Halvorsen")
    assert bridge.published_at == date(2026, 11, 17)


def test_files_by_other_programs_are_read():
    document = docx.Document()
    document.add_paragraph("One\ttwo.").add_run("\nThree.")
    assert read_docx(saved(document)).text == "One\ttwo.\nThree."


def test_tracked_changes_are_accepted():
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('He ')}<w:ins>{run.format('never ')}</w:ins><w:del><w:r><w:delText>always </w:delText></w:r>"
    )
    body += f"</w:del><w:moveFrom>{run.format('gone ')}</w:moveFrom>{run.format('said so.')}</w:p>"
    assert read_docx(with_body(body)).text == "He never said so."


def test_content_controls_and_links_are_part_of_the_text():
    paragraph = "<w:p><w:hyperlink><w:r><w:t>It rained.</w:t></w:r></w:hyperlink></w:p>"
    assert read_docx(with_body(f"<w:sdt><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>")).text == "It rained."


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "ha">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY a "ha">]>',
        "<!DOCTYPE x [<!ENTITY z 'ha'><!ENTITY y '" + "&z;" * 100 + "'><!ENTITY a '" + "&y;" * 100 + "'>]>",
    ],
)
def test_xml_entities_are_refused(declared):
    with pytest.raises(Unreadable, match="XML entities"):
        read_docx(with_body("<w:p><w:r><w:t>x &a; y</w:t></w:r></w:p>", before=declared))


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(Unreadable, match="unpacks to far more"):
        read_docx(changed(**{DOCUMENT: b"<x>" + b" " * 20_000_001 + b"</x>"}))


def test_a_picture_that_is_a_bomb_is_refused():
    with pytest.raises(Unreadable, match="unpacks to far more"):
        read_docx(changed(**{"word/media/image1.png": b"\0" * 100_000_001}))


def test_a_part_whose_header_lies_about_its_size_is_refused():
    raw = changed(**{DOCUMENT: b" " * 20_000_001})
    with pytest.raises(Unreadable, match="damaged"):
        read_docx(raw.replace((20_000_001).to_bytes(4, "little"), (2_001).to_bytes(4, "little")))


@pytest.mark.parametrize(
    "raw",
    [b"", b"PK\x03\x04", b"no zip", zipped({"a.txt": "x"}), with_body("<w:p>")[:2000], with_body("<w:p>")],
    ids=["empty", "begun", "no zip", "another zip", "cut off", "an open tag"],
)
def test_a_damaged_file_is_refused(raw):
    with pytest.raises(Unreadable, match="damaged"):
        read_docx(raw)


def test_a_file_without_words_is_refused():
    with pytest.raises(Unreadable, match="only white space"):
        read_docx(with_body("<w:p/>"))


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(Unreadable, match="20,000,000 bytes"):
        read_docx(b"\0" * 20_000_001)
