"""What was left out of an import, as CSV."""

import csv
import io
from collections.abc import Iterator

from annotate.exporting.csv_writer import BYTE_ORDER_MARK, guarded
from annotate.models import Import

COLUMNS = ("place", "problem")


def problems_csv(of: Import) -> Iterator[bytes]:
    """A row for each problem that is kept, in the file's order; memory does not grow."""
    yield BYTE_ORDER_MARK.encode() + _line(COLUMNS)
    for row in of.problems.order_by("pk").values_list("place", "sentence").iterator(chunk_size=1000):
        yield _line(tuple(map(guarded, row)))


def _line(cells: tuple) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()
