"""OnRecord as it runs in a newsroom, on a PostgreSQL of its own: real web processes and workers, to be killed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import psycopg

from annotate.embedded import server
from tests.http_visitor import Visitor
from tests.processes import ROOT, free_port, is_alive, wait_for

EDITORS = """
import json
from django.test import Client
from annotate.models import User
sessions = []
for number in range({number}):
    user, _ = User.objects.get_or_create(username=f"editor{{number}}", defaults={{"role": "lead"}})
    client = Client()
    client.force_login(user)
    sessions.append(client.cookies["sessionid"].value)
print(json.dumps(sessions))
"""


class Installation:
    def __init__(self, folder: Path, *, migrated: bool = True, **environment: str) -> None:
        self.folder, self.own_environment = folder, environment
        self.started: list[subprocess.Popen] = []
        self.port = free_port()
        self.start_database()
        if migrated:
            self.manage("migrate", "--verbosity", "0")
            self.manage("collectstatic", "--no-input", "--verbosity", "0")

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("LOG_LEVEL", "LOG_FORMAT")}
        made = {"DATABASE_URL": self.url, "SECRET_KEY": "x" * 50, "ONRECORD_DATA": str(self.folder)}
        return {**kept, **made, "METRICS_TOKEN": "token", **self.own_environment}

    def start_database(self) -> None:
        self.url = server.start(self.folder / "postgres")

    def stop_database(self) -> None:
        server.stop(self.folder / "postgres")

    def kill_database(self) -> None:
        """kill -9 of PostgreSQL itself; its backends end when they notice."""
        postgres = psutil.Process(int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0]))
        postgres.kill()
        wait_for(lambda: not is_alive(postgres))

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True)

    def query(self, sql: str, *values: object) -> list[tuple]:
        with self.connect() as connection:
            return connection.execute(sql, values).fetchall()

    def manage(self, *words: str, **options: object) -> str:
        """What a command prints. Raises AssertionError with its errors if it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            **options,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def a_text(self, text: str) -> Path:
        """A file with this text, to be imported."""
        file = self.folder / "article.txt"
        file.write_text(text, encoding="utf-8")
        return file

    def sessions(self, number: int) -> list[str]:
        """The cookies of so many editors who are logged in."""
        return json.loads(self.manage("shell", "--no-imports", "-c", EDITORS.format(number=number)))

    def web(self, *, config: str = "annotate.gunicorn_config", workers: int = 2, threads: int = 4) -> "Program":
        size = ["--workers", str(workers), "--threads", str(threads), "--bind", f"127.0.0.1:{self.port}"]
        program = self._start("web", "-m", "gunicorn", "--config", f"python:{config}", *size)
        wait_for(self.is_ready)
        return program

    def worker(self, *options: str) -> "Program":
        return self._start("worker", "manage.py", "procrastinate", "worker", *options)

    def is_ready(self) -> bool:
        with closing(Visitor(self.port)) as visitor:
            answer = visitor.get("/readyz")
        return answer is not None and answer.status == 200

    def _start(self, name: str, *command: str) -> "Program":
        program = Program(command, self.environment, self.folder / f"{name}{len(self.started)}.log")
        self.started.append(program)
        return program

    def stop(self) -> None:
        for program in self.started:
            program.stop()
        self.started.clear()
        self.stop_database()


@contextmanager
def installation(**options: object) -> Iterator[Installation]:
    """One that is gone afterwards. Not in pytest's folder: each pytest that begins closes that to other users, and so
    to the one whom PostgreSQL runs as where root has started it."""
    with TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as folder:
        made = Installation(Path(folder) / "data", **options)
        try:
            yield made
        finally:
            made.stop()


class Program:
    """A process and what it logs."""

    def __init__(self, command: tuple[str, ...], environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("wb") as written:
            self.process = psutil.Popen(
                [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=written
            )

    def lines(self) -> list[dict]:
        """The log's lines; Procrastinate's command says a word of its own before."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def kill_one_of_its_processes(self) -> None:
        """kill -9, as the system does it when memory runs out."""
        self.process.children()[0].kill()

    def kill(self) -> None:
        """kill -9 of all of it."""
        everything = [self.process, *self.process.children(recursive=True)]
        for each in everything:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        self.process.wait()
        psutil.wait_procs(everything[1:], timeout=10)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except psutil.TimeoutExpired:
                self.kill()


def patiently(action: Callable[[], bool], seconds: float) -> float:
    """How many seconds it took until the action returned true; fails after so many."""
    start = time.monotonic()
    wait_for(action, seconds)
    return time.monotonic() - start
