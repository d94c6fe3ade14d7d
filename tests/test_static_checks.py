"""ruff, bandit and mypy find nothing. pyproject.toml says what they check, with the reason for each exception."""

import subprocess
import sys

import pytest

from tests.test_environment import ROOT

COMMANDS = [
    "ruff check .",
    "ruff format --check .",
    "bandit -q -c pyproject.toml -r annotate manage.py",
    "mypy annotate",
]


def run_module(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_check_finds_nothing(command):
    outcome = run_module(command)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_bandit_finds_insecure_code(tmp_path):
    (tmp_path / "bad.py").write_text("import subprocess\nsubprocess.run(input(), shell=True)\neval(input())\n")
    outcome = run_module(f"bandit -q -c pyproject.toml {tmp_path / 'bad.py'}")
    assert outcome.returncode
    assert "B602" in outcome.stdout
    assert "B307" in outcome.stdout


def test_mypy_finds_wrong_types_of_models(tmp_path):
    (tmp_path / "bad.py").write_text("from annotate.models import Claim\nClaim.objects.first().visible()\n")
    outcome = run_module(f"mypy {tmp_path / 'bad.py'}")
    assert outcome.returncode
    assert 'has no attribute "visible"' in outcome.stdout
