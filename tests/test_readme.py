"""README says what is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
KEYS = (ROOT / "static" / "article" / "keys.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(set(re.findall(r"manage\.py (\w+)", README))))
def test_every_command_is_there(command):
    assert command in get_commands()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([\w./]+)\)", README))))
def test_every_link_leads_to_a_file(path):
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("room", sorted(set(re.findall(r"^\| `(\w+[/.]\w*)` \|", README, re.MULTILINE))))
def test_every_room_is_there(room):
    assert (ROOT / "annotate" / room).exists()


@pytest.mark.parametrize("key", ["j", "k", "Enter", "a", "d", "q", "/", "x", "u", "w", "f", "N", "P", "?"])
def test_every_key_is_explained(key):
    assert f"`{key}`" in README
    assert re.search(rf'^  "?{re.escape(key)}"?: ', KEYS, re.MULTILINE)


def test_the_first_screen_has_the_two_commands():
    first_screen = README.splitlines()[:20]
    assert sum("python3 -m venv .venv &&" in line for line in first_screen) == 2
