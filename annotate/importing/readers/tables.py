"""Read tables: CSV with any of the usual separators, JSON Lines, and a JSON list of objects."""

import csv
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.article_details import read_details
from annotate.importing.readers.column_mapping import ColumnMapping, check_mapping, guess_mapping
from annotate.importing.readers.json_records import flatten, read_records
from annotate.importing.readers.limits import LARGEST_ARTICLE, MOST_COLUMNS
from annotate.importing.readers.reader_types import Problem, Read, build_article
from annotate.importing.readers.text_lines import BadLine, Lines, TextFile
from annotate.text.spreadsheet_cells import unguard_cell

SEPARATORS = [",", ";", "\t", "|"]
SAMPLES = 50
_NO_HEADER = "The first line is not a header. Give each column a name in the file's first line."
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A preview of a table for the editor: its columns, its first rows, and the guessed mapping."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    mapping: ColumnMapping


def glimpse_table(file: TextFile, *, is_csv: bool) -> Glimpse:
    """Return a table's columns, first rows and guessed mapping. Raise Unreadable if no row is readable."""
    with closing(_rows(file, is_csv)) as rows:
        samples = tuple(islice((row for _, row in rows if isinstance(row, dict)), SAMPLES))
    if not samples:
        raise Unreadable("The file has no readable row. Check that it has a header and rows below it.")
    header = tuple(dict.fromkeys(name for row in samples for name in row))
    return Glimpse(header, samples, guess_mapping(header, samples))


def read_table(file: TextFile, *, is_csv: bool, mapping: ColumnMapping | None = None) -> Iterator[Read]:
    """Yield an article for each row, by the given or the guessed mapping. Raise Unreadable if the file is not a table.

    An unreadable row yields a problem with its line number. An article whose date or URL is unreadable is yielded
    without it, along with a problem.
    """
    seen = glimpse_table(file, is_csv=is_csv)
    mapping = mapping or seen.mapping
    check_mapping(mapping, seen.header)
    for place, row in _rows(file, is_csv):
        if isinstance(row, str):
            yield Problem(place, row)
        else:
            yield from _article(place, row, mapping)


def _article(place: str, row: Row, mapping: ColumnMapping) -> Iterator[Read]:
    fields = {field: row.get(column, "") for field, column in mapping.columns().items()}
    details, sentences = read_details(fields, day_first=mapping.day_first)
    try:
        yield build_article(fields["text"], **details)
    except Unreadable as error:
        sentences = [str(error)]
    yield from (Problem(place, sentence) for sentence in sentences)


def _rows(file: TextFile, is_csv: bool) -> Generator[tuple[str, Row | str]]:
    """Yield each row with its place; for an unreadable row, a sentence."""
    if not is_csv:
        yield from ((place, flatten(row) if isinstance(row, dict) else row) for place, row in read_records(file))
        return
    with file.open() as text:
        lines = Lines(text)
        # This limit is global. Python's own, 131,072 characters, is less than an article may have.
        csv.field_size_limit(LARGEST_ARTICLE)
        try:
            header, separator = _header(lines)
        except csv.Error as error:
            raise Unreadable(_NO_HEADER) from error
        yield from _csv_rows(lines, csv.reader(lines, delimiter=separator, strict=True), header)


def _header(lines: Lines) -> tuple[tuple[str, ...], str]:
    """Return the columns' names and the separator."""
    first = next((line for line in lines if line.strip()), "")
    separator = max(SEPARATORS, key=lambda separator: len(_cells(first, separator)))
    # Excel's line that names the separator.
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        separator, first = first[4], next(lines, "")
    header = tuple(name.strip().lstrip("\ufeff") for name in _cells(first, separator))
    if not any(header) or len(header) > MOST_COLUMNS:
        raise Unreadable(_NO_HEADER)
    if len(set(filter(None, header))) < len(list(filter(None, header))):
        raise Unreadable("Two columns have the same name. Give each column a different name.")
    return header, separator


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def _csv_rows(lines: Lines, reader: Iterator[list[str]], header: tuple[str, ...]) -> Iterator[tuple[str, Row | str]]:
    while True:
        begins = lines.number + 1
        lines.new_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except BadLine as error:
            yield _place(begins, lines.number), str(error)
        except csv.Error as error:
            yield _place(begins, lines.number), _explain_csv_error(str(error))
        else:
            if len(cells) == len(header):
                yield _place(begins, lines.number), dict(zip(header, map(unguard_cell, cells), strict=True))
            elif any(cells):
                yield _place(begins, lines.number), _explain_ragged(len(cells), len(header))


def _explain_ragged(cells: int, columns: int) -> str:
    return (
        f"This row has {cells:,} cell{'s' * (cells > 1)}, but the header has {columns:,}. It was left out. "
        "Put a cell that contains the separator or a line end in quotation marks."
    )


def _explain_csv_error(error: str) -> str:
    if "field larger" in error or "unexpected end" in error:
        return (
            "These lines were left out: a quotation mark is never closed, or a cell is larger than an article may be. "
            "Close the quotation mark, and double each quotation mark inside the cell."
        )
    return "This row was left out: its quotation marks are not paired. Double each quotation mark inside a quoted cell."


def _place(first: int, last: int) -> str:
    return f"line {first}" if first >= last else f"lines {first} to {last}"
