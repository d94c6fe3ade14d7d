"""Reads Label Studio's exports of labelled text (JSON and JSON-MIN)."""

from collections.abc import Iterator, Mapping

from annotate.importing.readers.article_details import guessed_about
from annotate.importing.readers.column_mapping import guess_mapping
from annotate.importing.readers.json_records import flat, records
from annotate.importing.readers.reader_types import Problem, Read, Unreadable
from annotate.importing.readers.text_lines import TextFile
from annotate.importing.readers.tool_marks import KINDS, Marked, ToolMark, marked_article, offsets

LABELS = ("labels", "hypertextlabels")


def is_label_studio(record: Mapping) -> bool:
    """Whether a file's first record is a task of Label Studio: data with annotations, or, in JSON-MIN, regions."""
    if isinstance(record.get("data"), dict):
        return any(isinstance(record.get(key), list) for key in ("annotations", "completions", "predictions"))
    return any(_is_region(each) for value in record.values() if isinstance(value, list) for each in value[:1])


def read_label_studio(file: TextFile) -> Iterator[Read]:
    """An article for each task with its claims, and a problem for everything left out. Raises Unreadable.

    A region is Source, Cue or Content, or has a kind as its label; relations tie them. A choice on a region gives
    its kind, a text field called actor its actor, other text fields its note.
    """
    for place, task in records(file):
        if isinstance(task, str):
            yield Problem(place, task)
            continue
        try:
            yield from _article(place, task)
        except Unreadable as error:
            yield Problem(place, str(error))


def _article(place: str, task: Mapping) -> Iterator[Read]:
    data = task["data"] if isinstance(task.get("data"), dict) else _without_regions(task)
    values = flat(data)
    column = guess_mapping(tuple(values), [values]).text
    if not isinstance(data.get(column), str):
        raise Unreadable("Its text was not found and it was left out. Name it “text” in the task's data.")
    marked = Marked()
    for number, region in enumerate(_regions(task, marked)):
        if isinstance(region, dict):
            _add(region, str(region.get("id", f"region {number}")), marked)
    about, sentences = guessed_about({name: value for name, value in values.items() if name != column})
    marked.sentences += sentences
    yield from marked_article(values[column], marked, place, **about)


def _regions(task: Mapping, marked: Marked) -> list:
    """The regions of the task's first annotation that was not cancelled; a reviewer's choice comes first."""
    if not isinstance(task.get("data"), dict):
        return [each for value in task.values() if isinstance(value, list) for each in value if _is_region(each)]
    annotations = task.get("annotations") or task.get("completions") or []
    done = [each for each in annotations if isinstance(each, dict) and not each.get("was_cancelled")]
    done.sort(key=lambda each: not each.get("ground_truth"))
    marked.left_out["annotation by somebody else"] += max(0, len(done) - 1)
    result = done[0].get("result") if done else []
    return result if isinstance(result, list) else []


def _add(region: Mapping, name: str, marked: Marked) -> None:
    value = region["value"] if isinstance(region.get("value"), dict) else region
    kind_of_region = region.get("type", "labels")
    if kind_of_region == "relation":
        marked.pairs.append((str(region.get("from_id")), str(region.get("to_id"))))
    elif kind_of_region in LABELS:
        _add_mark(value, name, kind_of_region, marked)
    elif kind_of_region == "choices" and (kinds := _known(value.get("choices"))):
        marked.facts.setdefault(name, {})["kind"] = KINDS[kinds[0]]
    elif kind_of_region == "textarea" and isinstance(value.get("text"), (str, list)):
        written = value["text"] if isinstance(value["text"], str) else " ".join(map(str, value["text"]))
        field = "actor" if str(region.get("from_name", "")).casefold() == "actor" else "note"
        marked.facts.setdefault(name, {})[field] = written
    else:
        marked.left_out[str(kind_of_region)] += 1


def _add_mark(value: Mapping, name: str, type_: str, marked: Marked) -> None:
    if not isinstance(value.get("start"), int):
        marked.sentences.append("A region in HTML was left out, for only regions in plain text can be placed.")
        return
    labels = value.get(type_) or value.get("labels") or []
    label = " ".join(map(str, labels)) if isinstance(labels, list) else str(labels)
    words = value.get("text")
    try:
        spans = offsets(value["start"], value.get("end"))
        marked.marks.append(ToolMark(name, label, spans, words if isinstance(words, str) and words else None))
    except Unreadable as error:
        marked.sentences.append(str(error))


def _known(choices: object) -> list[str]:
    names = choices if isinstance(choices, list) else [choices]
    return [name.casefold() for name in names if isinstance(name, str) and name.casefold() in KINDS]


def _is_region(value: object) -> bool:
    return isinstance(value, dict) and "start" in value and "end" in value and "labels" in value


def _without_regions(task: Mapping) -> dict:
    return {name: value for name, value in task.items() if not isinstance(value, list)}
