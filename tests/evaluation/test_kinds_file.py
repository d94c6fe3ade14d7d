import json

import pytest

from annotate.evaluation.brat_corpus import AnnotatedArticle, BadCorpus
from annotate.evaluation.kinds_file import read_kinds_file
from annotate.evaluation.kinds_row import KindsRow

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
            KindsRow("one", "E1", ((9, 16),), ((0, 3),), "allegation", "Jane Roe", "name", form="indirect"),
            KindsRow("one", "E0", ((9, 16),), (), "other", None, "none", form="indirect"),
        ]
    }


def test_all_that_a_row_may_say_is_read(tmp_path):
    fields = {"cue": [[4, 8]], "answers": "E7", "targets": ["the police"], "also": [None, "Doe"], "optional": True}
    row = read(tmp_path, ROW | fields | {"alt": ["quote", "other"], "form": "direct"})["one"][0]
    assert (row.cue, row.form, row.answers) == (((4, 8),), "direct", "E7")
    assert (row.targets, row.also, row.alt, row.optional) == (("the police",), (None, "Doe"), ("quote", "other"), True)


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
        (ROW | {"cue": "said"}, "line 2, cue"),
        (ROW | {"form": "spoken"}, "line 2: form is 'spoken'. Write one of direct, mixed, indirect."),
        (ROW | {"answers": 7}, "line 2: answers is 7. Write the id of a row of the same article, or null."),
        (ROW | {"optional": "yes"}, "line 2: optional is 'yes'. Write true or false."),
        (ROW | {"optional": None}, "line 2: optional is None"),
        (ROW | {"targets": "Roe"}, "line 2: targets is 'Roe'. Write a list of names."),
        (ROW | {"targets": [None]}, "line 2: targets is [None]"),
        (ROW | {"also": "Roe"}, "line 2: also is 'Roe'. Write a list of names, or null for nobody named."),
        (ROW | {"also": [""]}, "line 2: also is ['']"),
        (
            ROW | {"alt": ["rumour"]},
            "line 2: alt is ['rumour']. Write a list of kinds: allegation, denial, quote, other.",
        ),
        (ROW | {"alt": [["quote"]]}, "line 2: alt is [['quote']]"),
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
