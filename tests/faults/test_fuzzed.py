"""Files and texts that a fuzzer makes up from real ones, led by the code that they reach: each is answered soundly.

GENERATED says how many there are (default: 300; before a release 10,000).
"""

import subprocess
import sys
from pathlib import Path

import pytest

from annotate.importing.sample_articles import sample_articles
from tests.faults.soundness import ENDINGS_MADE_UP
from tests.faults.test_generated_files import GENERATED, SAMPLES

PATIENCE = 3_600  # seconds


def files() -> list[bytes]:
    known = [(Path(name).suffix, raw) for name, raw in SAMPLES if Path(name).suffix in ENDINGS_MADE_UP]
    return [bytes([ENDINGS_MADE_UP.index(ending)]) + raw for ending, raw in known]


def texts() -> list[bytes]:
    return [paragraph.encode() for article in sample_articles() for paragraph in article["text"].split("\n")[:5]]


@pytest.mark.parametrize(("what", "seeds"), [("readers", files()), ("detector", texts())])
def test_whatever_is_made_up_is_answered_soundly(tmp_path, what, seeds):
    for number, seed in enumerate(seeds):
        (tmp_path / str(number)).write_bytes(seed)
    command = [sys.executable, "-m", "tests.faults.fuzzing", what, str(tmp_path), f"-runs={GENERATED}", "-seed=1"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr[-3_000:]
    assert f"Done {GENERATED} runs" in done.stderr
