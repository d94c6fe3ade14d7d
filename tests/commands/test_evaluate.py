import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.processes import ROOT

TEXT = "Jane Roe said that the bridge was unsafe.\n"
ANN = (
    "T1\tSource 0 8\tJane Roe\nT2\tCue 9 13\tsaid\nT3\tContent 14 40\tthat the bridge was unsafe\n"
    "E1\tCue:T2 Source:T1 Content:T3\n"
)
ROW = {
    "doc": "one",
    "id": "E1",
    "content": [[14, 40]],
    "source": [[0, 8]],
    "kind": "allegation",
    "actor": "Jane Roe",
    "source_is": "name",
}


@pytest.fixture
def folder(tmp_path):
    """A folder in plain brat layout, with a kinds file."""
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "one.ann").write_text(ANN)
    (tmp_path / "kinds.jsonl").write_text(json.dumps(ROW))
    return tmp_path


@pytest.fixture
def polnear(tmp_path):
    for place, name, content in (("text", "one.txt", TEXT), ("attributions", "one_ab12.ann", ANN)):
        (tmp_path / place).mkdir()
        (tmp_path / place / name).write_text(content)
    return tmp_path


def figures(capsys, *arguments) -> dict:
    call_command("evaluate", *map(str, arguments), "--json")
    return json.loads(capsys.readouterr().out)


def line_with(printed, *beginning):
    """Return the words of the first line that begins with the given ones."""
    lines = [line.split() for line in printed.splitlines()]
    return next(line for line in lines if tuple(line[: len(beginning)]) == beginning)


def test_it_prints_a_line_for_each_part_and_match(folder, capsys):
    call_command("evaluate", str(folder))
    printed = capsys.readouterr().out
    for part in ("source", "cue", "content"):
        for match in ("exact", "begin", "overlap"):
            assert line_with(printed, part, match)[2:7] == ["1", "1", "100.0%", "100.0%", "100.0%"]
    assert line_with(printed, "articles") == ["articles", "1"]
    assert line_with(printed, "words") == ["words", "9"]
    assert "Claims end to end" not in printed


def test_it_prints_kinds_and_actors_on_request(folder, capsys):
    call_command("evaluate", str(folder), "--kinds", str(folder / "kinds.jsonl"), "--actors")
    printed = capsys.readouterr().out
    assert line_with(printed, "marked", "claims")[-4:] == ["100.0%", "1", "of", "1"]
    assert line_with(printed, "allegation")[1:] == ["100.0%", "100.0%", "100.0%"]
    assert line_with(printed, "name") == ["name", "1", "100.0%", "100.0%", "100.0%"]


def test_json_has_the_same_figures(folder, capsys):
    found = figures(capsys, folder, "--kinds", folder / "kinds.jsonl", "--actors")
    assert set(found) == {"size", "parts", "calibration", "kinds", "actors"}
    assert found["parts"]["content"]["exact"] == {"precision": 1, "recall": 1, "f1": 1}
    assert found["parts"]["content"]["jaccard"] == 1
    assert found["kinds"]["found"] == {"part": 1, "of": 1, "share": 1}
    assert found["kinds"]["confusion"]["allegation"]["allegation"] == 1
    assert found["actors"]["end_to_end"]["right_of_all"]["name"] == {"part": 1, "of": 1, "share": 1}
    assert found["size"]["words"] == 9


def test_both_layouts_give_the_same_figures(folder, tmp_path_factory, capsys):
    other = tmp_path_factory.mktemp("polnear")
    for place, name, content in (("text", "one.txt", TEXT), ("attributions", "one_ab12.ann", ANN)):
        (other / place).mkdir()
        (other / place / name).write_text(content)
    assert figures(capsys, folder)["parts"] == figures(capsys, other)["parts"]


def test_it_needs_no_database(polnear):
    outcome = subprocess.run(
        [sys.executable, "manage.py", "evaluate", str(polnear)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "SECRET_KEY": "x"},
        capture_output=True,
        check=True,
    )
    assert b"words a second" in outcome.stdout


def test_files_without_a_partner_are_named_on_standard_error(folder, capsys):
    (folder / "two.txt").write_text("x")
    call_command("evaluate", str(folder))
    assert "Left out, because the matching .txt or .ann file is missing: two.txt." in capsys.readouterr().err


def test_actors_without_kinds_are_refused(folder):
    with pytest.raises(CommandError, match="--actors needs --kinds FILE"):
        call_command("evaluate", str(folder), "--actors")


def test_a_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(CommandError, match="none is not a folder"):
        call_command("evaluate", str(tmp_path / "none"))


def test_a_broken_line_is_refused_with_its_file_and_number(folder):
    (folder / "one.ann").write_text(ANN + "T9\tCue 9 x\tsaid\n")
    with pytest.raises(CommandError, match=r"one\.ann, line 5 is not a brat span"):
        call_command("evaluate", str(folder))


def test_a_kinds_file_for_other_articles_is_refused(folder):
    (folder / "kinds.jsonl").write_text(json.dumps(ROW | {"doc": "two"}))
    with pytest.raises(CommandError, match=r"kinds\.jsonl, line 1: the folder has no annotated article 'two'"):
        call_command("evaluate", str(folder), "--kinds", str(folder / "kinds.jsonl"))
