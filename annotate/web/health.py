"""The app's health: which detector is in use, what is waiting and what failed."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import ProgrammingError, connection
from django.db.models import Count
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from annotate.detection import load_model
from annotate.logs import DATABASE_AWAY
from annotate.models import Article
from annotate.web.database_answer import does_database_answer

NOT_RESPONDING = "The database is not responding."
_HEARTBEAT_AGE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Health:
    """`detector` names the detector in use; `problem` says why it is not the trained model, or is "".

    `pending` and `failed` count articles by the state of their detection, `waiting_jobs` the jobs in the queue,
    `workers` those that reported within the last minute.
    """

    detector: str
    problem: str
    pending: int
    failed: int
    waiting_jobs: int
    workers: int


def current_health() -> Health:
    """Return the app's health. Load the model to see whether it can be loaded, and release it again."""
    detector, problem = _detector()
    articles = Article.objects.count_without_claims()
    return Health(
        detector,
        problem,
        articles.get(Article.Detection.PENDING, 0),
        articles.get(Article.Detection.FAILED, 0),
        ProcrastinateJob.objects.filter(status="todo").count(),
        count_workers(),
    )


def count_workers() -> int:
    """Return the number of workers that reported within the last minute."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=timezone.now() - _HEARTBEAT_AGE).count()


@dataclass(frozen=True, slots=True)
class Readiness:
    """`problem` says why no page can be served, or is "". Pages can be served without workers."""

    problem: str = ""
    workers: int = 0


def check_readiness() -> Readiness:
    """Check, within seconds, that the database responds and has the tables of the app and of the queue."""
    if not does_database_answer(connection):
        return Readiness(NOT_RESPONDING)
    try:
        Article.objects.exists()
        ProcrastinateJob.objects.exists()
        return Readiness(workers=count_workers())
    except DATABASE_AWAY:
        return Readiness(NOT_RESPONDING)
    except ProgrammingError:
        return Readiness("Database tables are missing: run manage.py migrate.")


def count_jobs() -> dict[tuple[str, str], int]:
    """Return the number of jobs by queue and status: "todo", "doing" or "failed". Succeeded jobs are deleted."""
    unfinished = ProcrastinateJob.objects.filter(status__in=["todo", "doing", "failed"])
    counted = unfinished.values_list("queue_name", "status").annotate(number=Count("pk")).order_by()
    return {(queue, status): number for queue, status, number in counted}


def _detector() -> tuple[str, str]:
    try:
        return f"trained model, {load_model().version}", ""
    except Exception as error:
        return "rules", str(error) or type(error).__name__  # some errors say nothing
