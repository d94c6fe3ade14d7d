"""Run the demo as an editor starts it: in its own process, on its own data folder."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
from playwright.sync_api import APIRequestContext, Playwright

from annotate.embedded import server

ROOT = Path(__file__).parent.parent
# Seconds. Waits end as soon as their condition holds, so this only has to suffice for a machine ten times slower.
PATIENCE = 900.0


class Demo:
    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")},
            "ONRECORD_DATA": str(data),
            **environment,
        }
        self.log = data.parent / f"{data.name}.log"
        self.process: subprocess.Popen | None = None
        self.programs: dict[int, psutil.Process] = {}

    def command(self) -> list[str]:
        return [sys.executable, "manage.py", "demo", "--port", str(free_port())]

    def start(self) -> "Demo":
        """Start it and wait until it has printed its address and login. If that fails, end all its processes."""
        try:
            return self._start()
        except BaseException:
            self.end()
            raise

    def _start(self) -> "Demo":
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                self.command(), cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        process = self.process
        wait_for(lambda: "Press Ctrl-C to stop" in self.log.read_text() or process.poll() is not None)
        assert process.poll() is None, self.log.read_text()
        said = self.log.read_text()
        self.url = re.search(r"http://127\.0\.0\.1:\d+", said)[0]
        self.password = re.search(r"password +(\S+)", said)[1]
        self.programs = {program.pid: program for program in self._programs()}
        return self

    def stop(self) -> str:
        """Press Ctrl-C and wait until it ends. Return what it has printed."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(PATIENCE)
        return self.log.read_text()

    def end(self) -> None:
        """End all its processes, by force if it does not stop.

        A process that survived its test would raise a ResourceWarning in another test.
        """
        programs = {**self.programs, **{program.pid: program for program in self._programs()}}
        try:
            self.stop()
        finally:
            if self.process:
                self.process.kill()
                self.process.wait()
            for program in programs.values():
                with suppress(psutil.NoSuchProcess):
                    program.kill()
            server.stop(self.data / "postgres")

    def left_over(self) -> list[psutil.Process]:
        """Return the programs that it started and that are still running."""
        return [program for program in self.programs.values() if is_alive(program)]

    def program(self, part: str) -> psutil.Process | None:
        """Return the oldest program, so the parent, with `part` in its command line; None if no program has it."""
        programs = [program for program in self._programs() if part in " ".join(program.cmdline())]
        return min(programs, key=lambda program: (program.create_time(), program.pid), default=None)

    def _programs(self) -> list[psutil.Process]:
        """Return the processes that the demo started. PostgreSQL is not among its children, because it outlives it."""
        children = []
        if self.process and self.process.poll() is None:
            with suppress(psutil.NoSuchProcess):  # it may end at any time
                children = psutil.Process(self.process.pid).children(recursive=True)
        postgres = [
            process
            for process in psutil.process_iter(["cmdline"])
            if str(self.data / "postgres") in (process.info["cmdline"] or [])
        ]
        return [process for process in [*children, *postgres] if is_alive(process)]


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it ended between the two calls
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, patience: float = PATIENCE) -> None:
    """Return once the condition holds. Fail if it does not hold within `patience` seconds."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


def logged_in(playwright: Playwright, demo: Demo) -> APIRequestContext:
    """Return a client without a browser, logged in as the demo's editor."""
    client = playwright.request.new_context(
        base_url=demo.url, extra_http_headers={"Referer": demo.url}, timeout=PATIENCE * 1000
    )
    client.get("/login/")
    response = client.post(
        "/login/", form={"username": "editor", "password": demo.password, "csrfmiddlewaretoken": token(client)}
    )
    assert "Log out" in response.text()
    return client


def token(client: APIRequestContext) -> str:
    return next(cookie["value"] for cookie in client.storage_state()["cookies"] if cookie["name"] == "csrftoken")
