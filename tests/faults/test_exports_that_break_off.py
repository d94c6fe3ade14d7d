"""If a client stops reading an export, its thread and its query are freed."""

import socket
import time
from contextlib import ExitStack, closing

import pytest

from tests.bulk_data import fill
from tests.http_visitor import Visitor
from tests.installation import Installation, seconds_until

THREADS = 2
COPIES = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%%' AND state = 'active'"


@pytest.fixture
def served(newsroom: Installation) -> str:
    """Start one web process with two threads and more claims than socket buffers hold. Return a session cookie."""
    [session] = newsroom.sessions(1)
    with newsroom.connect() as connection:
        fill(connection, articles=60, each=50)
    newsroom.web(config="tests.faults.impatient", workers=1, threads=THREADS)
    return session


def start_download(newsroom: Installation, session: str) -> socket.socket:
    """Request all claims and read at most the first thousand bytes. Return the open connection."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", newsroom.port))
    connection.sendall(f"GET /claims.csv HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={session}\r\n\r\n".encode())
    assert connection.recv(1000).startswith(b"HTTP/1.1 200")
    return connection


def test_a_client_that_stops_reading_soon_frees_its_thread_and_query(newsroom: Installation, served: str):
    with ExitStack() as connections:
        for _ in range(THREADS):  # occupies every thread of the web server
            connections.enter_context(start_download(newsroom, served))
        assert newsroom.query(COPIES) == [(THREADS,)]
        wait = seconds_until(lambda: newsroom.query(COPIES) == [(0,)], 60)
        with closing(Visitor(newsroom.port, served)) as visitor:
            assert visitor.get("/").status == 200
    print(f"\nfreed after {wait:.1f} s")


def test_a_client_that_disconnects_frees_its_query(newsroom: Installation, served: str):
    start_download(newsroom, served).close()
    seconds_until(lambda: newsroom.query(COPIES) == [(0,)], 60)


def test_a_client_that_reads_slowly_gets_the_whole_export(newsroom: Installation, served: str):
    connection, size = start_download(newsroom, served), 0
    end = time.monotonic() + 3  # longer than the web server's send timeout
    while piece := connection.recv(4096 if time.monotonic() < end else 1 << 20):
        size += len(piece)
        if piece.endswith(b"\r\n0\r\n\r\n"):  # the end of a chunked response
            break
        time.sleep(0.05 if time.monotonic() < end else 0)
    connection.close()
    assert size > 3_000 * 300
