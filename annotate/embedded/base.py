"""Django's PostgreSQL backend, which starts the embedded server when a connection is first asked for."""

import atexit
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg.conninfo import conninfo_to_dict

from annotate.embedded import server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        folder = settings.DATA_DIR / "postgres"
        if not server.is_running(folder):
            # A command that started the server for itself takes it down again.
            atexit.register(server.stop, folder)
        where = conninfo_to_dict(server.start(folder))
        return super().get_connection_params() | {"host": where["host"], "user": where["user"]}
