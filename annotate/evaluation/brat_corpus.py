"""Reads a folder of brat standoff: texts, and who is marked in them to have said what.

The format is brat's (https://brat.nlplab.org/standoff.html); the parts are named as in PARC and PolNeAR.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.evaluation.overlap import merged
from annotate.text import Span

SOURCE, CUE, CONTENT = PARTS = ("source", "cue", "content")
# A line that begins otherwise is a note, a relation, an attribute, or goes on with the words of the span above it.
_OURS = re.compile(r"[TE]\d+(?!\w)")
_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t.*)?")
_EVENT = re.compile(r"(E\d+)\t(\S+:[TE]\d+(?: \S+:[TE]\d+)*) *")


class BadCorpus(Exception):
    """What was given cannot be scored against; the message says which file and line, and what to do."""


@dataclass(frozen=True, slots=True)
class BratMark:
    """One part of an attribution: its spans in code points of the text, sorted."""

    part: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """An attribution as an annotator marked it, its spans sorted and disjoint.

    `id` is its line in the file, E1; a Content that no such line ties stands for itself, as T3.
    """

    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with one annotator's marks. `name` is the text file's, without ending."""

    name: str
    text: str
    marks: tuple[BratMark, ...]
    attributions: tuple[GoldAttribution, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder's annotated articles by name, and the files that have no partner and so cannot be scored."""

    articles: tuple[Annotated, ...]
    left_out: tuple[str, ...]


def read_corpus(folder: Path) -> Corpus:
    """The folder's articles that have annotations, in the order of their names.

    The folder is laid out as PolNeAR (`text/NAME.txt`, `attributions/NAME_ANNOTATOR.ann`; of several annotators the
    first by name counts) or as plain brat (`NAME.txt` beside `NAME.ann`). Raises BadCorpus.
    """
    if not folder.is_dir():
        raise BadCorpus(f"{folder} is no folder. Give one that holds .txt and .ann files.")
    texts, anns = _polnear(folder) if (folder / "text").is_dir() else _plain(folder)
    pairs = [(text, anns[name]) for name, text in sorted(texts.items()) if name in anns]
    if not pairs:
        raise BadCorpus(
            f"{folder} has no .txt file with an .ann file. Give a folder that holds NAME.txt beside NAME.ann, "
            "or text/NAME.txt and attributions/NAME_ANNOTATOR.ann."
        )
    alone = [file.name for files, others in ((texts, anns), (anns, texts)) for file in _without(files, others)]
    return Corpus(tuple(read_article(text, ann) for text, ann in pairs), tuple(alone))


def read_article(text_file: Path, ann: Path) -> Annotated:
    """One text with the marks of one annotator. Both files are UTF-8, their line ends left alone. Raises BadCorpus."""
    text = _read(text_file)
    marks: dict[str, BratMark] = {}
    events: dict[str, list[str]] = {}
    for where, line in _lines(ann):
        name, mark = _mark(line, text, where) if line.startswith("T") else _event(line, where)
        if name in marks or name in events:
            raise BadCorpus(f"{where}: {name} stands in the file already. Give each line a number of its own.")
        if isinstance(mark, BratMark):
            marks[name] = mark
        else:
            events[name] = mark
    parts = tuple(mark for mark in marks.values() if mark.part in PARTS)
    return Annotated(text_file.stem, text, parts, tuple(_attributions(events, marks, ann)))


def _polnear(folder: Path) -> tuple[dict[str, Path], dict[str, Path]]:
    texts = {file.stem: file for file in (folder / "text").glob("*.txt")}
    anns: dict[str, Path] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        anns.setdefault(file.stem.rpartition("_")[0] or file.stem, file)
    return texts, anns


def _plain(folder: Path) -> tuple[dict[str, Path], dict[str, Path]]:
    texts, anns = ({file.stem: file for file in folder.glob(pattern)} for pattern in ("*.txt", "*.ann"))
    return texts, anns


def _without(files: Mapping[str, Path], others: Mapping[str, Path]) -> list[Path]:
    return [file for name, file in sorted(files.items()) if name not in others]


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadCorpus(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadCorpus(f"{file} is not UTF-8 (byte {error.start:,}). Save it as UTF-8 and try again.") from error


def _lines(ann: Path) -> Iterator[tuple[str, str]]:
    """The lines that mark or tie something, each with where it stands."""
    for number, line in enumerate(_read(ann).split("\n"), 1):
        if _OURS.match(line):
            yield f"{ann}, line {number}", line.rstrip("\r")


def _mark(line: str, text: str, where: str) -> tuple[str, BratMark]:
    match = _SPAN.fullmatch(line)
    if not match:
        raise BadCorpus(
            f"{where} is no brat span. Write T1, a tab, a name and two numbers (Source 0 5), a tab, the words."
        )
    spans = sorted((int(start), int(end)) for start, end in map(str.split, match[3].split(";")))
    for start, end in spans:
        if not start < end <= len(text):
            raise BadCorpus(
                f"{where}: {start} to {end} is no stretch of the text, which has {len(text):,} characters. "
                "Offsets count characters, not bytes; mend the line, or give the text that it was made for."
            )
    return match[1], BratMark(match[2].lower(), tuple(spans))


def _event(line: str, where: str) -> tuple[str, list[str]]:
    match = _EVENT.fullmatch(line)
    if not match:
        raise BadCorpus(f"{where} is no brat event. Write E1, a tab, Attribution:T4 Content:T3 Cue:T2 Source:T1.")
    return match[1], [each.rpartition(":")[2] for each in match[2].split()]


def _attributions(
    events: Mapping[str, list[str]], marks: Mapping[str, BratMark], ann: Path
) -> Iterator[GoldAttribution]:
    for name, ids in events.items():
        for each in ids:
            if each not in marks and each not in events:
                raise BadCorpus(f"{ann}: {name} ties {each}, which the file does not have. Add it or mend {name}.")
        tied = [marks[each] for each in ids if each in marks]
        spans = [merged(span for mark in tied if mark.part == part for span in mark.spans) for part in PARTS]
        source, cue, content = spans
        if content:
            yield GoldAttribution(name, content, source, cue)
    used = {each for ids in events.values() for each in ids}
    for name, mark in marks.items():
        if mark.part == CONTENT and name not in used:
            yield GoldAttribution(name, merged(mark.spans))
