"""`manage.py demo`: run all of OnRecord on one machine, with sample articles and an editor."""

import fcntl
import os
import socket
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from annotate import environment
from annotate.accounts import store_account
from annotate.embedded import server
from annotate.importing.sample_articles import sample_articles
from annotate.management.supervisor import GaveUp, Program, supervise
from annotate.models import Role, User
from annotate.workflows.article_imports import import_article

HOST, FIRST_PORT, PORTS = "127.0.0.1", 8000, 50
EDITOR = "editor"
PATIENCE = 600.0  # seconds for the web server to start, on a slow machine


class Command(BaseCommand):
    help = "Set everything up, load sample articles, and run the web server and a worker until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, help=f"the web server's port (default: the first free port from {FIRST_PORT})"
        )

    def handle(self, *args: Any, port: int | None = None, **options: Any) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with _lock_folder(settings.DATA_DIR / "demo.lock"):
            port = _find_free_port(port)
            try:
                password = self._set_up()
                self._run(port, password)
            finally:
                connection.close()
                if settings.EMBEDDED:
                    server.stop(settings.DATA_DIR / "postgres")
        self.stdout.write("Stopped. Your data is stored for the next start.")

    def _set_up(self) -> str:
        try:
            call_command("migrate", verbosity=0)
        except OperationalError as error:
            raise CommandError(f"Could not reach the database: {error}") from error
        call_command("collectstatic", interactive=False, verbosity=0)
        password = environment.read_or_create_key(settings.DATA_DIR / "demo_password")[:12]
        editor = User.objects.filter(username=EDITOR).first()
        editor = editor or User.objects.create_user(EDITOR, password=password, first_name="Demo", last_name="Editor")
        editor.role = Role.ADMIN  # so that people who try OnRecord can see everything
        store_account(account=editor, by=None)
        for article in sample_articles():
            article["imported_by"] = editor
            import_article(**article)
        return password if editor.check_password(password) else "the one that you chose"

    def _run(self, port: int, password: str) -> None:
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        gunicorn = [sys.executable, "-m", "gunicorn", "--chdir", str(settings.BASE_DIR), "--log-level", "error"]
        gunicorn += ["--config", "python:annotate.gunicorn_config"]
        size = ["--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4"]
        programs = [
            Program("web server", [*gunicorn, *size]),
            Program("worker", [*manage, "procrastinate", "worker", "--shutdown-graceful-timeout", "5"]),
        ]
        threading.Thread(target=self._greet, args=(port, password), daemon=True).start()
        try:
            supervise(programs, environment=_environment(), each_round=_keep_database_running)
        except GaveUp as error:
            raise CommandError(str(error)) from error

    def _greet(self, port: int, password: str) -> None:
        if _wait_for_answer(port):
            self.stdout.write(
                f"\nOnRecord is at  http://{HOST}:{port}/\n     log in as  {EDITOR}, an admin\n"
                f"      password  {password}\n\nPress Ctrl-C to stop."
            )
            self.stdout.flush()


def _environment() -> dict[str, str]:
    url = server.start(settings.DATA_DIR / "postgres") if settings.EMBEDDED else settings.DATABASE_URL
    key = environment.text("SECRET_KEY") or environment.read_or_create_key(settings.DATA_DIR / "secret_key")
    log = {"LOG_FORMAT": settings.LOG_FORMAT, "LOG_LEVEL": settings.LOG_LEVEL}
    return {**os.environ, "DATABASE_URL": url, "SECRET_KEY": key, "ONRECORD_DATA": str(settings.DATA_DIR), **log}


def _keep_database_running() -> None:
    if settings.EMBEDDED and not server.is_running(settings.DATA_DIR / "postgres"):
        server.start(settings.DATA_DIR / "postgres")


def _lock_folder(lock: Path) -> IO[str]:
    """Lock the data folder while the file is open. The system releases the lock even after a kill -9."""
    file = open(lock, "w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CommandError(
            f"The demo is already running on {lock.parent}. Stop it first: press Ctrl-C in its terminal."
        ) from error
    return file


def _find_free_port(asked: int | None) -> int:
    for port in [asked] if asked else range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise CommandError(f"Port {asked or FIRST_PORT} is taken. Choose another with --port.")


def _wait_for_answer(port: int) -> bool:
    """Return whether the web server answers within PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            web = HTTPConnection(HOST, port, timeout=5)
            web.request("GET", "/login/")
            return web.getresponse().status == 200
        except (OSError, HTTPException):
            time.sleep(0.2)
    return False
