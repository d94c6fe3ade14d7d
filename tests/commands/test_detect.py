import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.processes import ROOT

TEXT = "“It leaked,” Jane Roe said.\r\nThe council denied that it leaked, and Roe hoped that it would not."


def detected(*arguments, standard_input: bytes | None = None) -> list[dict]:
    """Run the command in a separate process that cannot reach any database."""
    outcome = subprocess.run(
        [sys.executable, "manage.py", "detect", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "SECRET_KEY": "x"},
        input=standard_input,
        capture_output=True,
        check=True,
    )
    return [json.loads(line) for line in outcome.stdout.decode().splitlines()]


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode())
    return file


def test_it_prints_one_object_per_file_without_a_database(file):
    first, second = detected(file, file)
    assert first == second
    assert first["file"] == str(file)
    assert set(first["claims"][0]) == {
        "spans",
        "text",
        "source",
        "cue",
        "kind",
        "actor",
        "confidence",
        "reason",
        "answers",
        "repeats",
    }
    assert [claim["kind"] for claim in first["claims"]] == ["quote", "denial"]
    assert first["claims"][0]["actor"] == "Jane Roe"


def test_spans_count_code_points_of_the_unchanged_file(file):
    (found,) = detected(file)
    denial = found["claims"][1]
    (start, end) = denial["spans"][0]
    assert TEXT[start:end] == denial["text"]
    assert denial["text"].endswith("it leaked")


def test_a_dash_means_standard_input(file):
    (found,) = detected("-", standard_input=TEXT.encode())
    assert (found["file"], len(found["claims"])) == ("-", 2)


def test_attributions_that_assert_nothing_are_printed_on_request(file):
    (found,) = detected(file, "--attributions")
    assert None in [claim["kind"] for claim in found["claims"]]


@pytest.mark.parametrize(("content", "sentence"), [(b"\x89PNG\0", "not a text file"), (None, "No such file")])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, content, sentence):
    file = tmp_path / "x.txt"
    if content:
        file.write_bytes(content)
    with pytest.raises(Exception, match=sentence):
        call_command("detect", str(file))
