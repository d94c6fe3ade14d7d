"""The demo as a process of its own, on a data folder of its own: as an editor starts it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
from playwright.sync_api import APIRequestContext, Playwright

ROOT = Path(__file__).parent.parent
PATIENCE = 90.0


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

    def start(self) -> "Demo":
        """Starts it and waits until it has printed its address and login."""
        with self.log.open("w") as log:
            command = [sys.executable, "manage.py", "demo", "--port", str(free_port())]
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        wait_for(lambda: "Press Ctrl-C to stop" in self.log.read_text() or self.process.poll() is not None)
        assert self.process.poll() is None, self.log.read_text()
        said = self.log.read_text()
        self.url = re.search(r"http://127\.0\.0\.1:\d+", said)[0]
        self.password = re.search(r"password +(\S+)", said)[1]
        self.programs = {program.pid: program for program in self._programs()}
        return self

    def stop(self) -> str:
        """Ctrl-C; returns all that it has printed."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)
        return self.log.read_text()

    def left_over(self) -> list[psutil.Process]:
        """The programs that it had started and that still run."""
        return [program for program in self.programs.values() if alive(program)]

    def program(self, part: str) -> psutil.Process | None:
        """The oldest program in whose command line `part` stands, so of several the parent; None if there is none."""
        found = [each for each in self._programs() if part in " ".join(each.cmdline())]
        return min(found, key=lambda each: (each.create_time(), each.pid), default=None)

    def _programs(self) -> list[psutil.Process]:
        """This demo's processes but itself; its PostgreSQL is no child, for it outlives whoever started it."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        postgres = [
            each
            for each in psutil.process_iter(["cmdline"])
            if str(self.data / "postgres") in (each.info["cmdline"] or [])
        ]
        return [each for each in [*children, *postgres] if alive(each)]


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it ended between the two questions
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, patience: float = PATIENCE) -> None:
    """Returns once the condition holds; fails if it does not within `patience` seconds."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


def logged_in(playwright: Playwright, demo: Demo) -> APIRequestContext:
    """A client without a browser, logged in as the demo's editor."""
    client = playwright.request.new_context(base_url=demo.url, extra_http_headers={"Referer": demo.url})
    client.get("/login/")
    response = client.post(
        "/login/", form={"username": "editor", "password": demo.password, "csrfmiddlewaretoken": token(client)}
    )
    assert "Log out" in response.text()
    return client


def token(client: APIRequestContext) -> str:
    return next(cookie["value"] for cookie in client.storage_state()["cookies"] if cookie["name"] == "csrftoken")
