import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from annotate import environment

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("value", "read"), [("1", True), ("Yes", True), ("off", False), (" false ", False), ("", True)]
)
def test_a_flag_is_read(monkeypatch, value, read):
    monkeypatch.setenv("FLAG", value)
    assert environment.flag("FLAG", True) is read


def test_an_invalid_flag_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("FLAG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="FLAG is 'maybe'; write true or false"):
        environment.flag("FLAG", True)


@pytest.mark.parametrize("value", ["x", "-1", "0", "1.5", "٣"])
def test_an_invalid_number_is_refused_by_name(monkeypatch, value):
    monkeypatch.setenv("NUMBER", value)
    with pytest.raises(ImproperlyConfigured, match=r"NUMBER is .* whole number of at least 1"):
        environment.whole_number("NUMBER", 5)


def test_a_list_is_read_without_blank_items(monkeypatch):
    monkeypatch.setenv("HOSTS", "a.example, b.example,")
    assert environment.items("HOSTS", []) == ["a.example", "b.example"]


def test_a_key_is_created_once_and_only_its_owner_can_read_it(tmp_path):
    file = tmp_path / "new" / "key"
    key = environment.read_or_create_key(file)
    assert len(key) >= 50
    assert environment.read_or_create_key(file) == key
    assert file.stat().st_mode & 0o077 == 0


def run(code: str, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
    variables = {"DJANGO_SETTINGS_MODULE": "annotate.settings", "ONRECORD_DATA": str(tmp_path), **variables}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=clean | variables, capture_output=True, text=True)


def test_in_production_the_web_server_does_not_start_without_a_secret_key(tmp_path):
    outcome = run("import annotate.wsgi", tmp_path, DATABASE_URL="postgres://u@h/d")
    assert outcome.returncode
    assert "SECRET_KEY is not set" in outcome.stderr


def test_in_production_it_starts_with_one(tmp_path):
    assert run("import annotate.wsgi", tmp_path, DATABASE_URL="postgres://u@h/d", SECRET_KEY="x" * 50).returncode == 0


PRODUCTION = {"DATABASE_URL": "postgres://u@h/d", "SECRET_KEY": secrets.token_urlsafe(50), "HTTPS": "true"}


def check_deploy(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess:
    check = "from django.core.management import execute_from_command_line as run\n"
    check += "run(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'])"
    return run(check, tmp_path, **{"ALLOWED_HOSTS": "onrecord.example.org"} | PRODUCTION | variables)


def test_djangos_check_of_a_production_site_finds_nothing(tmp_path):
    outcome = check_deploy(tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    assert "no issues (0 silenced)" in outcome.stdout


@pytest.mark.parametrize(
    ("variable", "value", "warning"),
    [("HTTPS", "false", "W008"), ("DEBUG", "true", "W018"), ("HSTS_SECONDS", "0", "W004")],
)
def test_djangos_check_warns_of_unsafe_settings(tmp_path, variable, value, warning):
    outcome = check_deploy(tmp_path, **{variable: value})
    assert outcome.returncode
    assert f"security.{warning}" in outcome.stderr


def test_hsts_can_be_short_and_exclude_subdomains(tmp_path):
    code = "from annotate import settings as s; print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS)"
    assert run(code, tmp_path, **PRODUCTION, HSTS_SECONDS="3600", HSTS_SUBDOMAINS="no").stdout == "3600 False\n"


@pytest.mark.parametrize("address", ["mysql://u@h/d", "nonsense", "postgres://[u@h/d"])
def test_a_database_other_than_postgresql_is_refused(tmp_path, address):
    outcome = run("import annotate.settings", tmp_path, DATABASE_URL=address)
    assert "ImproperlyConfigured: DATABASE_URL" in outcome.stderr


def test_every_variable_that_is_read_is_explained_in_the_example():
    read = ROOT / "annotate" / "settings.py"
    names = set(re.findall(r'environment\.\w+\(\s*"(\w+)"', read.read_text(encoding="utf-8")))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert names
    assert not [name for name in names if f"{name}=" not in example]
