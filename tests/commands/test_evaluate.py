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


def test_the_forms_of_marks_are_printed_on_request(folder, capsys):
    (folder / "kinds.jsonl").write_text(json.dumps(ROW | {"form": "direct"}))
    call_command("evaluate", str(folder), "--kinds", str(folder / "kinds.jsonl"), "--marks")
    printed = capsys.readouterr().out
    for form in ("as it is", "single marks", "curly single marks", "paragraph breaks lost"):
        assert line_with(printed, *form.split())[-8:] == ["100.0%", "1", "of", "1"] * 2


def test_misses_are_explained_on_request(folder, capsys):
    (folder / "kinds.jsonl").write_text(json.dumps(ROW | {"kind": "denial"}))
    call_command("evaluate", str(folder), "--kinds", str(folder / "kinds.jsonl"), "--explain")
    printed = capsys.readouterr().out
    assert "Denials not shown as denials: 1\n\none E1\n  content    [that the bridge was unsafe]" in printed
    assert line_with(printed, "detector")[:2] == ["detector", "allegation,"]


def test_json_has_the_figures_for_denials_beats_and_marks(folder, capsys):
    (folder / "kinds.jsonl").write_text(json.dumps(ROW | {"kind": "denial", "alt": ["allegation"], "form": "indirect"}))
    kinds = figures(capsys, folder, "--kinds", folder / "kinds.jsonl", "--marks")["kinds"]
    assert kinds["denials"] == {"part": 0, "of": 0, "share": None}
    assert kinds["denials_with_plain_cue"]["of"] == kinds["shown_denials"]["of"] == kinds["optional"] == 0
    assert kinds["other_right_kinds"]["denial"]["allegation"] == 1
    assert kinds["by_form"]["indirect"] == {"part": 1, "of": 1, "share": 1}
    assert kinds["by_beat"]["other"]["articles"] == 1
    assert kinds["by_marks"]["single marks"]["found"] == {"part": 1, "of": 1, "share": 1}


@pytest.fixture
def second_folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("more") / "second"
    place.mkdir()
    (place / "one.txt").write_text(TEXT)
    (place / "one.ann").write_text(ANN)
    (place / "kinds.jsonl").write_text(json.dumps(ROW | {"kind": "quote"}))
    return place


def test_several_folders_share_one_table(folder, second_folder, capsys):
    also = ["--also", str(second_folder), str(second_folder / "kinds.jsonl")]
    call_command("evaluate", str(folder), "--kinds", str(folder / "kinds.jsonl"), *also)
    printed = capsys.readouterr().out
    assert printed.count("Claims end to end") == 2
    table = printed.partition("== All folders ==\n\n")[2]
    assert table.split("\n")[0].split()[1].endswith("/second")
    assert line_with(table, "found", "claims")[-8:] == ["1", "of", "1", "100.0%", "0", "of", "1", "0.0%"]


def test_json_lists_several_folders(folder, second_folder, capsys):
    also = ["--also", second_folder, second_folder / "kinds.jsonl"]
    folders = figures(capsys, folder, "--kinds", folder / "kinds.jsonl", *also)["folders"]
    assert [place["kinds"]["right_kind"]["part"] for place in folders] == [1, 0]
    assert folders[1]["folder"].endswith("/second")


@pytest.mark.parametrize("option", [["--marks"], ["--explain"], ["--also", "more", "kinds.jsonl"]])
def test_options_about_claims_are_refused_without_kinds(folder, option):
    with pytest.raises(CommandError, match=f"{option[0]} needs --kinds FILE"):
        call_command("evaluate", str(folder), *option)


def test_explaining_in_json_is_refused(folder):
    with pytest.raises(CommandError, match=r"--explain prints text\. Leave out --json\."):
        call_command("evaluate", str(folder), "--kinds", str(folder / "kinds.jsonl"), "--explain", "--json")
