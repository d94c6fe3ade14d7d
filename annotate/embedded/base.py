"""Django's PostgreSQL backend, which starts the embedded server for the first connection."""

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
            # A command that had to start the server stops it when it ends.
            atexit.register(server.stop, folder)
        parameters = conninfo_to_dict(server.start(folder))
        return super().get_connection_params() | {"host": parameters["host"], "user": parameters["user"]}
