"""Each room imports only the rooms that it may (DESIGN: the rooms, one way through)."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "annotate"
# The rooms that each room may import, besides itself.
ALLOWED = {
    "models": set(),
    "text": set(),
    "detection": {"text"},
    "embedded": set(),
    "logs": set(),
    "audit_log": {"models"},
    "accounts": {"models", "audit_log"},
    "importing": {"models", "audit_log", "detection", "actors", "text"},
    "actors": {"models", "audit_log", "text"},
    "tagging": {"models", "actors"},
    "exporting": {"models", "audit_log", "text"},
    "edited_csv": {"models", "actors", "tagging", "exporting", "importing", "text"},
    "evaluation": {"detection", "actors", "text"},
    "workflows": {"models", "text", "importing", "detection", "actors", "tagging", "logs"},
    "jobs": {"workflows", "actors"},
    "web": {"models", "importing", "detection", "actors", "tagging", "exporting", "workflows", "logs", "audit_log"}
    | {"edited_csv", "text"},
}
# Constants that every room may import.
EVERYWHERE = {"vocabulary"}
# Pure Python: without Django, database, queue and models.
PURE = [
    "vocabulary",
    "text",
    "detection",
    "actors/resolution.py",
    "actors/mentions",
    "actors/names.py",
    "actors/similarity.py",
    "evaluation",
]
PURE += [
    "importing/public_network.py",
    "importing/special_networks.py",
    "importing/decoding.py",
    "importing/fetching.py",
    "importing/readers",
]


def files(part: str) -> list[Path]:
    place = PACKAGE / part
    if place.is_dir():
        return sorted(place.rglob("*.py"))
    return [place if place.suffix else place.with_suffix(".py")]


def imported_modules(file: Path) -> set[str]:
    """Return the full names of the modules that a file imports, at any level."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: write imports in full"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def rooms_imported(file: Path) -> set[str]:
    return {name.split(".")[1] for name in imported_modules(file) if name.startswith("annotate.")}


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_the_rooms_that_it_may(room):
    for file in files(room):
        forbidden = rooms_imported(file) - ALLOWED[room] - EVERYWHERE - {room}
        assert not forbidden, f"{file.relative_to(PACKAGE)} imports {', '.join(sorted(forbidden))}"


def test_every_room_has_its_rule():
    rooms = {place.name for place in PACKAGE.iterdir() if place.is_dir() and not place.name.startswith("_")}
    assert rooms - set(ALLOWED) == {"management", "migrations"}


@pytest.mark.parametrize("part", PURE)
def test_detection_and_resolving_are_pure(part):
    for file in files(part):
        for name in imported_modules(file):
            assert not name.startswith(("django", "psycopg", "procrastinate")), f"{file} imports {name}"
            assert not name.startswith("annotate.models"), f"{file} imports {name}"


def test_views_neither_save_nor_build_queries():
    """Rooms write; querysets build queries."""
    for file in files("web/views"):
        source = file.read_text(encoding="utf-8")
        for write in (".save(", ".create(", ".update(", ".delete(", ".annotate(", ".exclude(", "Q("):
            assert write not in source, f"{file.name} has {write}"


def test_evaluation_imports_only_resolution_from_actors():
    """The rest of that room needs the database."""
    for file in files("evaluation"):
        for name in imported_modules(file):
            assert not name.startswith("annotate.actors") or name.startswith("annotate.actors.resolution"), file


def class_names() -> Counter[str]:
    """Return how often each class name is defined, the names that Django prescribes left out."""
    return Counter(
        node.name
        for file in PACKAGE.rglob("*.py")
        if "migrations" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name not in {"Meta", "Command"}
    )


def test_no_class_name_is_used_twice():
    assert [name for name, times in class_names().items() if times > 1] == []


def test_no_module_name_is_used_twice():
    """Views are named after their pages; a room may have the page's name."""
    modules = Counter(
        file.stem
        for file in PACKAGE.rglob("*.py")
        if file.name != "__init__.py" and "migrations" not in file.parts and file.parent != PACKAGE / "web" / "views"
    )
    assert [name for name, times in modules.items() if times > 1] == []


def test_web_processes_do_not_load_what_only_the_model_needs():
    program = "import sys, annotate.wsgi, annotate.urls; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=PACKAGE.parent, capture_output=True, text=True, check=True
    )
    assert not {"numpy", "tokenizers", "onnxruntime"} & set(loaded.stdout.split())
