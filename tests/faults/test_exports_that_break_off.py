"""A client that stops reading an export gives its thread and its query back."""

import socket
import time
from contextlib import ExitStack, closing

import pytest

from tests.bulk_data import fill
from tests.http_visitor import Visitor
from tests.installation import Installation, patiently

THREADS = 2
COPIES = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%%' AND state = 'active'"


@pytest.fixture
def served(newsroom: Installation) -> str:
    """A session, on one web process of two threads, with more claims than the line holds."""
    [session] = newsroom.sessions(1)
    with newsroom.connect() as connection:
        fill(connection, articles=60, each=50)
    newsroom.web(config="tests.faults.impatient", workers=1, threads=THREADS)
    return session


def begin_to_read(newsroom: Installation, session: str) -> socket.socket:
    """A download of all claims, of which a thousand bytes are read."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect(("127.0.0.1", newsroom.port))
    line.sendall(f"GET /claims.csv HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={session}\r\n\r\n".encode())
    assert line.recv(1000).startswith(b"HTTP/1.1 200")
    return line


def test_a_client_that_stops_reading_holds_neither_thread_nor_query_for_long(newsroom: Installation, served: str):
    with ExitStack() as lines:
        for _ in range(THREADS):  # all that the web server has
            lines.enter_context(begin_to_read(newsroom, served))
        assert newsroom.query(COPIES) == [(THREADS,)]
        freed = patiently(lambda: newsroom.query(COPIES) == [(0,)], 60)
        with closing(Visitor(newsroom.port, served)) as visitor:
            assert visitor.get("/").status == 200
    print(f"\nfreed after {freed:.1f} s")


def test_a_client_that_goes_away_frees_them_at_once(newsroom: Installation, served: str):
    begin_to_read(newsroom, served).close()
    patiently(lambda: newsroom.query(COPIES) == [(0,)], 60)


def test_a_client_that_reads_slowly_gets_all_of_it(newsroom: Installation, served: str):
    line, size = begin_to_read(newsroom, served), 0
    end = time.monotonic() + 3  # longer than the web server's patience with one that reads nothing
    while piece := line.recv(4096 if time.monotonic() < end else 1 << 20):
        size += len(piece)
        if piece.endswith(b"\r\n0\r\n\r\n"):  # how an answer in pieces ends
            break
        time.sleep(0.05 if time.monotonic() < end else 0)
    line.close()
    assert size > 3_000 * 300
