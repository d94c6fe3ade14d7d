"""Measure exports of a million claims: `python -m tests.benchmarks.exports [CLAIMS]`.

Fills a new database with articles of 5,000 characters and 25 claims each, half of them tagged. Prints for each format
the rows a second and the peak memory of the fresh process that exports it; for comparison also PostgreSQL's own
`COPY (same query) TO STDOUT`, whose output is thrown away.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotate.settings")
django.setup()

from django.db import connection

from annotate.exporting.csv_writer import build_query
from annotate.exporting.formats import FORMATS, export
from annotate.models import Claim, User
from tests import bulk_data

CLAIMS_PER_ARTICLE = 25
COPY = "COPY of the same query"


def main() -> None:
    if len(sys.argv) == 3:
        return measure(sys.argv[1], sys.argv[2])
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    database = connection.creation.create_test_db(verbosity=0)
    try:
        fill(number // CLAIMS_PER_ARTICLE)
        print(f"{Claim.objects.count():,} claims\n")
        print(f"{'':<24} {'seconds':>8} {'rows a second':>14} {'MB written':>11} {'peak MB':>8}", flush=True)
        for name in (COPY, *FORMATS):
            subprocess.run([sys.executable, "-m", __spec__.name, connection.settings_dict["NAME"], name], check=True)
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


def fill(articles: int) -> None:
    User.objects.create_user("bench")
    with connection.cursor() as cursor:
        bulk_data.fill(cursor, articles=articles, each=CLAIMS_PER_ARTICLE, tagged=True)
        cursor.execute("VACUUM ANALYZE")


def measure(database: str, name: str) -> None:
    """Export in this process, and print its row."""
    connection.settings_dict["NAME"] = database
    claims = Claim.objects.all()
    number, start, written = claims.count(), time.perf_counter(), 0
    for piece in copy_pieces() if name == COPY else export(claims, name):
        written += len(piece)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<24} {seconds:>8.1f} {number / seconds:>14,.0f} {written / 1e6:>11.0f} {peak:>8.0f}", flush=True)


def copy_pieces() -> Iterable[bytes]:
    with connection.cursor() as cursor:
        query = build_query(cursor, Claim.objects.all())
        with cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
            yield from copy


if __name__ == "__main__":
    main()
