import json

import pytest

from annotate.evaluation.brat_corpus import AnnotatedArticle, BadCorpus
from annotate.evaluation.kinds_file import KindsRow, read_kinds_file

ARTICLES = {"one": AnnotatedArticle("one", "Roe said it fell.", (), ())}
ROW = {
    "doc": "one",
    "id": "E1",
    "content": [[9, 16]],
    "source": [[0, 3]],
    "kind": "allegation",
    "actor": "Jane Roe",
    "source_is": "name",
    "form": "indirect",
}


def read(tmp_path, *lines):
    file = tmp_path / "kinds.jsonl"
    file.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return read_kinds_file(file, ARTICLES)


def refusal_of(tmp_path, *lines):
    with pytest.raises(BadCorpus) as error:
        read(tmp_path, *lines)
    return str(error.value)


def test_rows_are_grouped_by_article_in_reading_order(tmp_path):
    later = ROW | {"id": "E0", "source": None, "actor": None, "source_is": "none", "kind": "other"}
    assert read(tmp_path, later, b"", ROW) == {
        "one": [
            KindsRow("one", "E1", ((9, 16),), ((0, 3),), "allegation", "Jane Roe", "name"),
            KindsRow("one", "E0", ((9, 16),), (), "other", None, "none"),
        ]
    }


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"{", "line 2 is not valid JSON"),
        (b"[]", "line 2 is not a JSON object"),
        (ROW | {"doc": "two"}, "line 2: the folder has no annotated article 'two'. Correct doc"),
        (ROW | {"doc": ["one"]}, "no annotated article ['one']"),
        (ROW | {"kind": "rumour"}, "line 2: kind is 'rumour'. Write one of allegation, denial, quote, other."),
        (ROW | {"source_is": None}, "line 2: source_is is None"),
        (ROW | {"actor": 7}, "line 2: actor is 7. Write a name, or null"),
        (ROW | {"content": [[9, 99]]}, "line 2, content: [[9, 99]] is not a list of spans in the text, which has 17"),
        (ROW | {"content": []}, "line 2, content"),
        (ROW | {"content": [[9, "16"]]}, "line 2, content"),
        (ROW | {"source": [[3, 3]]}, "line 2, source"),
    ],
)
def test_a_broken_line_is_refused_with_its_number(tmp_path, line, sentence):
    assert sentence in refusal_of(tmp_path, ROW, line)


def test_a_row_without_an_actor_field_is_refused(tmp_path):
    assert "actor is None" in refusal_of(tmp_path, {name: value for name, value in ROW.items() if name != "actor"})


def test_an_empty_file_is_refused(tmp_path):
    assert "is empty" in refusal_of(tmp_path)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    assert "kinds.jsonl is not UTF-8 (byte 0)" in refusal_of(tmp_path, b"\xff")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadCorpus, match="cannot be read"):
        read_kinds_file(tmp_path / "none.jsonl", ARTICLES)
