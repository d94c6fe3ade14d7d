"""The web server's configuration with less patience for a client that stops reading, and with less room on the line, so
that one is noticed soon."""

import socket

from gunicorn.arbiter import Arbiter

from annotate import gunicorn_config
from annotate.gunicorn_config import *  # noqa: F403 (gunicorn reads a module's names)

gunicorn_config.SEND_TIMEOUT = 2


def when_ready(server: Arbiter) -> None:
    gunicorn_config.when_ready(server)
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
