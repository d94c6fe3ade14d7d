"""Reads a folder in PolNeAR's form as labelled paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from annotate.detection.model.encoding import EncodedParagraph, encode_paragraphs
from annotate.detection.model.labels import OUTSIDE, first_label
from annotate.text import Document
from annotate.text.corpus_words import words_inside
from annotate.text.spans import Span

_PART = re.compile(r"T\d+\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)\t")


Marks = list[tuple[str, list[Span]]]
"""An annotator's marks: ("cue", its spans)."""


@dataclass(frozen=True, slots=True)
class LabelledParagraph:
    """A paragraph and the label of each of its words."""

    paragraph: EncodedParagraph
    labels: list[int]


def read_articles(folder: Path, tokenizer: Tokenizer, *, every_annotator: bool) -> Iterator[list[LabelledParagraph]]:
    """Yield the labelled articles of a folder (`text/NAME.txt`, `attributions/NAME_ANNOTATOR.ann`), sorted by name.

    every_annotator: yield an article once for each of its annotators, not only for the first by name.
    """
    for of_annotators in read_by_annotators(folder, tokenizer):
        yield from of_annotators if every_annotator else of_annotators[:1]


def read_by_annotators(folder: Path, tokenizer: Tokenizer) -> Iterator[list[list[LabelledParagraph]]]:
    """Yield for each article a version for each of its annotators, sorted by their names."""
    for file, annotated in _annotated(folder):
        of_text = list(encode_paragraphs(Document(_text(file)), tokenizer))
        yield [
            label_paragraphs(of_text, _marked_parts(annotations.read_text(encoding="utf-8")))
            for annotations in annotated
        ]


def read_texts(folder: Path) -> Iterator[str]:
    """Return the texts of a folder that have annotations, sorted by name."""
    return (_text(file) for file, _ in _annotated(folder))


def read_versions(folder: Path) -> Iterator[tuple[str, str, list[Marks]]]:
    """Yield each article's name, text, and the marks of each of its annotators."""
    for file, annotated in _annotated(folder):
        yield file.stem, _text(file), [_marked_parts(each.read_text(encoding="utf-8")) for each in annotated]


def read_contents(folder: Path) -> Iterator[list[list[Span]]]:
    """Yield for each of these texts the contents that its first annotator marked, each as its spans."""
    for _, annotated in _annotated(folder):
        marked = _marked_parts(annotated[0].read_text(encoding="utf-8"))
        yield [spans for part, spans in marked if part == "content"]


def _annotated(folder: Path) -> Iterator[tuple[Path, list[Path]]]:
    for file in sorted((folder / "text").glob("*.txt")):
        annotations = sorted((folder / "attributions").glob(f"{file.stem}_*.ann"))
        if annotations:
            yield file, annotations


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def label_paragraphs(of_text: list[EncodedParagraph], marked: Marks) -> list[LabelledParagraph]:
    """Return the paragraphs with labels from marked parts: ("cue", its spans). The longest overlapping part wins."""
    labels = [[OUTSIDE] * len(paragraph.words) for paragraph in of_text]
    starts = [paragraph.words[0][0] for paragraph in of_text]
    for part, spans in sorted(marked, key=lambda mark: -sum(end - start for start, end in mark[1])):
        for span in spans:
            _label(part, span, of_text, starts, labels)
    return [LabelledParagraph(*pair) for pair in zip(of_text, labels, strict=True)]


def _label(part: str, span: Span, of_text: list[EncodedParagraph], starts: list[int], labels: list[list[int]]) -> None:
    touched = range(max(0, bisect_left(starts, span[0] + 1) - 1), bisect_left(starts, span[1]))
    runs = [(at, *words_inside(of_text[at].words, span)) for at in touched]
    if any(any(labels[at][first:last]) for at, first, last in runs):
        return
    for at, first, last in runs:
        if first < last:
            labels[at][first:last] = [first_label(part)] + [first_label(part) + 1] * (last - first - 1)


def _marked_parts(annotations: str) -> Marks:
    return [(match[1].lower(), _spans(match[2])) for match in map(_PART.match, annotations.splitlines()) if match]


def _spans(written: str) -> list[Span]:
    return [(int(start), int(end)) for start, end in map(str.split, written.split(";"))]
