"""Reads doccano's exports of sequence labelling, with relations or without, as JSON or JSON Lines."""

from collections.abc import Iterator, Mapping

from annotate.importing.readers.article_details import guessed_about
from annotate.importing.readers.json_records import flat, records
from annotate.importing.readers.reader_types import Problem, Read, Unreadable
from annotate.importing.readers.text_lines import TextFile
from annotate.importing.readers.tool_marks import Marked, ToolMark, marked_article, offsets

# Where its versions keep text and spans.
TEXTS = ("text", "data")
SPANS = ("entities", "label", "labels", "annotations")
_NOT_ABOUT = {*TEXTS, *SPANS, "id", "relations", "Comments", "comments", "cats"}


def is_doccano(record: Mapping) -> bool:
    """Whether a file's first record is one of doccano's: a text, and a list of spans."""
    spans = next((record[key] for key in SPANS if isinstance(record.get(key), list)), None)
    if spans is None or not _text(record):
        return False
    return all(isinstance(each, list) or (isinstance(each, dict) and "start_offset" in each) for each in spans)


def read_doccano(file: TextFile) -> Iterator[Read]:
    """An article for each text with its claims, and a problem for everything left out. Raises Unreadable.

    A span is Source, Cue or Content, or has a kind as its label; relations tie them. doccano counts as the browser
    does, or what is seen as one character, by a project's settings, and writes no words beside its spans.
    """
    for place, record in records(file):
        if isinstance(record, str):
            yield Problem(place, record)
            continue
        try:
            yield from _article(place, record)
        except Unreadable as error:
            yield Problem(place, str(error))


def _article(place: str, record: Mapping) -> Iterator[Read]:
    text = _text(record)
    if not text:
        raise Unreadable("It has no text and was left out.")
    marked = Marked()
    for key in SPANS:
        for number, span in enumerate(_list(record, key)):
            _add_span(span, f"{key} {number}", marked)
    for each in _list(record, "relations"):
        if isinstance(each, dict):
            marked.pairs.append((str(each.get("from_id")), str(each.get("to_id"))))
    marked.left_out["comment"] += len(_list(record, "Comments") or _list(record, "comments"))
    values = flat({name: value for name, value in record.items() if name not in _NOT_ABOUT})
    about, sentences = guessed_about(values)
    marked.sentences += sentences
    yield from marked_article(text, marked, place, **about)


def _add_span(span: object, name: str, marked: Marked) -> None:
    try:
        if isinstance(span, dict):
            start, end = span.get("start_offset"), span.get("end_offset")
            mark = ToolMark(str(span.get("id", name)), str(span.get("label", "")), offsets(start, end))
        elif isinstance(span, list) and len(span) == 3:
            mark = ToolMark(name, str(span[2]), offsets(span[0], span[1]))
        else:
            marked.left_out["label of a whole text"] += 1
            return
        marked.marks.append(mark)
    except Unreadable as error:
        marked.sentences.append(str(error))


def _text(record: Mapping) -> str:
    return next((record[key] for key in TEXTS if isinstance(record.get(key), str)), "")


def _list(record: Mapping, key: str) -> list:
    return record[key] if isinstance(record.get(key), list) else []
