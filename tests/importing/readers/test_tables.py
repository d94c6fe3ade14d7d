import csv
import json
from datetime import date

import pytest

from annotate.importing.readers import limits
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.importing.readers.reader_choice import read_glimpse
from annotate.importing.readers.reader_types import ReadArticle
from tests.importing.readers.file_builders import opener, read


def texts(articles: list[ReadArticle]) -> list[str]:
    return [article.text for article in articles]


def test_a_row_becomes_an_article_with_its_details():
    rows = "headline,body,source,byline,pubDate,link\nT,It was so.,O,A,24 November 2026,https://x.example/a\n"
    articles, problems = read("a.csv", rows)
    assert articles == [ReadArticle("It was so.", "T", "https://x.example/a", "O", "A", date(2026, 11, 24))]
    assert problems == []


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_detected_from_the_header(separator):
    articles, _ = read("a.csv", f'title{separator}text\nT{separator}"One{separator} two."\n')
    assert articles[0].text == f"One{separator} two."


def test_excels_line_that_names_the_separator_is_not_the_header():
    articles, _ = read("a.csv", "sep=;\r\ntitle;text\r\nT;One.\r\n")
    assert texts(articles) == ["One."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_any_encoding_is_read(encoding):
    articles, problems = read("a.csv", "title,text\nÉlan,“Où ça?” dit-il à Genève.\n".encode(encoding))
    assert (articles[0].title, articles[0].text, problems) == ("Élan", "“Où ça?” dit-il à Genève.", [])


def test_mixed_line_ends_all_end_a_row():
    articles, problems = read("a.csv", "title,text\r\nA,One.\nB,Two.\rC,Three.\r\n")
    assert (texts(articles), problems) == (["One.", "Two.", "Three."], [])


def test_a_quoted_cell_may_contain_quotation_marks_and_line_ends():
    articles, _ = read("a.csv", 'title,text\nT,"He said ""no"".\r\nThen he left."\n')
    assert texts(articles) == ['He said "no".\nThen he left.']


def test_one_apostrophe_before_a_formula_is_removed():
    articles, _ = read("a.csv", "title,text\n'=1,''+2 they said\n'tis,'Twas so.\n")
    assert [(each.title, each.text) for each in articles] == [("=1", "'+2 they said"), ("'tis", "'Twas so.")]


def test_ragged_rows_are_reported_with_their_lines_and_the_others_are_read():
    articles, problems = read("a.csv", 'title,text\nA,"One.\nMore."\nB,Two.,x\nC\nD,Four.\n')
    assert texts(articles) == ["One.\nMore.", "Four."]
    assert [problem.split(":")[0] for problem in problems] == ["a.csv, line 4", "a.csv, line 5"]
    assert "3 cells, but the header has 2" in problems[0]


def test_unpaired_quotation_marks_are_reported_with_their_line():
    articles, problems = read("a.csv", 'title,text\nA,"He said "no" twice."\nB,Two.\n')
    assert texts(articles) == ["Two."]
    assert problems[0].startswith("a.csv, line 2: This row was left out: its quotation marks are not paired")


def test_a_quotation_mark_that_is_never_closed_costs_the_rest_of_the_file():
    articles, problems = read("a.csv", 'title,text\nA,One.\nB,"Two.\nC,Three.\n')
    assert texts(articles) == ["One."]
    assert problems[0].startswith("a.csv, lines 3 to 4: These lines were left out: a quotation mark is never closed")


def test_a_row_that_is_too_long_is_left_out_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr("annotate.importing.readers.text_lines.LONGEST_LINE", 100)
    articles, problems = read("a.csv", f"title,text\nA,{'x' * 500_000}\nB,Two.\n")
    assert texts(articles) == ["Two."]
    assert problems[0].startswith("a.csv, line 2: This row was left out: it is longer than 100 characters")


def test_many_short_lines_in_one_cell_count_towards_the_limit(monkeypatch):
    monkeypatch.setattr("annotate.importing.readers.text_lines.LONGEST_LINE", 100)
    _, problems = read("a.csv", "title,text\nA,One.\nB," + '"x\n",' * 60 + "\nC,Three.\n")
    assert "longer than 100 characters" in problems[0]


def test_a_text_over_the_limit_is_a_problem():
    articles, problems = read("a.csv", f"title,text\nA,{'x ' * (limits.LARGEST_ARTICLE // 2 + 1)}\nB,Two.\n")
    assert texts(articles) == ["Two."]
    assert problems[0].startswith("a.csv, line 2: ")


def test_bytes_that_are_not_utf_8_cost_only_their_row():
    raw = "title,text\nÀ,Élan à Genève.\n".encode() + b"B,\xe9lan\n" + b"C,Three.\n"
    articles, problems = read("a.csv", raw)
    assert texts(articles) == ["Élan à Genève.", "Three."]
    assert problems[0].startswith("a.csv, line 3: This row was left out: some of its bytes do not fit")


def test_a_wrong_encoding_costs_only_the_rows_that_do_not_decode():
    raw = "title,text\nA,One.\nB,".encode("utf-16") + b"\x00\xd8\n\0" + "C,Three.\n".encode("utf-16-le") + b"D"
    articles, problems = read("a.csv", raw)
    assert texts(articles) == ["One.", "Three."]
    assert [problem.split(":")[0] for problem in problems] == ["a.csv, line 3", "a.csv, line 5"]


@pytest.mark.parametrize(
    "raw, sentence",
    [
        (b"", "not a header"),
        (b"title,text\n", "no readable row"),
        (b"\x89PNG\x00\x01\x02\xff\xfe\x00", "not a text file"),
        (b"text,text\nA,B\n", "Two columns have the same name"),
        (b"a,b\n1,2\n", "Choose the column with the article's text"),
    ],
)
def test_a_file_that_is_not_a_table_is_refused(raw, sentence):
    articles, [problem] = read("a.csv", raw)
    assert articles == []
    assert sentence in problem


def test_blank_lines_are_skipped():
    assert read("a.csv", "title,text\n\nA,One.\n\n\n")[1] == []


def test_a_cell_without_words_is_a_problem():
    assert "only white space" in read("a.csv", "title,text\nA, \n")[1][0]


def test_forbidden_characters_are_a_problem_in_a_text_and_dropped_from_a_title():
    articles, problems = read("a.csv", b"title,text\nA\0A,One.\nB,T\0o.\n")
    assert articles[0].title == "AA"
    assert "U+0000" in problems[0]


def test_an_unreadable_date_costs_only_the_date():
    articles, problems = read("a.csv", "text,date\nOne.,03/04/2026\n")
    assert (texts(articles), articles[0].published_at) == (["One."], None)
    assert "line 2: The article was imported without its date. “03/04/2026” could be two dates" in problems[0]


def test_the_order_of_day_and_month_is_learnt_from_other_rows():
    articles, problems = read("a.csv", "text,date\nOne.,03/04/2026\nTwo.,24/11/2026\n")
    assert (articles[0].published_at, problems) == (date(2026, 4, 3), [])


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x.example", "x.example", "https://", "https://[::1", "https://x y"]
)
def test_an_invalid_url_costs_only_the_url(url):
    articles, problems = read("a.csv", f"text,url\nOne.,{url}\n")
    assert articles[0].url == ""
    assert "without its URL" in problems[0]


def test_a_title_that_is_too_long_is_cut_visibly():
    articles, _ = read("a.csv", f"text,title\nOne.,{'long ' * 200}\n")
    assert len(articles[0].title) <= 500
    assert articles[0].title.endswith("long…")


def test_a_given_mapping_replaces_the_guess():
    mapping = ColumnMapping(text="title", title="text")
    articles, _ = read("a.csv", "title,text\nThis is the text.,And this the title.\n", mapping=mapping)
    assert (articles[0].text, articles[0].title) == ("This is the text.", "And this the title.")


def test_a_glimpse_has_columns_rows_and_the_guessed_mapping():
    seen = read_glimpse("a.csv", opener(b"headline,body\nT,One.\n"))
    assert seen.header == ("headline", "body")
    assert seen.rows == ({"headline": "T", "body": "One."},)
    assert (seen.mapping.text, seen.mapping.title) == ("body", "headline")


def test_json_lines_are_rows():
    lines = [
        {"text": "One.", "title": "T", "authors": ["A", "B"], "meta": {"url": "https://x.example/"}},
        {"text": "Two."},
    ]
    mapping = ColumnMapping(text="text", title="title", author="authors", url="meta.url")
    articles, problems = read("a.jsonl", "\r\n".join(map(json.dumps, lines)), mapping=mapping)
    assert articles == [ReadArticle("One.", "T", "https://x.example/", "", "A, B"), ReadArticle("Two.")]
    assert problems == []


def test_a_json_list_is_read_item_by_item():
    articles, problems = read("a.json", '\ufeff[{"text": "One."},\n 3,\n {"text": "Two \\ud83d\\ude00."}]')
    assert texts(articles) == ["One.", "Two 😀."]
    assert problems == ["a.json, item 2: This is not a JSON object and was left out. Write each article as {…}."]


def test_one_json_object_over_several_lines_is_one_row():
    assert texts(read("a.json", '{\n "text": "One."\n}')[0]) == ["One."]


@pytest.mark.parametrize("line", ['{"text": "x"', "nonsense", "[" * 100_000, '{"n": ' + "1" * 5000 + "}", "[1]"])
def test_a_line_that_is_not_a_json_object_is_reported_and_the_others_are_read(line):
    articles, [problem] = read("a.jsonl", f'{{"text": "One."}}\n{line}\n{{"text": "Two."}}')
    assert texts(articles) == ["One.", "Two."]
    assert problem.startswith("a.jsonl, line 2: ")


def test_a_lone_surrogate_in_json_is_refused_and_not_replaced():
    assert "U+D83D" in read("a.jsonl", '{"text": "Two \\ud83d."}')[1][0]


@pytest.mark.parametrize("tail", ["", ', {"text": "Tw', ", nonsense]", "[" * 100_000])
def test_a_truncated_json_list_is_read_up_to_the_break(tail):
    articles, [problem] = read("a.json", '[{"text": "One."}' + tail)
    assert texts(articles) == ["One."]
    assert problem.startswith("a.json, item 2: ")


def test_a_json_item_that_is_too_long_ends_the_reading(monkeypatch):
    monkeypatch.setattr("annotate.importing.readers.json_records.LONGEST_LINE", 1000)
    articles, [problem] = read("a.json", '[{"text": "One."}, {"text": "' + "x" * 500_000 + '"}]')
    assert texts(articles) == ["One."]
    assert "item 2: This item is longer than 1,000 characters" in problem


def test_a_long_json_list_is_read_in_pieces():
    items = [{"text": f"Article {number}. " + "Words. " * 300} for number in range(400)]
    articles, problems = read("a.json", json.dumps(items))
    assert [each.text for each in articles] == [item["text"] for item in items]
    assert problems == []


def test_a_large_first_cell_is_read_in_a_process_that_has_read_no_table_before():
    csv.field_size_limit(131_072)  # Python's own limit, until somebody raises it
    articles, problems = read("a.csv", f"{'x' * 140_000},text\nT,It was so.\n")
    assert (texts(articles), problems) == (["It was so."], [])


def test_a_header_with_a_cell_larger_than_an_article_is_refused():
    articles, problems = read("a.csv", f"{'x' * 2_100_000},text\nT,It was so.\n")
    assert articles == []
    assert "not a header" in problems[0]
