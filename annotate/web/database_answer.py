"""Ask a database whether it answers, without waiting for one that was stopped.

A query has no time limit on its client's side: the system accepts bytes for a stopped server for ever.
"""

import socket

from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS = 2.0  # a busy server takes milliseconds; probes of a load balancer wait for 5 to 10 s
# PostgreSQL's shortest question, whether it speaks TLS: 8 bytes, the code 80877103, and one byte as the answer. It
# needs no account and takes no place for a connection. https://www.postgresql.org/docs/current/protocol-flow.html
_QUESTION = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")


def does_database_answer(connection: BaseDatabaseWrapper, *, seconds: float = SECONDS) -> bool:
    """Return whether the server of an open connection answers in time; True if the connection is not open."""
    if connection.connection is None:
        return True  # Django will open it, with connect_timeout
    place = connection.connection.info
    try:
        with _open_socket(place.host, place.port, seconds) as server:
            server.sendall(_QUESTION)
            return bool(server.recv(1))
    except OSError:
        return False


def _open_socket(host: str, port: int, seconds: float) -> socket.socket:
    if not host.startswith("/"):
        return socket.create_connection((host, port), seconds)
    server = socket.socket(socket.AF_UNIX)
    server.settimeout(seconds)
    server.connect(f"{host}/.s.PGSQL.{port}")
    return server
