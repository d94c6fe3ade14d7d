"""Reading brat folders in PolNeAR's form as labelled paragraphs."""

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from annotate.detection.model.labels import LABELS
from annotate.detection.model.onnx_model import FOLDER, VOCABULARY, load_tokenizer
from annotate.detection.training.corpus import (
    read_articles,
    read_by_annotators,
    read_contents,
    read_texts,
    read_versions,
)

TEXT = "Rain fell.\r\n“It is safe,” Ms Roe said.\nShe denied it.\n"


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(FOLDER / VOCABULARY)


def mark(number: int, part: str, *words: str, text: str = TEXT) -> str:
    spans = ";".join(f"{text.index(each)} {text.index(each) + len(each)}" for each in words)
    return f"T{number}\t{part} {spans}\t{' '.join(words)}\n"


def put(folder: Path, name: str, text: str, **annotators: str) -> None:
    for place in ("text", "attributions"):
        (folder / place).mkdir(exist_ok=True)
    (folder / "text" / f"{name}.txt").write_bytes(text.encode())
    for annotator, marks in annotators.items():
        (folder / "attributions" / f"{name}_{annotator}.ann").write_text(marks, encoding="utf-8")


def labels(folder: Path, tokenizer: Tokenizer, *, every: bool = False) -> list[dict[str, str]]:
    """Return the labelled words of each article, without those outside."""
    return [
        {
            word: LABELS[label]
            for each in of_article
            for word, label in zip(each.paragraph.written, each.labels, strict=True)
            if label
        }
        for of_article in read_articles(folder, tokenizer, every_annotator=every)
    ]


def test_the_words_of_marked_spans_are_labelled(tmp_path, tokenizer):
    put(
        tmp_path,
        "a",
        TEXT,
        ann=mark(1, "Source", "Ms Roe") + mark(2, "Cue", "said") + mark(3, "Content", "“It is safe,”"),
    )
    assert labels(tmp_path, tokenizer) == [
        {
            "“": "B-content",
            "It": "I-content",
            "is": "I-content",
            "safe": "I-content",
            ",": "I-content",
            "”": "I-content",
            "Ms": "B-source",
            "Roe": "I-source",
            "said": "B-cue",
        }
    ]


def test_line_ends_are_unchanged(tmp_path, tokenizer):
    put(tmp_path, "a", TEXT, ann=mark(1, "Cue", "denied"))
    assert list(read_texts(tmp_path)) == [TEXT]
    assert labels(tmp_path, tokenizer) == [{"denied": "B-cue"}]


def test_each_span_of_a_part_begins_a_run(tmp_path, tokenizer):
    put(tmp_path, "a", TEXT, ann=mark(1, "Content", "It is", "denied it"))
    assert labels(tmp_path, tokenizer) == [
        {"It": "B-content", "is": "I-content", "denied": "B-content", "it": "I-content"}
    ]


def test_a_part_over_two_paragraphs_begins_in_each(tmp_path, tokenizer):
    put(tmp_path, "a", TEXT, ann=mark(1, "Content", "said.\nShe denied"))
    assert labels(tmp_path, tokenizer) == [
        {"said": "B-content", ".": "I-content", "She": "B-content", "denied": "I-content"}
    ]


def test_the_longest_of_overlapping_parts_counts(tmp_path, tokenizer):
    put(tmp_path, "a", TEXT, ann=mark(1, "Cue", "Roe") + mark(2, "Source", "Ms Roe"))
    assert labels(tmp_path, tokenizer) == [{"Ms": "B-source", "Roe": "I-source"}]


def test_a_span_in_the_middle_of_a_word_labels_nothing(tmp_path, tokenizer):
    put(tmp_path, "a", TEXT, ann=mark(1, "Cue", "enie"))
    assert labels(tmp_path, tokenizer) == [{}]


def test_other_lines_of_an_annotation_file_are_ignored(tmp_path, tokenizer):
    others = "T9\tEntity 0 4\tRain\nR1\tattributes Arg1:T1 Arg2:T2\nA1\tnested T1\n#1\tnote\n\nT8\tCue\tbroken\n"
    put(tmp_path, "a", TEXT, ann=others + mark(1, "Cue", "said"))
    assert labels(tmp_path, tokenizer) == [{"said": "B-cue"}]


def test_articles_come_from_the_first_annotator_or_from_all(tmp_path, tokenizer):
    put(tmp_path, "a", TEXT, zoe=mark(1, "Cue", "said"), amy=mark(1, "Cue", "denied"))
    assert labels(tmp_path, tokenizer) == [{"denied": "B-cue"}]
    assert labels(tmp_path, tokenizer, every=True) == [{"denied": "B-cue"}, {"said": "B-cue"}]


def test_articles_are_sorted_and_unannotated_ones_left_out(tmp_path, tokenizer):
    put(tmp_path, "b", "Doe said so.", ann="T1\tCue 4 8\tsaid\n")
    put(tmp_path, "a", "Roe denied it.", ann="T1\tCue 4 10\tdenied\n")
    put(tmp_path, "c", "Nobody marked this.")
    assert labels(tmp_path, tokenizer) == [{"denied": "B-cue"}, {"said": "B-cue"}]
    assert list(read_texts(tmp_path)) == ["Roe denied it.", "Doe said so."]


def test_contents_come_from_the_first_annotator_with_all_spans(tmp_path):
    put(tmp_path, "a", TEXT, amy=mark(1, "Content", "It is", "denied it") + mark(2, "Cue", "said"), zoe="")
    it, denied = TEXT.index("It is"), TEXT.index("denied it")
    assert list(read_contents(tmp_path)) == [[[(it, it + 5), (denied, denied + 9)]]]


def test_offsets_count_code_points(tmp_path, tokenizer):
    text = "😀 👩🏽 Müller said so."
    put(tmp_path, "a", text, ann=mark(1, "Source", "Müller", text=text))
    assert labels(tmp_path, tokenizer) == [{"Müller": "B-source"}]


def test_the_versions_of_one_article_stay_together(tmp_path, tokenizer):
    put(tmp_path, "a", TEXT, ann=mark(1, "Cue", "denied"), bob=mark(1, "Cue", "said"))
    put(tmp_path, "b", TEXT, bob=mark(1, "Cue", "said"))
    assert [len(versions) for versions in read_by_annotators(tmp_path, tokenizer)] == [2, 1]
    assert len(list(read_articles(tmp_path, tokenizer, every_annotator=True))) == 3
    assert len(list(read_articles(tmp_path, tokenizer, every_annotator=False))) == 2


def test_every_annotators_marks_are_read_with_the_name_and_the_text(tmp_path):
    put(tmp_path, "rain", TEXT, a=mark(1, "Cue", "said"), b=mark(1, "Cue", "denied"))
    [(name, text, versions)] = read_versions(tmp_path)
    assert (name, text) == ("rain", TEXT)
    assert [[part for part, _ in version] for version in versions] == [["cue"], ["cue"]]
    assert versions[0] != versions[1]
