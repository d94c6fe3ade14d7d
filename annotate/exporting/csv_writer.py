"""CSV by RFC 4180, in UTF-8, without cells that a spreadsheet would run as formulas. PostgreSQL's COPY writes it."""

from collections.abc import Iterator

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Func, TextField
from django.db.models.expressions import Combinable

from annotate.exporting.csv_columns import COLUMN_NAMES, COLUMNS
from annotate.models.claim_queries import ClaimQuerySet
from annotate.text.spreadsheet_cells import STARTS_FORMULA

BYTE_ORDER_MARK = "\ufeff"
CHUNK = 65_536  # bytes; with smaller chunks, sending them takes longer than creating them


def stream_csv(claims: ClaimQuerySet, *, byte_order_mark: bool = True) -> Iterator[bytes]:
    """Yield the header and one row per claim, article by article, in chunks of about 64 kB and in constant memory.

    byte_order_mark: tells Excel that the file is UTF-8.
    """
    chunk = bytearray((BYTE_ORDER_MARK if byte_order_mark else "").encode())
    chunk += ",".join(COLUMN_NAMES).encode() + b"\r\n"
    for line in _copy_rows(claims):
        chunk += line
        chunk[-1:] = b"\r\n"  # COPY ends each line with \n
        if len(chunk) >= CHUNK:
            yield bytes(chunk)
            chunk.clear()
    yield bytes(chunk)


def _copy_rows(claims: ClaimQuerySet) -> Iterator[memoryview]:
    with (
        connections[claims.db].cursor() as cursor,
        cursor.copy(f"COPY ({build_query(cursor, claims)}) TO STDOUT (FORMAT csv)") as copy,
    ):
        yield from copy


def build_query(cursor: CursorWrapper, claims: ClaimQuerySet) -> str:
    """Return the SQL that selects the CSV's rows."""
    cells = [_guard_in_sql(column.expression) if column.is_text else column.expression for column in COLUMNS]
    # An index has this order, so the first row arrives at once.
    rows = claims.visible().order_by("article_id", "start", "end", "pk").values_list(*cells)
    return cursor.mogrify(*rows.query.sql_with_params())


# RUNNABLE in PostgreSQL's syntax. The inner query makes PostgreSQL compute each cell only once.
_GUARDED = f"""(
    SELECT CASE WHEN cell ~ '^''*[{STARTS_FORMULA}]' THEN '''' || cell ELSE nullif(cell, '') END
    FROM (SELECT (%(expressions)s)::text AS cell) AS cells)"""  # nosec B608: the characters are our own constant


def _guard_in_sql(expression: Combinable) -> Func:
    """Do the same as `guard_cell` in SQL. Blank text becomes null, which COPY writes without quotation marks."""
    return Func(expression, template=_GUARDED, output_field=TextField())
