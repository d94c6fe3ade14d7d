import pytest

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.column_mapping import ColumnMapping, check_mapping, guess_mapping


@pytest.mark.parametrize(
    "header, mapping",
    [
        (
            ["headline", "body", "byline", "pubDate", "link"],
            ColumnMapping("body", "headline", "link", "", "byline", "pubDate"),
        ),
        (["Title", "Article Text", "Publication"], ColumnMapping("Article Text", "Title", "", "Publication")),
        (["content", "source", "date"], ColumnMapping("content", "", "", "source", "", "date")),
        (["TEXT", "published_at", "URL"], ColumnMapping("TEXT", "", "URL", "", "", "published_at")),
        (["text", "content"], ColumnMapping("text")),
    ],
)
def test_columns_are_recognised_by_common_names(header, mapping):
    assert guess_mapping(header, []) == mapping


def test_without_a_known_name_the_column_of_long_cells_is_the_text():
    rows = [{"a": "x", "b": "Long. " * 100, "headline": "y" * 900}]
    assert guess_mapping(["a", "b", "headline"], rows).text == "b"


def test_without_a_likely_column_the_text_stays_open():
    assert guess_mapping(["a", "b"], [{"a": "x", "b": "y"}]).text == ""


def test_the_order_of_day_and_month_is_guessed_from_the_rows():
    assert guess_mapping(["text", "date"], [{"text": "x", "date": "24/11/2026"}]).day_first is True


def test_a_mapping_without_a_text_is_refused_and_the_columns_are_listed():
    with pytest.raises(Unreadable, match="The file has: a, b"):
        check_mapping(ColumnMapping(""), ["a", "b"])


def test_a_mapping_to_a_missing_column_is_refused():
    with pytest.raises(Unreadable, match="no column “c” for title"):
        check_mapping(ColumnMapping("a", title="c"), ["a", "b"])
