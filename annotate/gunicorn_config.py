"""How gunicorn serves OnRecord: `gunicorn --config python:annotate.gunicorn_config --workers 4 --threads 4`."""

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
# Seconds after which a client that reads nothing more of its answer is given up, with its thread and its query.
PATIENCE = 30
keepalive = 75  # seconds: longer than a proxy in front keeps a line, or it would send requests into closed ones
# A full disk would kill a process that has its figures there.
_MEMORY = Path("/dev/shm")  # nosec B108: mkdtemp makes a folder in it that is ours alone


def _figures_of_all_processes() -> None:
    """Has prometheus_client keep its figures in files, so that whichever process is asked tells of all. It looks for
    this when it is first imported."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        folder = tempfile.mkdtemp(prefix="onrecord-figures-", dir=_MEMORY if _MEMORY.is_dir() else None)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        atexit.register(_remove, folder, os.getpid())


def _remove(folder: str, made_by: int) -> None:
    if os.getpid() == made_by:  # not in a worker, which may end before the others
        shutil.rmtree(folder, ignore_errors=True)


def when_ready(server: Arbiter) -> None:
    """Gunicorn's hook: bounds the sending of answers."""
    for listener in server.LISTENERS:
        # Linux hands it on to each connection that comes in here.
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", PATIENCE, 0))


_figures_of_all_processes()
