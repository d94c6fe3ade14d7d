"""The problems of an import, as CSV."""

import csv
import io
from collections.abc import Iterator

from annotate.exporting.csv_writer import BYTE_ORDER_MARK
from annotate.models import Import
from annotate.text.spreadsheet_cells import guard_cell

HEADER = ("place", "problem")


def stream_problems(of: Import) -> Iterator[bytes]:
    """Yield a row for each stored problem, in the order of the file and in constant memory."""
    yield BYTE_ORDER_MARK.encode() + _write_row(HEADER)
    for place, sentence in of.problems.order_by("pk").values_list("place", "sentence").iterator(chunk_size=1000):
        yield _write_row((guard_cell(place), guard_cell(sentence)))


def _write_row(cells: tuple[str, str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()
