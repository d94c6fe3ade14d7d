"""The disk is full while an export or a backup is written."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bulk_data import fill
from tests.installation import Installation
from tests.processes import ROOT

LIMIT = 50_000  # bytes, where the export has some hundred thousand


@pytest.fixture
def filled(newsroom: Installation) -> Installation:
    with newsroom.connect() as connection:
        fill(connection, articles=20, each=50)
    return newsroom


def run(newsroom: Installation, *words: str, limit: int = resource.RLIM_INFINITY, **streams) -> tuple[int, str]:
    """A command that may write files of at most so many bytes, as on a disk that is full then."""
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
def test_what_cannot_be_written_in_full_is_told_and_leaves_no_half_file(filled, tmp_path: Path, before):
    file = tmp_path / "claims.csv"
    if before:
        file.write_bytes(before)
    code, said = run(filled, "export_claims", "-o", str(file), limit=LIMIT)
    assert code == 1
    assert said == f"CommandError: {file} cannot be written: File too large. Nothing was saved.\n"
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([before] if before else [])


def test_a_file_that_is_none_is_written_as_it_is(filled):
    code, said = run(filled, "export_claims", "-o", "/dev/full")
    assert (code, said) == (
        1,
        "CommandError: /dev/full cannot be written: No space left on device. Nothing was saved.\n",
    )
    assert Path("/dev/full").is_char_device()


def test_standard_output_that_is_full_is_told(filled):
    with open("/dev/full", "wb") as full:
        code, said = run(filled, "export_claims", stdout=full)
    assert (code, said) == (1, "CommandError: Standard output cannot be written: No space left on device.\n")


def test_a_reader_that_has_read_enough_is_no_error(filled):
    command = f"{sys.executable} manage.py export_claims | head -c 100"
    done = subprocess.run(command, shell=True, cwd=ROOT, env=filled.environment, capture_output=True)
    assert (len(done.stdout), done.stderr) == (100, b"")


def test_a_backup_that_cannot_be_written_in_full_leaves_none(filled, tmp_path: Path):
    file = tmp_path / "onrecord.backup"
    code, said = run(filled, "backup", str(file), limit=LIMIT)
    assert code == 1
    assert said.startswith("CommandError: ") and "Nothing was saved" in said
    assert not list(tmp_path.iterdir())
