"""Run OnRecord as a newsroom does: PostgreSQL, web processes and workers that a test can kill."""

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
        self.folder, self.extra_environment = folder, environment
        self.started: list[subprocess.Popen] = []
        self.port = free_port()
        self.start_database()
        if migrated:
            self.manage("migrate", "--verbosity", "0")
            self.manage("collectstatic", "--no-input", "--verbosity", "0")

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in ("LOG_LEVEL", "LOG_FORMAT")}
        required = {"DATABASE_URL": self.url, "SECRET_KEY": "x" * 50, "ONRECORD_DATA": str(self.folder)}
        return {**inherited, **required, "METRICS_TOKEN": "token", **self.extra_environment}

    def start_database(self) -> None:
        self.url = server.start(self.folder / "postgres")

    def stop_database(self) -> None:
        server.stop(self.folder / "postgres")

    def kill_database(self) -> None:
        """Kill PostgreSQL's main process with kill -9; its backends end soon after."""
        postgres = psutil.Process(int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0]))
        postgres.kill()
        wait_for(lambda: not is_alive(postgres))

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True)

    def query(self, sql: str, *values: object) -> list[tuple]:
        with self.connect() as connection:
            return connection.execute(sql, values).fetchall()

    def manage(self, *words: str, **options: object) -> str:
        """Run a command and return what it prints. Raise AssertionError with its errors if it fails."""
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

    def write_text(self, text: str) -> Path:
        """Write the text to a file for the import. Return its path."""
        file = self.folder / "article.txt"
        file.write_text(text, encoding="utf-8")
        return file

    def sessions(self, number: int) -> list[str]:
        """Log in this many editors. Return their session cookies."""
        return json.loads(self.manage("shell", "--no-imports", "-c", EDITORS.format(number=number)))

    def web(self, *, config: str = "annotate.gunicorn_config", workers: int = 2, threads: int = 4) -> "LoggedProcess":
        size = ["--workers", str(workers), "--threads", str(threads), "--bind", f"127.0.0.1:{self.port}"]
        program = self._start("web", "-m", "gunicorn", "--config", f"python:{config}", *size)
        wait_for(self.is_ready)
        return program

    def worker(self, *options: str) -> "LoggedProcess":
        return self._start("worker", "manage.py", "procrastinate", "worker", *options)

    def is_ready(self) -> bool:
        with closing(Visitor(self.port)) as visitor:
            answer = visitor.get("/readyz")
        return answer is not None and answer.status == 200

    def _start(self, name: str, *command: str) -> "LoggedProcess":
        program = LoggedProcess(command, self.environment, self.folder / f"{name}{len(self.started)}.log")
        self.started.append(program)
        return program

    def stop(self) -> None:
        for program in self.started:
            program.stop()
        self.started.clear()
        self.stop_database()


@contextmanager
def installation(**options: object) -> Iterator[Installation]:
    """Create an installation, and delete it afterwards.

    It is outside pytest's temporary folder, which only the current user can enter: if root runs the tests, PostgreSQL
    runs as another user.
    """
    with TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as folder:
        created = Installation(Path(folder) / "data", **options)
        try:
            yield created
        finally:
            created.stop()


class LoggedProcess:
    """A running program and its log."""

    def __init__(self, command: tuple[str, ...], environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("wb") as written:
            self.process = psutil.Popen(
                [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=written
            )

    def log_records(self) -> list[dict]:
        """Return the log's JSON records, without the plain text that Procrastinate prints at its start."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def kill_one_process(self) -> None:
        """Kill one child with kill -9, as the system does when memory runs out."""
        self.process.children()[0].kill()

    def kill(self) -> None:
        """Kill the program and all its children with kill -9."""
        processes = [self.process, *self.process.children(recursive=True)]
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.process.wait()
        psutil.wait_procs(processes[1:], timeout=10)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except psutil.TimeoutExpired:
                self.kill()


def seconds_until(condition: Callable[[], bool], timeout: float) -> float:
    """Wait until the condition holds. Return how long that took; fail after `timeout` seconds."""
    start = time.monotonic()
    wait_for(condition, timeout)
    return time.monotonic() - start
