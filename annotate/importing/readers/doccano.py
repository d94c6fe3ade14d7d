"""Read doccano's exports of sequence labelling, with or without relations, as JSON or JSON Lines."""

from collections.abc import Iterator, Mapping

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.article_details import guess_details
from annotate.importing.readers.json_records import flatten, read_records
from annotate.importing.readers.reader_types import Problem, Read
from annotate.importing.readers.text_lines import TextFile
from annotate.importing.readers.tool_marks import ToolAnnotations, ToolMark, build_marked_article, read_span

# The keys of text and spans in different versions of doccano.
TEXTS = ("text", "data")
SPANS = ("entities", "label", "labels", "annotations")
_NOT_DETAILS = {*TEXTS, *SPANS, "id", "relations", "Comments", "comments", "cats"}


def is_doccano(record: Mapping) -> bool:
    """Return whether a file's first record is doccano's: a text and a list of spans."""
    spans = next((record[key] for key in SPANS if isinstance(record.get(key), list)), None)
    if spans is None or not _text(record):
        return False
    return all(isinstance(span, list) or (isinstance(span, dict) and "start_offset" in span) for span in spans)


def read_doccano(file: TextFile) -> Iterator[Read]:
    """Yield an article with its claims for each text, and a problem for everything left out. Raise Unreadable.

    A span's label is Source, Cue, Content or a kind; relations connect spans. Depending on a project's settings,
    doccano counts UTF-16 units or graphemes, and its export does not contain a span's words.
    """
    for place, record in read_records(file):
        if isinstance(record, str):
            yield Problem(place, record)
            continue
        try:
            yield from _read_article(place, record)
        except Unreadable as error:
            yield Problem(place, str(error))


def _read_article(place: str, record: Mapping) -> Iterator[Read]:
    text = _text(record)
    if not text:
        raise Unreadable("This record has no text and was left out. Put the article's text under “text”.")
    marked = ToolAnnotations()
    for key in SPANS:
        for number, span in enumerate(_list(record, key)):
            _add_span(span, f"{key} {number}", marked)
    for relation in _list(record, "relations"):
        if isinstance(relation, dict):
            marked.pairs.append((str(relation.get("from_id")), str(relation.get("to_id"))))
    marked.left_out["comment"] += len(_list(record, "Comments") or _list(record, "comments"))
    values = flatten({name: value for name, value in record.items() if name not in _NOT_DETAILS})
    details, sentences = guess_details(values)
    marked.sentences += sentences
    yield from build_marked_article(text, marked, place, **details)


def _add_span(span: object, name: str, marked: ToolAnnotations) -> None:
    try:
        if isinstance(span, dict):
            start, end = span.get("start_offset"), span.get("end_offset")
            mark = ToolMark(str(span.get("id", name)), str(span.get("label", "")), read_span(start, end))
        elif isinstance(span, list) and len(span) == 3:
            mark = ToolMark(name, str(span[2]), read_span(span[0], span[1]))
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
