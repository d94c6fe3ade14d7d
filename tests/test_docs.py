"""The READMEs say what is there: commands, links, keys, columns, variables, rooms and benchmarks."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import get_commands

from annotate.exporting.csv_columns import COLUMNS
from annotate.exporting.formats import FORMATS
from annotate.tagging.key_bindings import ACTIONS

ROOT = Path(__file__).parent.parent
PAGES = sorted(ROOT.glob("*.md")) + sorted((ROOT / "annotate").rglob("*.md")) + sorted((ROOT / "tests").rglob("*.md"))
PAGES = [page for page in PAGES if "node_modules" not in page.parts]
MOST_LINES = 90


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def matches(pattern: str) -> list[tuple[Path, str]]:
    """Return each page with each thing that the pattern's group finds in it."""
    return [
        (page, match)
        for page in PAGES
        for match in sorted(set(re.findall(pattern, page.read_text(encoding="utf-8"), re.MULTILINE)))
    ]


def name_of(value: object) -> str:
    return str(value.relative_to(ROOT)) if isinstance(value, Path) else str(value)


@pytest.mark.parametrize(("page", "command"), matches(r"manage\.py (\w+)"), ids=name_of)
def test_every_command_exists(page, command):
    assert command in get_commands()


@pytest.mark.parametrize(("page", "module"), matches(r"python:?(?: -m)? ?((?:annotate|tests)\.[\w.]+)"), ids=name_of)
def test_every_module_exists(page, module):
    assert page.name == "CHANGELOG.md" or find_spec(module)  # the changelog also names what was renamed


@pytest.mark.parametrize(("page", "path"), matches(r"\]\(([\w./-]+)\)"), ids=name_of)
def test_every_link_leads_to_a_file(page, path):
    assert (page.parent / path).is_file()


PATHS = matches(r"`((?:annotate|tests|templates|static)/[a-z\d_./-]+)`")


@pytest.mark.parametrize(("page", "path"), PATHS, ids=name_of)
def test_every_path_exists(page, path):
    assert (ROOT / path).exists()


def rooms_described() -> list[str]:
    return re.findall(r"^\| `([\w./]+)` \|", text_of("annotate/README.md"), re.MULTILINE)


@pytest.mark.parametrize("room", rooms_described())
def test_every_room_exists(room):
    assert (ROOT / "annotate" / room).exists()


def test_every_room_is_described():
    packages = {f"{path.parent.name}/" for path in (ROOT / "annotate").glob("*/__init__.py")} - {"migrations/"}
    assert packages <= set(rooms_described())


@pytest.mark.parametrize("key", [*ACTIONS, "Enter", "Tab", "[", "]"])
def test_every_key_is_explained(key):
    assert f"`{key}`" in text_of("annotate/tagging/README.md")


def test_the_columns_are_described_in_their_order():
    table = text_of("annotate/exporting/README.md").partition("## Columns of the CSV")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    assert [column for cell in cells for column in re.findall(r"`(\w+)`", cell)] == [column.name for column in COLUMNS]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_described(format):
    assert f"| `{format}` |" in text_of("annotate/exporting/README.md")


def test_every_variable_that_settings_read_is_explained():
    read = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', text_of("annotate/settings.py")))
    explained = set(re.findall(r"^([A-Z_]+)=", text_of(".env.example"), re.MULTILINE))
    assert read == explained


@pytest.mark.parametrize(
    "variable", sorted(set(re.findall(r"`([A-Z]+_[A-Z_]+)(?:=\w+)?`", text_of("annotate/management/README.md"))))
)
def test_every_variable_in_the_operations_page_exists(variable):
    assert re.search(rf"^{variable}=", text_of(".env.example"), re.MULTILINE)


def test_every_benchmark_is_described():
    modules = {path.stem for path in (ROOT / "tests" / "benchmarks").glob("*.py")}
    modules = {stem for stem in modules if "__main__" in text_of(f"tests/benchmarks/{stem}.py")}
    described = set(re.findall(r"python -m tests\.benchmarks\.(\w+)", text_of("tests/benchmarks/README.md")))
    assert modules == described


def test_the_readme_is_short():
    assert len(text_of("README.md").splitlines()) <= MOST_LINES


def test_the_first_screen_has_the_two_commands():
    first_screen = text_of("README.md").splitlines()[:20]
    assert sum("python3 -m venv .venv &&" in line for line in first_screen) == 2
