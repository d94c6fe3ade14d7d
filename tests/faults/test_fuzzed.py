"""Fuzz readers and detector, starting from real files and texts.

The environment variable GENERATED sets the number of inputs (default: 300; before a release: 10,000).
"""

import subprocess
import sys
from pathlib import Path

import pytest

from annotate.importing.sample_articles import sample_articles
from tests.faults.soundness import FUZZED_ENDINGS
from tests.faults.test_generated_files import GENERATED, SAMPLES

TIMEOUT = 3_600  # seconds


def seed_files() -> list[bytes]:
    known = [(Path(name).suffix, raw) for name, raw in SAMPLES if Path(name).suffix in FUZZED_ENDINGS]
    return [bytes([FUZZED_ENDINGS.index(ending)]) + raw for ending, raw in known]


def seed_texts() -> list[bytes]:
    return [paragraph.encode() for article in sample_articles() for paragraph in article["text"].split("\n")[:5]]


@pytest.mark.parametrize(("target", "seeds"), [("readers", seed_files()), ("detector", seed_texts())])
def test_no_fuzzed_input_breaks_a_check(tmp_path, target, seeds):
    for number, seed in enumerate(seeds):
        (tmp_path / str(number)).write_bytes(seed)
    command = [sys.executable, "-m", "tests.faults.fuzzing", target, str(tmp_path), f"-runs={GENERATED}", "-seed=1"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=TIMEOUT, check=False)
    assert done.returncode == 0, done.stderr[-3_000:]
    assert f"Done {GENERATED} runs" in done.stderr
