"""Read the objects of a JSON file: one on each line, or all in one list."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TextIO

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.limits import LONGEST_LINE, MOST_COLUMNS
from annotate.importing.readers.text_lines import BadLine, Lines, TextFile

_HEAD = 1 << 16
_BLANK = "\ufeff \t\r\n"
_DECODER = json.JSONDecoder()
NOT_JSON = "This is not valid JSON and was left out"
NOT_OBJECT = "This is not a JSON object and was left out. Write each article as {…}."


def read_records(file: TextFile) -> Iterator[tuple[str, dict | str]]:
    """Yield each object with its place ("line 7", "item 7"); for an unreadable one, a sentence.

    Raise Unreadable if the file is not a text.
    """
    with file.open() as text:
        begins = text.read(_HEAD).lstrip(_BLANK)
    if begins.startswith("["):
        yield from _items(file)
    elif begins.startswith("{") and (whole := _one_object(file)):
        yield "item 1", whole
    else:
        yield from _on_lines(file)


def first_record(file: TextFile) -> dict:
    """Return the first readable object among the first ten, else {}. Raise Unreadable if the file is not a text."""
    return next((record for _, record in islice(read_records(file), 10) if isinstance(record, dict)), {})


def flatten(record: Mapping) -> dict[str, str]:
    """Return the record's values as text. Values of an inner object are named "outer.inner"."""
    values: dict[str, str] = {}
    for name, value in islice(record.items(), MOST_COLUMNS):
        if isinstance(value, dict):
            values |= {f"{name}.{inner}": _as_text(content) for inner, content in islice(value.items(), MOST_COLUMNS)}
        else:
            values[name] = _as_text(value)
    return values


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return "" if value is None or isinstance(value, dict) else str(value)


def _on_lines(file: TextFile) -> Iterator[tuple[str, dict | str]]:
    with file.open() as text:
        lines = Lines(text)
        while True:
            lines.new_row()
            try:
                line = next(lines).strip(_BLANK)
                if line:
                    yield f"line {lines.number}", _object(line)
            except StopIteration:
                return
            except BadLine as error:
                yield f"line {lines.number}", str(error)


def _object(line: str) -> dict | str:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return f"{NOT_JSON} ({error.msg} at character {error.pos + 1:,}). Correct it and import it again."
    except (ValueError, RecursionError):
        return f"{NOT_JSON}: a number is too long, or brackets are nested too deeply. Correct it and import it again."
    return value if isinstance(value, dict) else NOT_OBJECT


def _one_object(file: TextFile) -> dict | None:
    """Return the object if the whole file is one object, spread over several lines."""
    with file.open() as text:
        whole = text.read(LONGEST_LINE + 1)
    if len(whole) > LONGEST_LINE:
        return None
    value = _object(whole.strip(_BLANK))
    return value if isinstance(value, dict) else None


def _items(file: TextFile) -> Iterator[tuple[str, dict | str]]:
    number = 0
    try:
        with file.open() as text:
            for number, item in enumerate(read_list_items(text), 1):
                yield f"item {number}", item if isinstance(item, dict) else NOT_OBJECT
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, Unreadable) else "The file breaks off here or is not valid JSON."
        yield f"item {number + 1}", f"{why} Nothing after this was read. Correct the file and import the rest."


def read_list_items(text: TextIO, begins: str = "") -> Iterator[object]:
    """Yield a list's items one by one, with at most LONGEST_LINE characters in memory. `begins`: the part that was read
    already, from the opening bracket on.

    Raise Unreadable if an item is longer than that, and ValueError if the list is never closed.

    This uses the standard parser, not ijson: ijson does not limit the size of an item. Its fast backend, yajl, also
    turns a lone surrogate into "?", and its Python backend takes 42 µs for an item of 44 bytes (3.6.0, measured).
    """
    buffer, at = begins or text.read(_HEAD).lstrip(_BLANK), 1
    while True:
        at = _skip(buffer, at, _BLANK + ",")
        if buffer.startswith("]", at):
            return
        item, end = _decode_value(buffer, at)
        # A number at the end of the buffer may be incomplete.
        if end is None or (end == len(buffer) and isinstance(item, (int, float))):
            more = text.read(max(_HEAD, len(buffer) - at))
            if not more:
                raise ValueError("the list is not closed")
            if len(buffer) - at > LONGEST_LINE:
                raise Unreadable(f"This item is longer than {LONGEST_LINE:,} characters.")
            buffer, at = buffer[at:] + more, 0
        else:
            yield item
            at = end


def _decode_value(buffer: str, at: int) -> tuple[object, int | None]:
    """Return the value at an index and its end. The end is None if the value is invalid or incomplete."""
    try:
        return _DECODER.raw_decode(buffer, at)
    except json.JSONDecodeError:
        return None, None


def _skip(buffer: str, at: int, characters: str) -> int:
    while at < len(buffer) and buffer[at] in characters:
        at += 1
    return at
