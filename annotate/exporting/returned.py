"""An exported CSV that comes back, edited in a spreadsheet. Pure but for what the columns are called."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from annotate.exporting.csv import unguarded

NEEDED = ("claim_id", "version", "kind", "actor", "status", "note")
KINDS = {"", "allegation", "denial", "quote"}
STATUSES = {"", "undecided", "tagged", "dismissed"}
LONGEST_CELL = 10_000_000  # characters: a whole article may be one claim


class NotAnExport(ValueError):
    """A file that no export has made; the message says what is wrong, in a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as the file has it. `line` is the file's line that the row ends on; `actor` a name, "" for nobody."""

    line: int
    claim_id: int
    version: int
    kind: str
    actor: str
    dismissed: bool
    note: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read, and why, in a sentence."""

    line: int
    sentence: str


def read_back(raw: bytes) -> Iterator[Row | BadRow]:
    """The rows of an edited export, in order. Spreadsheets may have saved it with semicolons or tabs between cells, or
    without the byte order mark. Raises NotAnExport."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAnExport("The file is not in UTF-8. Save it again as “CSV UTF-8” and choose it anew.") from error
    csv.field_size_limit(LONGEST_CELL)
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise NotAnExport(f"The file has no column {', '.join(missing)}. Edit an exported CSV and keep its columns.")
    return _rows(reader)


def _rows(reader: csv.DictReader) -> Iterator[Row | BadRow]:
    try:
        for cells in reader:
            yield _row(reader.line_num, cells)
    except csv.Error as error:
        yield BadRow(reader.line_num, f"From here on the file cannot be read ({error}). What stands before was read.")


def _row(line: int, cells: dict[str, str | None]) -> Row | BadRow:
    told = {name: unguarded(cells.get(name) or "").strip() for name in NEEDED}
    kind, status = told["kind"].casefold(), told["status"].casefold()
    if not _is_number(told["claim_id"]) or not _is_number(told["version"]):
        return BadRow(line, "The claim’s id or version is no number. Leave these two columns as they were exported.")
    if kind not in KINDS:
        return BadRow(line, f"‘{told['kind'][:40]}’ is no kind. Write allegation, denial or quote.")
    if status not in STATUSES:
        return BadRow(line, f"‘{told['status'][:40]}’ is no status. Write undecided, tagged or dismissed.")
    note = unguarded(cells.get("note") or "").replace("\r\n", "\n")
    return Row(line, int(told["claim_id"]), int(told["version"]), kind, told["actor"], status == "dismissed", note)


def _is_number(cell: str) -> bool:
    return cell.isascii() and cell.isdecimal() and len(cell) < 19
