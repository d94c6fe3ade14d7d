"""The web server's configuration with a short send timeout and small send buffers.

The server then soon notices a client that has stopped reading.
"""

import socket

from gunicorn.arbiter import Arbiter

from annotate import gunicorn_config
from annotate.gunicorn_config import *  # noqa: F403 (gunicorn reads a module's names)

gunicorn_config.SEND_TIMEOUT = 2


def when_ready(server: Arbiter) -> None:
    gunicorn_config.when_ready(server)
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
