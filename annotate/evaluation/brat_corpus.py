"""Reading a folder of texts with brat standoff annotations: which source said what.

The format is brat's (https://brat.nlplab.org/standoff.html); the parts are named as in PARC and PolNeAR.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.evaluation.overlap import merge_spans
from annotate.text import Span

SOURCE, CUE, CONTENT = PARTS = ("source", "cue", "content")
# All other lines are notes, relations or attributes, or continue the words of the span above.
_SPAN_OR_EVENT = re.compile(r"[TE]\d+(?!\w)")
_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_EVENT = re.compile(r"(E\d+)\t(\S+:[TE]\d+(?: \S+:[TE]\d+)*) *")


class BadCorpus(Exception):
    """The corpus cannot be read; the message gives the file and line, and what to do."""


@dataclass(frozen=True, slots=True)
class BratMark:
    """One marked part of an attribution, with its spans sorted."""

    part: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """An attribution as an annotator marked it, its spans sorted and disjoint.

    `id` is that of the event in the file, such as E1. A content outside any event counts as an attribution with the
    id of its span, such as T3.
    """

    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with one annotator's marks. `name` is the text file's name without its ending."""

    name: str
    text: str
    marks: tuple[BratMark, ...]
    attributions: tuple[GoldAttribution, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder's annotated articles, sorted by name, and the names of the files left out for lack of a partner."""

    articles: tuple[AnnotatedArticle, ...]
    left_out: tuple[str, ...]


def read_corpus(folder: Path) -> Corpus:
    """Return the folder's annotated articles, sorted by name.

    The layout is PolNeAR's (`text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, of which the first by name is used)
    or plain brat (`NAME.txt` next to `NAME.ann`). Raise BadCorpus if it is neither, or if a file is broken.
    """
    if not folder.is_dir():
        raise BadCorpus(f"{folder} is not a folder. Give a folder with .txt and .ann files.")
    texts, anns = _polnear(folder) if (folder / "text").is_dir() else _plain(folder)
    pairs = [(text, anns[name]) for name, text in sorted(texts.items()) if name in anns]
    if not pairs:
        raise BadCorpus(
            f"{folder} has no .txt file with a matching .ann file. Give a folder with NAME.txt and NAME.ann, "
            "or with text/NAME.txt and attributions/NAME_ANNOTATOR.ann."
        )
    left_out = [
        file.name for files, others in ((texts, anns), (anns, texts)) for file in _without_partner(files, others)
    ]
    return Corpus(tuple(read_article(text, ann) for text, ann in pairs), tuple(left_out))


def read_article(text_file: Path, ann: Path) -> AnnotatedArticle:
    """Return one text with one annotator's marks. Raise BadCorpus if a file is broken or not UTF-8.

    Line ends are not converted, so that the offsets count what is in the file.
    """
    text = _read(text_file)
    marks: dict[str, BratMark] = {}
    events: dict[str, list[str]] = {}
    for where, line in _lines(ann):
        name, mark = _mark(line, text, where) if line.startswith("T") else _event(line, where)
        if name in marks or name in events:
            raise BadCorpus(f"{where}: {name} is already used in this file. Give each line a different number.")
        if isinstance(mark, BratMark):
            marks[name] = mark
        else:
            events[name] = mark
    parts = tuple(mark for mark in marks.values() if mark.part in PARTS)
    return AnnotatedArticle(text_file.stem, text, parts, tuple(_attributions(events, marks, ann)))


def _polnear(folder: Path) -> tuple[dict[str, Path], dict[str, Path]]:
    texts = {file.stem: file for file in (folder / "text").glob("*.txt")}
    anns: dict[str, Path] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        anns.setdefault(file.stem.rpartition("_")[0] or file.stem, file)
    return texts, anns


def _plain(folder: Path) -> tuple[dict[str, Path], dict[str, Path]]:
    texts, anns = ({file.stem: file for file in folder.glob(pattern)} for pattern in ("*.txt", "*.ann"))
    return texts, anns


def _without_partner(files: Mapping[str, Path], others: Mapping[str, Path]) -> list[Path]:
    return [file for name, file in sorted(files.items()) if name not in others]


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadCorpus(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadCorpus(f"{file} is not UTF-8 (byte {error.start:,}). Save it as UTF-8 and try again.") from error


def _lines(ann: Path) -> Iterator[tuple[str, str]]:
    """Yield the lines with a span or an event, each with its place for error messages."""
    for number, line in enumerate(_read(ann).split("\n"), 1):
        if _SPAN_OR_EVENT.match(line):
            yield f"{ann}, line {number}", line.rstrip("\r")


def _mark(line: str, text: str, where: str) -> tuple[str, BratMark]:
    match = _SPAN.fullmatch(line)
    if not match:
        raise BadCorpus(
            f"{where} is not a brat span. Write T1, a tab, a name and two numbers (Source 0 5), a tab, the words."
        )
    spans = sorted((int(start), int(end)) for start, end in map(str.split, match[3].split(";")))
    for start, end in spans:
        if not start < end <= len(text):
            raise BadCorpus(
                f"{where}: {start} to {end} is outside the text, which has {len(text):,} characters. "
                "Offsets count characters, not bytes. Correct the line, or give the text that it annotates."
            )
    return match[1], BratMark(match[2].lower(), tuple(spans))


def _event(line: str, where: str) -> tuple[str, list[str]]:
    match = _EVENT.fullmatch(line)
    if not match:
        raise BadCorpus(f"{where} is not a brat event. Write E1, a tab, Attribution:T4 Content:T3 Cue:T2 Source:T1.")
    return match[1], [argument.rpartition(":")[2] for argument in match[2].split()]


def _attributions(
    events: Mapping[str, list[str]], marks: Mapping[str, BratMark], ann: Path
) -> Iterator[GoldAttribution]:
    for name, ids in events.items():
        for id_ in ids:
            if id_ not in marks and id_ not in events:
                raise BadCorpus(
                    f"{ann}: {name} refers to {id_}, which is not in the file. Add {id_} or correct {name}."
                )
        parts = [marks[id_] for id_ in ids if id_ in marks]
        spans = [merge_spans(span for mark in parts if mark.part == part for span in mark.spans) for part in PARTS]
        source, cue, content = spans
        if content:
            yield GoldAttribution(name, content, source, cue)
    used = {id_ for ids in events.values() for id_ in ids}
    for name, mark in marks.items():
        if mark.part == CONTENT and name not in used:
            yield GoldAttribution(name, merge_spans(mark.spans))
