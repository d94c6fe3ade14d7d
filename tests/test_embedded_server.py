"""The embedded PostgreSQL starts, stops, and starts again, whatever state the last stop left it in."""

import os
import signal
import threading
import time

import psycopg
import pytest

from annotate.embedded import server


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "postgres"
    yield folder
    server.stop(folder)


def postmaster(folder) -> int:
    return int((folder / "postmaster.pid").read_text().split()[0])


def test_a_stopped_server_keeps_what_was_committed(folder):
    with psycopg.connect(server.start(folder)) as connection:
        connection.execute("CREATE TABLE kept (word text)")
    server.stop(folder)
    assert not server.is_running(folder)
    with psycopg.connect(server.start(folder)) as connection:
        connection.execute("SELECT word FROM kept")


def test_a_server_that_does_not_shut_down_is_killed_and_starts_again(folder, monkeypatch):
    server.start(folder)
    os.kill(postmaster(folder), signal.SIGSTOP)
    with monkeypatch.context() as patched:
        patched.setattr(server, "_LONGEST_WAIT", 0.2)
        server.stop(folder)
    assert not server.is_running(folder)
    with psycopg.connect(server.start(folder)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_start_during_a_shutdown_waits_for_its_end(folder):
    client = psycopg.connect(server.start(folder))
    first = postmaster(folder)
    os.kill(first, signal.SIGTERM)  # PostgreSQL calls it a smart shutdown: it waits for the client
    lock = folder / "postmaster.pid"
    while "stopping" not in lock.read_text():
        time.sleep(0.01)
    leaving = threading.Timer(0.5, client.close)
    leaving.start()
    with psycopg.connect(server.start(folder)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert postmaster(folder) != first
    leaving.join()


def test_stopping_a_server_that_is_not_running_does_nothing(folder):
    server.stop(folder)
    assert not folder.exists()
