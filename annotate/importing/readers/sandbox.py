"""Run third-party parsers in a process with limits: no file can use up our memory, stall us or crash us.

The parent sends (format, bytes, hints) and receives an article or a sentence. One child reads many files in turn.
"""

import logging
import os
import resource
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from annotate.importing.decoding import Unreadable
from annotate.importing.readers.limits import MEGABYTES, SECONDS
from annotate.importing.readers.reader_types import ReadArticle

# Parsers' caches grow, so start a new process from time to time. That takes a quarter of a second.
FILES_A_PROCESS = 200


class Sandbox:
    """Reads one file at a time in a child process, until it is closed. The child starts with the first file."""

    def __init__(self, *, megabytes: int = MEGABYTES, seconds: int = SECONDS) -> None:
        self._limits = (megabytes, seconds)
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, type_: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def read(self, format: str, raw: bytes, **hints: str) -> ReadArticle:
        """Return the article that a format's reader ("html", "docx", "pdf") makes of the bytes.

        Raise Unreadable, also if the reader fails or exceeds its memory or time.
        """
        if self._child and self._child.files_read >= FILES_A_PROCESS:
            self.close()
        child = self._child = self._child or _Child(*self._limits)
        try:
            answer = child.ask(format, raw, hints)
        except (EOFError, OSError) as error:
            raise Unreadable(self._explain_death(child)) from error
        if isinstance(answer, str):
            raise Unreadable(answer)
        return answer

    def close(self) -> None:
        """End the child process. The next file starts a new one."""
        if self._child:
            self._child.kill()
        self._child = None

    def _explain_death(self, child: "_Child") -> str:
        status = child.process.wait()
        self.close()
        if status == -signal.SIGALRM:
            return (
                f"Reading this file took longer than {self._limits[1]} seconds. Copy the article's text and paste it."
            )
        return "This file needs too much memory, or is damaged. Copy the article's text and paste it."


class _Child:
    def __init__(self, megabytes: int, seconds: int) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", __name__, str(theirs.fileno()), str(megabytes), str(seconds)]
        path = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with theirs:
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=path, stdin=subprocess.DEVNULL)
        self._connection = Connection(ours.detach())
        self.files_read = 0

    def ask(self, format: str, raw: bytes, hints: dict[str, str]) -> ReadArticle | str:
        self.files_read += 1
        self._connection.send((format, raw, hints))
        return self._connection.recv()

    def kill(self) -> None:
        self._connection.close()
        self.process.kill()
        self.process.wait()


def serve(connection: Connection, megabytes: int, seconds: int) -> None:
    """Read files in the child process until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles Ctrl-C
    logging.disable()  # parsers write a lot about malformed pages
    with suppress(ValueError):  # macOS does not support this limit
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    with suppress(EOFError):
        while True:
            format, raw, hints = connection.recv()
            # The alarm ends the process even while a parser written in C is running.
            signal.alarm(seconds)
            answer = _answer(format, raw, hints)
            signal.alarm(0)
            connection.send(answer)


def _answer(format: str, raw: bytes, hints: dict[str, str]) -> ReadArticle | str:
    try:
        reader = getattr(import_module(f"annotate.importing.readers.{format}"), f"read_{format}")
        return reader(raw, **hints)
    except Unreadable as error:
        return str(error)
    except (MemoryError, RecursionError):
        return "This file is too large or too deeply nested. Copy the article's text and paste it."
    except Exception as error:  # a malicious file can make parsers raise anything
        return f"This file is damaged ({type(error).__name__}). Save it again, or copy the article's text and paste it."


if __name__ == "__main__":
    descriptor, *limits = map(int, sys.argv[1:])
    serve(Connection(descriptor), *limits)
