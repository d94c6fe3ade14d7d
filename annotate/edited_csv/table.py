"""Read the rows of an exported CSV that somebody edited in a spreadsheet."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from annotate.exporting.csv_columns import COLUMNS
from annotate.exporting.edited_cells import BadCell
from annotate.text.spreadsheet_cells import unguard_cell

_REQUIRED = [column.name for column in COLUMNS if column.is_required]
_EDITABLE = [column.name for column in COLUMNS if column.read and not column.is_required]
_READERS = {column.name: column.read for column in COLUMNS if column.read}
_LONGEST_LINE = 2_000_000  # characters; no row of an export is as long, since articles' texts are not exported
_UNDECODABLE = "\ufffd"  # Python's replacement for bytes that cannot be decoded


class NotAnExport(ValueError):
    """A file that is not an exported CSV; the message is a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A claim in the file. A field is None if the file lacks its column.

    line: the line of the file on which the row ends. actor: a name; "" for no actor. status: may be "".
    """

    line: int
    claim_id: int
    version: int
    kind: str | None
    actor: str | None
    status: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class BadEditedRow:
    """A row that cannot be read, with a sentence that says why."""

    line: int
    sentence: str


def read_rows(text: TextIO) -> Iterator[EditedRow | BadEditedRow]:
    """Yield the rows of an edited export, in order and in constant memory. Raise NotAnExport.

    Spreadsheets may have put semicolons or tabs between cells, moved columns or removed them.
    """
    csv.field_size_limit(_LONGEST_LINE)
    header, lines_above = text.readline(_LONGEST_LINE).lstrip("\ufeff"), 1
    if header.lower().startswith("sep="):  # Excel's way to declare the separator
        header, lines_above = text.readline(_LONGEST_LINE), 2
    separator = max(",;\t", key=header.count)
    names = [name.strip().casefold() for name in next(csv.reader([header], delimiter=separator), [])]
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        raise NotAnExport(f"The file has no column {', '.join(missing)}. Edit an exported CSV and keep these columns.")
    if not set(_EDITABLE) & set(names):
        raise NotAnExport(
            f"The file has no column that can be edited ({', '.join(_EDITABLE)}). Keep at least one of them."
        )
    return _read_body(text, separator, names, lines_above)


def _read_body(text: TextIO, separator: str, names: list[str], lines_above: int) -> Iterator[EditedRow | BadEditedRow]:
    reader = csv.reader(_lines(text), delimiter=separator)
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield _read_row(reader.line_num + lines_above, cells, names)
    except csv.Error as error:
        yield BadEditedRow(
            reader.line_num + lines_above, f"The file cannot be read from here on ({error}). The rows above were read."
        )


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise csv.Error("a line is longer than any line of an export")
        yield line


def _read_row(line: int, cells: list[str], names: list[str]) -> EditedRow | BadEditedRow:
    if len(cells) > len(names):
        return BadEditedRow(
            line,
            f"This row has {len(cells)} cells but the header has {len(names)}. "
            "Put quotation marks around a note with commas.",
        )
    # Spreadsheets omit blank cells at the end of a row.
    by_name = dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=True))
    by_name = {name: unguard_cell(by_name[name]) for name in (*_REQUIRED, *_EDITABLE) if name in by_name}
    if any(_UNDECODABLE in cell for cell in by_name.values()):
        return BadEditedRow(line, "Some characters are damaged. Save the file as “CSV UTF-8” and choose it again.")
    try:
        values: dict[str, Any] = dict.fromkeys(_EDITABLE)
        values |= {name: _READERS[name](cell) for name, cell in by_name.items()}
    except BadCell as error:
        return BadEditedRow(line, str(error))
    return EditedRow(line, **values)
