"""Reads tables: CSV with any of the usual separators, JSON Lines, and JSON that is a list of objects."""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from annotate.importing.readers import column_mapping as columns
from annotate.importing.readers.article_details import about_article
from annotate.importing.readers.json_records import flat, records
from annotate.importing.readers.limits import LARGEST_ARTICLE, MOST_COLUMNS
from annotate.importing.readers.reader_types import Problem, Read, Unreadable, article
from annotate.importing.readers.text_lines import BadLine, Lines, TextFile

SEPARATORS = [",", ";", "\t", "|"]
SAMPLES = 50
# Where a spreadsheet would take a cell for a formula, an export puts an apostrophe in front.
SHIELDED = re.compile(r"'+[=+\-@\t\r]")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What an editor sees of a table before it is read: its columns, its first rows, and the mapping guessed."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    mapping: columns.Mapping


def glimpse(file: TextFile, *, is_csv: bool) -> Glimpse:
    """The first rows of a table, with the mapping that they suggest. Raises Unreadable."""
    with closing(_rows(file, is_csv)) as rows:
        samples = tuple(islice((row for _, row in rows if isinstance(row, dict)), SAMPLES))
    if not samples:
        raise Unreadable("There is no row in the file that can be read. See that it has a header and rows below it.")
    header = tuple(dict.fromkeys(name for row in samples for name in row))
    return Glimpse(header, samples, columns.guess_mapping(header, samples))


def read_table(file: TextFile, *, is_csv: bool, mapping: columns.Mapping | None = None) -> Iterator[Read]:
    """An article for each row, by the mapping or else by the one guessed. Raises Unreadable.

    A row that cannot be read is a problem with its line; an article whose date or address cannot be read comes
    without it, and with a problem that says so.
    """
    seen = glimpse(file, is_csv=is_csv)
    mapping = columns.checked(mapping or seen.mapping, seen.header)
    for place, row in _rows(file, is_csv):
        if isinstance(row, str):
            yield Problem(place, row)
        else:
            yield from _article(place, row, mapping)


def _article(place: str, row: Row, mapping: columns.Mapping) -> Iterator[Read]:
    fields = {field: row.get(column, "") for field, column in mapping.columns().items()}
    about, sentences = about_article(fields, day_first=mapping.day_first)
    try:
        yield article(fields["text"], **about)
    except Unreadable as error:
        sentences = [str(error)]
    yield from (Problem(place, sentence) for sentence in sentences)


def _rows(file: TextFile, is_csv: bool) -> Iterator[tuple[str, Row | str]]:
    """The rows, each with its place; a sentence instead of a bad one."""
    if not is_csv:
        yield from ((place, flat(row) if isinstance(row, dict) else row) for place, row in records(file))
        return
    with file.open() as text:
        lines = Lines(text)
        header, separator = _header(lines)
        # For all of the process, but nothing else in it reads CSV.
        csv.field_size_limit(LARGEST_ARTICLE)
        yield from _csv_rows(lines, csv.reader(lines, delimiter=separator, strict=True), header)


def _header(lines: Lines) -> tuple[tuple[str, ...], str]:
    """The columns' names and what separates them."""
    first = next((line for line in lines if line.strip()), "")
    separator = max(SEPARATORS, key=lambda each: len(_cells(first, each)))
    # Excel's own way to say it.
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        separator, first = first[4], next(lines, "")
    header = tuple(name.strip().lstrip("\ufeff") for name in _cells(first, separator))
    if not any(header) or len(header) > MOST_COLUMNS:
        raise Unreadable("The first line is no header. Give each column a name in the file's first line.")
    if len(set(filter(None, header))) < len(list(filter(None, header))):
        raise Unreadable("Two columns have the same name. Give each column a name of its own.")
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
            yield _place(begins, lines.number), _csv_sentence(str(error))
        else:
            if len(cells) == len(header):
                yield _place(begins, lines.number), dict(zip(header, map(_unshielded, cells), strict=True))
            elif any(cells):
                yield _place(begins, lines.number), _ragged(len(cells), len(header))


def _ragged(cells: int, columns_: int) -> str:
    return (
        f"It has {cells:,} cell{'s' * (cells > 1)} where the header has {columns_:,}, and was left out. "
        "A cell that has the separator or a line end in it must stand in quotation marks."
    )


def _csv_sentence(error: str) -> str:
    if "field larger" in error or "unexpected end" in error:
        return (
            "A cell in quotation marks is never closed, or is larger than an article may be, so these lines were left "
            "out. Close it, and double each quotation mark inside it."
        )
    return "Its quotation marks are not paired, so it was left out. Inside a cell in quotation marks, double them."


def _unshielded(cell: str) -> str:
    return cell[1:] if SHIELDED.match(cell) else cell


def _place(first: int, last: int) -> str:
    return f"line {first}" if first >= last else f"lines {first} to {last}"
