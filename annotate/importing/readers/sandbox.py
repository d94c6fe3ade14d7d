"""Reads in a process of its own what others' parsers read: nothing in a file can then fill this process's memory, hold
it up or bring it down, whatever the parser does with it.

The parent sends (format, bytes, hints) and gets an article or a sentence; the child serves many files, one by one.
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

from annotate.importing.readers.limits import MEGABYTES, SECONDS
from annotate.importing.readers.reader_types import ReadArticle, Unreadable

READERS = {"html": "read_html", "docx": "read_docx", "pdf": "read_pdf"}
# Parsers keep caches; a new process now and then costs a quarter of a second.
FILES_A_PROCESS = 200


class Sandbox:
    """Serves `read` until it is closed, one file at a time. The child starts with the first file."""

    def __init__(self, *, megabytes: int = MEGABYTES, seconds: int = SECONDS) -> None:
        self._limits = (megabytes, seconds)
        self._child: subprocess.Popen | None = None
        self._line: Connection | None = None
        self._files = 0

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def read(self, format: str, raw: bytes, **hints: str) -> ReadArticle:
        """The article that the reader of this format ("html", "docx", "pdf") makes of the bytes.

        Raises Unreadable, also if the reader needs more memory or time than there is, or breaks.
        """
        if self._files >= FILES_A_PROCESS:
            self.close()
        if not self._child:
            self._start()
        self._files += 1
        try:
            self._line.send((format, raw, hints))
            answer = self._line.recv()
        except (EOFError, OSError) as error:
            raise Unreadable(self._why_it_died()) from error
        if isinstance(answer, str):
            raise Unreadable(answer)
        return answer

    def close(self) -> None:
        """Ends the child; the next file starts a new one."""
        if self._child:
            self._line.close()
            self._child.kill()
            self._child.wait()
        self._child, self._line, self._files = None, None, 0

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", __name__, str(theirs.fileno()), *map(str, self._limits)]
        path = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with theirs:
            self._child = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=path, stdin=subprocess.DEVNULL)
        self._line = Connection(ours.detach())

    def _why_it_died(self) -> str:
        status = self._child.wait()
        self.close()
        if status == -signal.SIGALRM:
            return f"It took longer than {self._limits[1]} seconds to read. Copy the article's text and paste it."
        return "It needs too much memory to be read, or is damaged. Copy the article's text and paste it."


def serve(line: Connection, megabytes: int, seconds: int) -> None:
    """The child: reads files until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer.
    logging.disable()  # Parsers complain of pages at length.
    with suppress(ValueError):  # macOS knows no such limit.
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    with suppress(EOFError):
        while True:
            format, raw, hints = line.recv()
            # Ends the process even while a parser written in C has it.
            signal.alarm(seconds)
            answer = _answer(format, raw, hints)
            signal.alarm(0)
            line.send(answer)


def _answer(format: str, raw: bytes, hints: dict[str, str]) -> ReadArticle | str:
    try:
        reader = getattr(import_module(f"annotate.importing.readers.{format}"), READERS[format])
        return reader(raw, **hints)
    except Unreadable as error:
        return str(error)
    except (MemoryError, RecursionError):
        return "It is too large or too deeply nested to be read. Copy the article's text and paste it."
    except Exception as error:  # Parsers raise what they like on a file that is made to break them.
        return f"It is damaged and cannot be read ({type(error).__name__}). Save it anew, or paste the article's text."


if __name__ == "__main__":
    descriptor, *limits = map(int, sys.argv[1:])
    serve(Connection(descriptor), *limits)
