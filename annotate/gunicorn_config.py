"""Gunicorn's configuration: `gunicorn --config python:annotate.gunicorn_config --workers 4 --threads 4`."""

import atexit
import os
import shutil
import socket
import struct
import tempfile
from pathlib import Path

from gunicorn.arbiter import Arbiter

from annotate import settings

wsgi_app = "annotate.wsgi"
logconfig_dict = settings.LOGGING
# Close the connection to a client that has not read its response for this long, to free its thread and query.
SEND_TIMEOUT = 30  # seconds
keepalive = 75  # seconds; must be longer than the proxy's, or the proxy would send requests on closed connections
# In memory, because a full disk would kill a process that writes its metrics there.
_MEMORY = Path("/dev/shm")  # nosec B108: mkdtemp creates a private folder in it


def _share_metrics() -> None:
    """Make prometheus_client share metrics in files, so that each process can report those of all processes.

    Call it before prometheus_client is first imported.
    """
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        folder = tempfile.mkdtemp(prefix="onrecord-metrics-", dir=_MEMORY if _MEMORY.is_dir() else None)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        atexit.register(_remove, folder, os.getpid())


def _remove(folder: str, creator: int) -> None:
    if os.getpid() == creator:  # a worker may end before the others
        shutil.rmtree(folder, ignore_errors=True)


def when_ready(server: Arbiter) -> None:
    """Limit how long sending a response may stall; a hook of gunicorn."""
    for listener in server.LISTENERS:
        # On Linux, each accepted connection inherits it.
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", SEND_TIMEOUT, 0))


_share_metrics()
