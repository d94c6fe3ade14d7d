"""ruff and bandit find nothing; pyproject.toml says what they look for, and why some of it is left out."""

import subprocess
import sys

import pytest

from tests.test_environment import ROOT

COMMANDS = ["ruff check .", "ruff format --check .", "bandit -q -c pyproject.toml -r annotate manage.py"]


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_found(command):
    outcome = subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_bandit_does_find_what_it_is_there_for(tmp_path):
    (tmp_path / "bad.py").write_text("import subprocess\nsubprocess.run(input(), shell=True)\neval(input())\n")
    command = ["-m", "bandit", "-q", "-c", "pyproject.toml", str(tmp_path / "bad.py")]
    outcome = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert outcome.returncode
    assert "B602" in outcome.stdout
    assert "B307" in outcome.stdout
