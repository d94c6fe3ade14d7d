"""Queue the tasks of annotate/jobs.py. They are named here, not imported, because jobs.py imports the workflows."""

from collections.abc import Iterable
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.types import JSONValue

from annotate.logs import job_context
from annotate.models import Import

# The highest priority runs first: what an editor is waiting for, then imports, then the claims of imported articles.
AT_ONCE, READING, LATER = 0, -5, -10


def queue_detection(article_ids: Iterable[int], *, priority: int = AT_ONCE) -> None:
    """Queue one search for claims for each article."""
    _defer("detect_claims", [{"article_id": pk} for pk in article_ids], priority=priority)


def queue_import(bulk: Import) -> None:
    """Queue the reading of an import's file, or the fetching of each page that has not been fetched yet."""
    if bulk.of_addresses:
        priority = AT_ONCE if bulk.size == 1 else READING
        to_fetch = bulk.addresses.filter(done=False).values_list("pk", flat=True)
        _defer("fetch_page", [{"address_id": pk} for pk in to_fetch], priority=priority)
    else:
        # The lock allows one job at a time for each import. A dead job's lock is released when that job is retried.
        _defer("run_import", [{"import_id": bulk.pk}], priority=READING, lock=f"import {bulk.pk}")


def first_waiting_job() -> int | None:
    """Return the id of the first job that an editor waits for and that no worker has started."""
    jobs = ProcrastinateJob.objects.filter(status="todo", priority__gte=AT_ONCE, queue_name="detection")
    return jobs.filter(scheduled_at=None).order_by("pk").values_list("pk", flat=True).first()


def _defer(task: str, calls: list[dict[str, JSONValue]], **options: Any) -> None:
    if calls:
        job = app.configure_task(f"annotate.jobs.{task}", allow_unknown=False, **options)
        job.batch_defer(*({**arguments, **job_context()} for arguments in calls))
