"""Kill an import's worker repeatedly with `kill -9`."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from annotate import jobs
from annotate.models import Article, Claim, Import, Tag, User
from annotate.workflows import article_imports
from tests.factories import make_user
from tests.processes import wait_for

NUMBER, KILLS = 1_000, 3


def doccano_lines(number: int) -> bytes:
    """Return texts with a denial and an allegation each, and some lines that are not valid JSON."""
    lines = []
    for index in range(number):
        text = f"The firm denied charge {index}. The mayor alleged fraud."
        marks = [[16, text.index("."), "Denial"], [len(text) - 6, len(text) - 1, "Allegation"]]
        lines.append(json.dumps({"id": index, "text": text, "label": marks}))
        if index % 100 == 99:
            lines.append("{broken")
    return "\n".join(lines).encode()


@contextmanager
def worker(queue: str) -> Iterator[subprocess.Popen]:
    where = connection.get_connection_params()
    url = f"postgresql://{where['user']}@/{where['dbname']}?host={where['host']}"
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--queues", queue]
    environment = {"DATABASE_URL": url, "SECRET_KEY": "test", "ONRECORD_DATA": str(settings.DATA_DIR)}
    process = subprocess.Popen(command, cwd=Path(settings.BASE_DIR), env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def retry_dead_workers_jobs() -> None:
    """Do what workers do within two minutes: notice the dead worker and retry its job."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    with suppress(AlreadyEnqueued):  # the worker may have queued it already; it does so every minute
        jobs.retry_stalled_jobs.defer(timestamp=0)
    with worker("upkeep"):
        wait_for(lambda: not ProcrastinateJob.objects.filter(queue_name="imports", status="doing").exists())


@pytest.mark.django_db(transaction=True)
def test_kill_9_neither_loses_nor_duplicates_articles():
    editor = make_user("ana")
    article_import = article_imports.import_file(name="a.jsonl", chunks=[doccano_lines(NUMBER)], started_by=editor)
    assert article_import.state == "waiting"
    killed_at = []
    for _ in range(KILLS):
        before = Import.objects.get().seen
        with worker("imports") as process:
            wait_for(lambda before=before: Import.objects.get().seen > before)
            time.sleep(0.07 * len(killed_at))  # between two batches and within one
            process.kill()
        killed_at.append(Import.objects.get().seen)
        retry_dead_workers_jobs()
    assert 0 < killed_at[0] < killed_at[-1] < NUMBER

    with worker("imports"):
        wait_for(lambda: Import.objects.get().state == "done")
    article_import.refresh_from_db()
    assert (article_import.taken_in, article_import.known, article_import.problem_count) == (NUMBER, 0, NUMBER // 100)
    assert article_import.problems.count() == NUMBER // 100
    assert Article.objects.count() == NUMBER
    assert Claim.objects.count() == Tag.objects.count() == 2 * NUMBER
    detections = ProcrastinateJob.objects.filter(task_name="annotate.jobs.detect_claims")
    assert {job.args["article_id"] for job in detections} == set(Article.objects.values_list("pk", flat=True))
    assert detections.count() == NUMBER
    assert User.objects.get() == editor
