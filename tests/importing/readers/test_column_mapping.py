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
def test_columns_are_known_by_the_words_in_common_use(header, mapping):
    assert guess_mapping(header, []) == mapping


def test_a_column_of_long_cells_is_the_text_where_no_word_says_so():
    rows = [{"a": "x", "b": "Long. " * 100, "headline": "y" * 900}]
    assert guess_mapping(["a", "b", "headline"], rows).text == "b"


def test_without_a_column_that_looks_like_one_the_text_is_left_open():
    assert guess_mapping(["a", "b"], [{"a": "x", "b": "y"}]).text == ""


def test_how_dates_are_written_is_seen_from_the_rows():
    assert guess_mapping(["text", "date"], [{"text": "x", "date": "24/11/2026"}]).day_first is True


def test_a_mapping_without_a_text_is_refused_with_the_columns_there_are():
    with pytest.raises(Unreadable, match="The file has: a, b"):
        check_mapping(ColumnMapping(""), ["a", "b"])


def test_a_mapping_to_a_column_that_is_not_there_is_refused():
    with pytest.raises(Unreadable, match="no column “c” for title"):
        check_mapping(ColumnMapping("a", title="c"), ["a", "b"])
