"""The disk is full during an export or a backup."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bulk_data import fill
from tests.installation import Installation
from tests.processes import ROOT

LIMIT = 50_000  # bytes; the export has a few hundred thousand


@pytest.fixture
def filled(newsroom: Installation) -> Installation:
    with newsroom.connect() as connection:
        fill(connection, articles=20, each=50)
    return newsroom


def run(newsroom: Installation, *words: str, limit: int = resource.RLIM_INFINITY, **streams) -> tuple[int, str]:
    """Run a command that cannot write files larger than `limit` bytes. Return its exit status and errors."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=newsroom.environment,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        **streams,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("before", [None, b"the export of yesterday"])
def test_an_export_that_does_not_fit_is_reported_and_leaves_no_partial_file(filled, tmp_path: Path, before):
    file = tmp_path / "claims.csv"
    if before:
        file.write_bytes(before)
    code, errors = run(filled, "export_claims", "-o", str(file), limit=LIMIT)
    assert code == 1
    assert errors == f"CommandError: {file} cannot be written: File too large. Nothing was saved.\n"
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([before] if before else [])


def test_a_device_is_written_to_and_not_replaced(filled):
    code, errors = run(filled, "export_claims", "-o", "/dev/full")
    assert (code, errors) == (
        1,
        "CommandError: /dev/full cannot be written: No space left on device. Nothing was saved.\n",
    )
    assert Path("/dev/full").is_char_device()


def test_a_full_standard_output_is_reported(filled):
    with open("/dev/full", "wb") as full:
        code, errors = run(filled, "export_claims", stdout=full)
    assert (code, errors) == (1, "CommandError: Standard output cannot be written: No space left on device.\n")


def test_a_reader_that_stops_early_is_not_an_error(filled):
    command = f"{sys.executable} manage.py export_claims | head -c 100"
    done = subprocess.run(command, shell=True, cwd=ROOT, env=filled.environment, capture_output=True)
    assert (len(done.stdout), done.stderr) == (100, b"")


def test_a_backup_that_does_not_fit_is_reported_and_leaves_no_file(filled, tmp_path: Path):
    file = tmp_path / "onrecord.backup"
    code, errors = run(filled, "backup", str(file), limit=LIMIT)
    assert code == 1
    assert "CommandError: " in errors and "Nothing was saved" in errors
    assert not list(tmp_path.iterdir())
