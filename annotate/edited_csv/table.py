"""Reading an exported CSV that comes back from a spreadsheet, edited."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from annotate.exporting.csv_writer import unguarded

# Without these nobody knows what a row is about; of the others, a table may lack those that were not edited.
NEEDED = ("claim_id", "version")
EDITED = ("kind", "actor", "status", "note")
KINDS = ("", "allegation", "denial", "quote")
STATUSES = ("", "undecided", "tagged", "dismissed")
LONGEST_CELL = 2_000_000  # characters; an article's text is no cell of an export
DAMAGED = "\ufffd"  # what stands where bytes could not be decoded
# A spreadsheet may have written a number its own way.
FRACTIONS = (".0", ",0")


class NotAnExport(ValueError):
    """A file that no export has made; the message says what is wrong, in a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class EditedRow:
    """One claim as the file has it; None for what it has no column for. `line` is the file's line that the row ends
    on; `actor` a name, "" for nobody; `status` may be "" too."""

    line: int
    claim_id: int
    version: int
    kind: str | None
    actor: str | None
    status: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class BadEditedRow:
    """A row that cannot be read, and why, in a sentence."""

    line: int
    sentence: str


def read_back(text: TextIO) -> Iterator[EditedRow | BadEditedRow]:
    """The rows of an edited export, in order, in memory that does not grow; spreadsheets may have put semicolons or
    tabs between cells, and columns in another order or away. Raises NotAnExport."""
    csv.field_size_limit(LONGEST_CELL)
    header, above = text.readline(LONGEST_CELL).lstrip("\ufeff"), 1
    if header.lower().startswith("sep="):  # Excel's own way to say what separates cells
        header, above = text.readline(LONGEST_CELL), 2
    separator = max(",;\t", key=header.count)
    names = [name.strip().casefold() for name in next(csv.reader([header], delimiter=separator), [])]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise NotAnExport(f"The file has no column {', '.join(missing)}. Edit an exported CSV and keep these columns.")
    if not set(EDITED) & set(names):
        raise NotAnExport(f"The file has none of the columns {', '.join(EDITED)}, so there is nothing to take in.")
    return _rows(csv.reader(_lines(text), delimiter=separator), names, above)


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(LONGEST_CELL):
        if len(line) == LONGEST_CELL:
            raise csv.Error("a line is longer than any export's")
        yield line


def _rows(reader: Iterator[list[str]], names: list[str], above: int) -> Iterator[EditedRow | BadEditedRow]:
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield _row(reader.line_num + above, cells, names)
    except csv.Error as error:
        yield BadEditedRow(
            reader.line_num + above, f"From here on the file cannot be read ({error}). What stands before was read."
        )


def _row(line: int, cells: list[str], names: list[str]) -> EditedRow | BadEditedRow:
    if len(cells) > len(names):
        return BadEditedRow(
            line,
            f"It has {len(cells)} cells where the header has {len(names)}. Put a note with commas in quotation marks.",
        )
    # What a spreadsheet leaves off at a row's end was blank.
    found = dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=True))
    told = {name: unguarded(found[name]) for name in (*NEEDED, *EDITED) if name in found}
    claim_id, version = (_number(told[name]) for name in NEEDED)
    kind, status = (told[name].strip().casefold() if name in told else None for name in ("kind", "status"))
    if DAMAGED in "".join(told.values()):
        return BadEditedRow(
            line, "Some of its characters are damaged. Save the file as “CSV UTF-8” and choose it anew."
        )
    if claim_id is None or version is None:
        return BadEditedRow(
            line, "The claim’s id or version is no number. Leave these two columns as they were exported."
        )
    if kind not in (None, *KINDS):
        return BadEditedRow(line, f"‘{told['kind'][:40]}’ is no kind. Write allegation, denial or quote.")
    if status not in (None, *STATUSES):
        return BadEditedRow(line, f"‘{told['status'][:40]}’ is no status. Write undecided, tagged or dismissed.")
    actor = told["actor"].strip() if "actor" in told else None
    note = told["note"].replace("\r\n", "\n").replace("\r", "\n") if "note" in told else None
    return EditedRow(line, claim_id, version, kind, actor, status, note)


def _number(cell: str) -> int | None:
    cell = cell.strip()
    digits = next((cell.removesuffix(each) for each in FRACTIONS if cell.endswith(each)), cell)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else None
