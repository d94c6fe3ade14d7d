"""Imports whose worker, a process of its own, is killed with `kill -9` again and again."""

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


def doccano(number: int) -> bytes:
    """Texts with a denial and an allegation each, and now and then a line that is no JSON."""
    lines = []
    for each in range(number):
        text = f"The firm denied charge {each}. The mayor alleged fraud."
        marks = [[16, text.index("."), "Denial"], [len(text) - 6, len(text) - 1, "Allegation"]]
        lines.append(json.dumps({"id": each, "text": text, "label": marks}))
        if each % 100 == 99:
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


def bury_the_dead() -> None:
    """What happens by itself within two minutes: the dead worker is noticed, and its job given to the next."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    with suppress(AlreadyEnqueued):  # by the worker itself, at a full minute
        jobs.retry_stalled_jobs.defer(timestamp=0)
    with worker("upkeep"):
        wait_for(lambda: not ProcrastinateJob.objects.filter(queue_name="imports", status="doing").exists())


@pytest.mark.django_db(transaction=True)
def test_no_article_is_lost_or_doubled_by_kill_9():
    editor = make_user("ana")
    brought = article_imports.import_file(name="a.jsonl", chunks=[doccano(NUMBER)], started_by=editor)
    assert brought.state == "waiting"
    killed_at = []
    for _ in range(KILLS):
        before = Import.objects.get().seen
        with worker("imports") as process:
            wait_for(lambda before=before: Import.objects.get().seen > before)
            time.sleep(0.07 * len(killed_at))  # between two batches and within one
            process.kill()
        killed_at.append(Import.objects.get().seen)
        bury_the_dead()
    assert 0 < killed_at[0] < killed_at[-1] < NUMBER

    with worker("imports"):
        wait_for(lambda: Import.objects.get().state == "done", patience=300)  # on a busy machine, ten a second
    brought.refresh_from_db()
    assert (brought.taken_in, brought.known, brought.problem_count) == (NUMBER, 0, NUMBER // 100)
    assert brought.problems.count() == NUMBER // 100
    assert Article.objects.count() == NUMBER
    assert Claim.objects.count() == Tag.objects.count() == 2 * NUMBER
    wanted = ProcrastinateJob.objects.filter(task_name="annotate.jobs.detect_claims")
    assert {job.args["article_id"] for job in wanted} == set(Article.objects.values_list("pk", flat=True))
    assert wanted.count() == NUMBER
    assert User.objects.get() == editor
