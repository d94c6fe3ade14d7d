"""The objects of a JSON file: one on each line, or all in one list."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TextIO

from annotate.importing.readers.limits import LONGEST_LINE, MOST_COLUMNS
from annotate.importing.readers.reader_types import Unreadable
from annotate.importing.readers.text_lines import BadLine, Lines, TextFile

_HEAD = 1 << 16
_BLANK = "\ufeff \t\r\n"
_DECODER = json.JSONDecoder()
NO_JSON = "It is no JSON and was left out"


def records(file: TextFile) -> Iterator[tuple[str, dict | str]]:
    """Each object with its place ("line 7", "item 7"), or a sentence instead of one that cannot be read.

    Raises Unreadable.
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
    """The first object that can be read; {} if there is none among the first ten. Raises Unreadable."""
    return next((record for _, record in islice(records(file), 10) if isinstance(record, dict)), {})


def flat(record: Mapping) -> dict[str, str]:
    """The record's values as text; those of an object inside it under "outer.inner"."""
    found: dict[str, str] = {}
    for name, value in islice(record.items(), MOST_COLUMNS):
        if isinstance(value, dict):
            found |= {f"{name}.{inner}": _as_text(each) for inner, each in islice(value.items(), MOST_COLUMNS)}
        else:
            found[name] = _as_text(value)
    return found


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(each for each in value if isinstance(each, str))
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
        return f"{NO_JSON} ({error.msg} at character {error.pos + 1:,})."
    except (ValueError, RecursionError):
        return f"{NO_JSON}: it has too long a number or too many brackets."
    return value if isinstance(value, dict) else "It is no JSON object and was left out. Write {…} on each line."


def _one_object(file: TextFile) -> dict | None:
    """The object if all of the file is one, over several lines."""
    with file.open() as text:
        all_of_it = text.read(LONGEST_LINE + 1)
    if len(all_of_it) > LONGEST_LINE:
        return None
    value = _object(all_of_it.strip(_BLANK))
    return value if isinstance(value, dict) else None


def _items(file: TextFile) -> Iterator[tuple[str, dict | str]]:
    number = 0
    try:
        with file.open() as text:
            for number, item in enumerate(listed(text), 1):
                yield f"item {number}", item if isinstance(item, dict) else "It is no JSON object and was left out."
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, Unreadable) else "It breaks off or is no JSON."
        yield f"item {number + 1}", f"{why} From here on nothing could be read: mend the file and import the rest."


def listed(text: TextIO, begins: str = "") -> Iterator[object]:
    """The items of a list, one at a time, with no more than LONGEST_LINE characters of it in memory. begins: what has
    been read of it already, from its bracket on.

    By the standard parser: those that are made for parsing in pieces need memory that grows with the square of the
    depth, so that a file of 100 KB can fill it, or read half a character as "?".
    """
    buffer, at = begins or text.read(_HEAD).lstrip(_BLANK), 1
    while True:
        at = _skip(buffer, at, _BLANK + ",")
        if buffer.startswith("]", at):
            return
        item, end = _decoded(buffer, at)
        # Where the buffer ends, a number could go on.
        if end is None or (end == len(buffer) and isinstance(item, (int, float))):
            more = text.read(max(_HEAD, len(buffer) - at))
            if not more:
                raise ValueError("the list is not closed")
            if len(buffer) - at > LONGEST_LINE:
                raise Unreadable(f"It is longer than {LONGEST_LINE:,} characters.")
            buffer, at = buffer[at:] + more, 0
        else:
            yield item
            at = end


def _decoded(buffer: str, at: int) -> tuple[object, int | None]:
    """The value at `at` and where it ends; None for its end if it is none, or has not been read to its end."""
    try:
        return _DECODER.raw_decode(buffer, at)
    except json.JSONDecodeError:
        return None, None


def _skip(buffer: str, at: int, characters: str) -> int:
    while at < len(buffer) and buffer[at] in characters:
        at += 1
    return at
