"""How the app stands: which detector serves, what waits, what failed."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import ProgrammingError
from django.db.models import Count
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from annotate.detection import load_model
from annotate.logs import DATABASE_AWAY
from annotate.models import Article

_SILENT = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Health:
    """`detector` names what finds the claims; `problem` says why it is not the trained model, "" if it is. The rest
    are numbers: articles whose claims are awaited or could not be found, jobs that wait, workers that were heard of
    within a minute."""

    detector: str
    problem: str
    pending: int
    failed: int
    waiting_jobs: int
    workers: int


def current_health() -> Health:
    """How the app stands now. Loads the model to see whether it can be loaded, and lets it go again."""
    detector, problem = _detector()
    articles = Article.objects.count_without_claims()
    return Health(
        detector,
        problem,
        articles.get(Article.Detection.PENDING, 0),
        articles.get(Article.Detection.FAILED, 0),
        ProcrastinateJob.objects.filter(status="todo").count(),
        workers(),
    )


def workers() -> int:
    """The number of workers that were heard of within a minute."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=timezone.now() - _SILENT).count()


@dataclass(frozen=True, slots=True)
class Readiness:
    """`problem` says why no page can be served, "" if it can. Without a worker they can, so that is none."""

    problem: str = ""
    workers: int = 0


def readiness() -> Readiness:
    """Whether pages can be served now: the database answers, and has the app's tables and the queue's."""
    try:
        Article.objects.exists()
        ProcrastinateJob.objects.exists()
        return Readiness(workers=workers())
    except DATABASE_AWAY:
        return Readiness("The database is not responding.")
    except ProgrammingError:
        return Readiness("Database tables are missing: run manage.py migrate.")


def jobs_by_status() -> dict[tuple[str, str], int]:
    """How many jobs of which queue wait ("todo"), run ("doing") or have failed; what succeeded is not kept."""
    unfinished = ProcrastinateJob.objects.filter(status__in=["todo", "doing", "failed"])
    counted = unfinished.values_list("queue_name", "status").annotate(number=Count("pk")).order_by()
    return {(queue, status): number for queue, status, number in counted}


def _detector() -> tuple[str, str]:
    try:
        return f"trained model, {load_model().version}", ""
    except Exception as error:
        return "rules", str(error) or type(error).__name__  # some errors say nothing
