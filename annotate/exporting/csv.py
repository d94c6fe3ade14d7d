"""CSV as RFC 4180 has it, in UTF-8, that no spreadsheet runs as a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping

from annotate.exporting.rows import COLUMNS

BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet runs a cell that begins so. Cells with apostrophes in front of that get one more, so that taking one
# off again always gives the cell as it was.
RUNNABLE = re.compile(r"'*[=+\-@\t\r]")


def lines(rows: Iterable[Mapping[str, object]], *, byte_order_mark: bool = True) -> Iterator[str]:
    """The header and a line for each row, one string each, with `\\r\\n` at its end.

    The byte order mark tells Excel that this is UTF-8.
    """
    writer = csv.DictWriter(_Echo(), COLUMNS)
    yield (BYTE_ORDER_MARK if byte_order_mark else "") + writer.writeheader()
    for row in rows:
        yield writer.writerow({column: guarded(value) for column, value in row.items()})


def guarded(value: object) -> object:
    """The cell with a `'` in front if a spreadsheet would run it; numbers stay as they are."""
    return f"'{value}" if isinstance(value, str) and RUNNABLE.match(value) else value


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and RUNNABLE.match(cell) else cell


class _Echo:
    def write(self, line: str) -> str:
        return line
