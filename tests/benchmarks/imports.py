"""Measure a bulk import: `python -m tests.benchmarks.imports [ARTICLES]`.

Stores a CSV of this many articles of 5,000 characters in a new database and imports it, in two fresh processes, as a
web server and a worker do. Prints articles a second and the peak memory of each process; then the worker's peak after
it has also found claims with the trained model.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "annotate.settings")
django.setup()

from django.db import connection

from annotate import jobs
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.models import Article, Import, User
from annotate.workflows import article_imports

SENTENCE = "The spokeswoman said on Tuesday that the old bridge had been checked and “nobody was ever in danger”. "
DETECTED = 20


def main() -> None:
    if len(sys.argv) == 4:
        return {"upload": upload, "import": run_import}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    database = connection.creation.create_test_db(verbosity=0)
    try:
        User.objects.create_user("bench")
        print(f"{'':<34} {'seconds':>8} {'articles a second':>18} {'peak MB':>8}", flush=True)
        for step in ("upload", "import"):
            name = connection.settings_dict["NAME"]
            subprocess.run([sys.executable, "-m", __spec__.name, step, name, str(number)], check=True)
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


def rows(number: int) -> Iterator[bytes]:
    yield b"headline,body,published\n"
    body = SENTENCE * 50
    for index in range(number):
        yield f'Article {index},"{index} {body}",2026-03-01\n'.encode()


def upload(database: str, number: int) -> None:
    connection.settings_dict["NAME"] = database
    start = time.perf_counter()
    article_import = article_imports.import_file(name="a.csv", chunks=rows(number), started_by=User.objects.get())
    article_imports.confirm_columns(import_id=article_import.pk, mapping=ColumnMapping(**article_import.mapping))
    print_row(f"stored, {article_import.size / 1e6:,.0f} MB", number, time.perf_counter() - start)


def run_import(database: str, number: int) -> None:
    connection.settings_dict["NAME"] = database
    start = time.perf_counter()
    jobs.run_import(Import.objects.get().pk)
    assert Article.objects.count() == number
    print_row("imported", number, time.perf_counter() - start)
    start = time.perf_counter()
    for article_id in Article.objects.order_by("pk").values_list("pk", flat=True)[:DETECTED]:
        jobs.detect_claims(article_id)
    print_row(f"claims of {DETECTED} found", DETECTED, time.perf_counter() - start)


def print_row(what: str, number: int, seconds: float) -> None:
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
    print(f"{what:<34} {seconds:>8.1f} {number / seconds:>18,.1f} {peak:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
