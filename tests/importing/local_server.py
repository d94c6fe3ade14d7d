"""Run a web server on loopback that sends prepared bytes, for the tests of fetching."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Yields the response to a request piece by piece. Each piece is sent at once.
Answer = Callable[[bytes], Iterator[bytes]]


def answer(body: bytes = b"<p>It rained.", status: str = "200 OK", **headers: str) -> bytes:
    fields = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


@contextmanager
def serving(respond: Answer, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator["Server"]:
    server = Server(respond, host, tls)
    try:
        yield server
    finally:
        server.stop()


class Server:
    def __init__(self, respond: Answer, host: str, tls: ssl.SSLContext | None) -> None:
        self._respond, self._tls = respond, tls
        self._listening = socket.create_server((host, 0))
        self.port = self._listening.getsockname()[1]
        self.requests: list[bytes] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _serve(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            request = connection.recv(65536)
            self.requests.append(request)
            for piece in self._respond(request):
                if self._stopped.is_set():
                    return
                connection.sendall(piece.replace(b"{port}", b"%d" % self.port))
        except OSError:
            pass  # the client closed the connection, as it should
        finally:
            connection.close()
