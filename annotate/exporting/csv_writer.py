"""CSV as RFC 4180 has it, in UTF-8, that no spreadsheet runs as a formula; made by PostgreSQL's own COPY."""

import re
from collections.abc import Iterator

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Func, TextField
from django.db.models.expressions import Combinable

from annotate.exporting.claim_rows import COLUMNS, NUMBERS, columns, in_order
from annotate.models.claim import ClaimQuerySet

BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet runs a cell that begins so. Cells with apostrophes in front of that get one more, so that taking one
# off again always gives the cell as it was.
RUNNABLE = re.compile(r"'*[=+\-@\t\r]")
PIECE = 65_536  # bytes: fewer would cost more in handing them on than in making them


def pieces(claims: ClaimQuerySet, *, byte_order_mark: bool = True) -> Iterator[bytes]:
    """The header and a row for each of the claims, article by article, in pieces of some 64 kB, as the database makes
    them: memory does not grow.

    The byte order mark tells Excel that this is UTF-8.
    """
    gathered = bytearray((BYTE_ORDER_MARK if byte_order_mark else "").encode())
    gathered += ",".join(COLUMNS).encode() + b"\r\n"
    for line in _copied(claims):
        gathered += line
        gathered[-1:] = b"\r\n"  # COPY ends each line with \n alone
        if len(gathered) >= PIECE:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)


def _copied(claims: ClaimQuerySet) -> Iterator[memoryview]:
    """The claims as lines of CSV, each with \\n at its end."""
    with (
        connections[claims.db].cursor() as cursor,
        cursor.copy(f"COPY ({query_of(cursor, claims)}) TO STDOUT (FORMAT csv)") as copy,
    ):
        yield from copy


def query_of(cursor: CursorWrapper, claims: ClaimQuerySet) -> str:
    """The query whose rows the CSV has, as the cursor writes it out."""
    guarded = [value if name in NUMBERS else _guarded(value) for name, value in columns().items()]
    return cursor.mogrify(*in_order(claims).values_list(*guarded).query.sql_with_params())


def _guarded(value: Combinable) -> Func:
    """The text as `guarded` makes it; null if it is blank: that is written as nothing, where "" would get quotes."""
    return Func(value, template=_GUARDED, output_field=TextField())


# RUNNABLE in PostgreSQL's words. In a query of its own, so that each cell is worked out but once.
_GUARDED = r"""(
    SELECT CASE WHEN cell ~ E'^\'*[=+@\t\r-]' THEN '''' || cell ELSE nullif(cell, '') END
    FROM (SELECT (%(expressions)s)::text AS cell) AS cells)"""


def guarded(value: object) -> object:
    """The cell with a `'` in front if a spreadsheet would run it; numbers stay as they are."""
    return f"'{value}" if isinstance(value, str) and RUNNABLE.match(value) else value


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and RUNNABLE.match(cell) else cell
