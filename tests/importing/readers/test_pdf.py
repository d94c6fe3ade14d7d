import pytest

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.docx import read_docx
from annotate.importing.readers.pdf import read_pdf, unwrap_lines
from tests.importing.readers.file_builders import FILES


def test_lines_are_joined_into_paragraphs():
    lines = read_pdf((FILES / "bridge.pdf").read_bytes()).text.split("\n")
    assert lines[0] == "Mayor denies that bridge contract went to a friend"
    assert lines[1].startswith("The mayor of Harrow Bay, Tomas Lindqvist, on Tuesday denied")
    assert lines[1].endswith("within a single afternoon.")


def test_words_and_paragraphs_split_by_lines_and_pages_are_joined():
    article = read_docx((FILES / "bridge.docx").read_bytes())
    without_table = "\n".join(article.text.split("\n")[:-2])
    assert read_pdf((FILES / "bridge_wrapped.pdf").read_bytes()).text == without_table


def test_title_and_author_come_from_the_properties_but_not_the_date():
    article = read_pdf((FILES / "bridge.pdf").read_bytes())
    assert (article.title, article.author) == ("Mayor denies that bridge contract went to a friend", "Ines Halvorsen")
    assert article.published_at is None


@pytest.mark.parametrize(
    "lines, joined",
    [
        ("the con-\ntract", "the contract"),
        ("the con\u00ad\ntract", "the contract"),
        ("Smith-\nJones said", "Smith-Jones said"),
        ("in 2016-\n2017 he", "in 2016- 2017 he"),
        ("one -\ntwo", "one - two"),
        ("wide   spaces  \n and", "wide spaces and"),
    ],
)
def test_a_hyphen_that_splits_a_word_at_a_line_end_is_dropped(lines, joined):
    assert unwrap_lines(lines) == joined


def test_a_pdf_without_a_text_layer_is_refused_with_what_to_do():
    with pytest.raises(Unreadable, match=r"no text layer.*OCR"):
        read_pdf((FILES / "picture.pdf").read_bytes())


def test_a_pdf_with_a_password_is_refused():
    with pytest.raises(Unreadable, match="has a password"):
        read_pdf((FILES / "locked.pdf").read_bytes())


@pytest.mark.parametrize("size", [0, 20, 300, 5000])
def test_a_damaged_pdf_is_refused(size):
    with pytest.raises(Unreadable, match=r"damaged|no text layer"):
        read_pdf((FILES / "bridge.pdf").read_bytes()[:size])


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr("annotate.importing.readers.pdf.MOST_PAGES", 1)
    with pytest.raises(Unreadable, match="can have up to 1 pages"):
        read_pdf((FILES / "bridge_wrapped.pdf").read_bytes())


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(Unreadable, match="20,000,000 bytes"):
        read_pdf(b"%PDF-" + b"\0" * 20_000_000)
