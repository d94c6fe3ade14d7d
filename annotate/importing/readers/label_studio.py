"""Read Label Studio's exports of labelled text (JSON and JSON-MIN)."""

from collections.abc import Iterator, Mapping

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.article_details import guess_details
from annotate.importing.readers.column_mapping import guess_mapping
from annotate.importing.readers.json_records import flatten, read_records
from annotate.importing.readers.reader_types import Problem, Read
from annotate.importing.readers.text_lines import TextFile
from annotate.importing.readers.tool_marks import (
    KIND_LABELS,
    ToolAnnotations,
    ToolMark,
    build_marked_article,
    read_span,
)

LABELS = ("labels", "hypertextlabels")


def is_label_studio(record: Mapping) -> bool:
    """Return whether a file's first record is a Label Studio task: data with annotations, or regions (JSON-MIN)."""
    if isinstance(record.get("data"), dict):
        return any(isinstance(record.get(key), list) for key in ("annotations", "completions", "predictions"))
    return any(_is_region(item) for value in record.values() if isinstance(value, list) for item in value[:1])


def read_label_studio(file: TextFile) -> Iterator[Read]:
    """Yield an article with its claims for each task, and a problem for everything left out. Raise Unreadable.

    A region's label is Source, Cue, Content or a kind; relations connect regions. A choice on a region is its kind, a
    text field named actor is its actor, and any other text field is its note.
    """
    for place, task in read_records(file):
        if isinstance(task, str):
            yield Problem(place, task)
            continue
        try:
            yield from _read_article(place, task)
        except Unreadable as error:
            yield Problem(place, str(error))


def _read_article(place: str, task: Mapping) -> Iterator[Read]:
    data = task["data"] if isinstance(task.get("data"), dict) else _without_regions(task)
    values = flatten(data)
    column = guess_mapping(tuple(values), [values]).text
    if not isinstance(data.get(column), str):
        raise Unreadable("This task was left out: it has no text. Name the text “text” in the task's data.")
    marked = ToolAnnotations()
    for number, region in enumerate(_regions(task, marked)):
        if isinstance(region, dict):
            _add_region(region, str(region.get("id", f"region {number}")), marked)
    details, sentences = guess_details({name: value for name, value in values.items() if name != column})
    marked.sentences += sentences
    yield from build_marked_article(values[column], marked, place, **details)


def _regions(task: Mapping, marked: ToolAnnotations) -> list:
    """Return the regions of one annotation that was not cancelled: the reviewer's choice, else the first."""
    if not isinstance(task.get("data"), dict):
        return [item for value in task.values() if isinstance(value, list) for item in value if _is_region(item)]
    annotations = task.get("annotations") or task.get("completions") or []
    complete = [item for item in annotations if isinstance(item, dict) and not item.get("was_cancelled")]
    complete.sort(key=lambda annotation: not annotation.get("ground_truth"))
    marked.left_out["annotation by somebody else"] += max(0, len(complete) - 1)
    result = complete[0].get("result") if complete else []
    return result if isinstance(result, list) else []


def _add_region(region: Mapping, name: str, marked: ToolAnnotations) -> None:
    value = region["value"] if isinstance(region.get("value"), dict) else region
    region_type = region.get("type", "labels")
    if region_type == "relation":
        marked.pairs.append((str(region.get("from_id")), str(region.get("to_id"))))
    elif region_type in LABELS:
        _add_mark(value, name, region_type, marked)
    elif region_type == "choices" and (kinds := _known_kinds(value.get("choices"))):
        marked.facts.setdefault(name, {})["kind"] = KIND_LABELS[kinds[0]]
    elif region_type == "textarea" and isinstance(value.get("text"), (str, list)):
        written = value["text"] if isinstance(value["text"], str) else " ".join(map(str, value["text"]))
        field = "actor" if str(region.get("from_name", "")).casefold() == "actor" else "note"
        marked.facts.setdefault(name, {})[field] = written
    else:
        marked.left_out[str(region_type)] += 1


def _add_mark(value: Mapping, name: str, region_type: str, marked: ToolAnnotations) -> None:
    if not isinstance(value.get("start"), int):
        marked.sentences.append(
            "A region in HTML was left out. Only regions in plain text can be imported; draw that claim again."
        )
        return
    labels = value.get(region_type) or value.get("labels") or []
    label = " ".join(map(str, labels)) if isinstance(labels, list) else str(labels)
    words = value.get("text")
    try:
        spans = read_span(value["start"], value.get("end"))
        marked.marks.append(ToolMark(name, label, spans, words if isinstance(words, str) and words else None))
    except Unreadable as error:
        marked.sentences.append(str(error))


def _known_kinds(choices: object) -> list[str]:
    names = choices if isinstance(choices, list) else [choices]
    return [name.casefold() for name in names if isinstance(name, str) and name.casefold() in KIND_LABELS]


def _is_region(value: object) -> bool:
    return isinstance(value, dict) and "start" in value and "end" in value and "labels" in value


def _without_regions(task: Mapping) -> dict:
    return {name: value for name, value in task.items() if not isinstance(value, list)}
