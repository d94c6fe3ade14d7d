"""Typed readers of environment variables. Each rejects a bad value with a sentence that names the variable."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the variable's value without surrounding white space, or `default` if it is unset or blank."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """Return the variable as a boolean. Raise ImproperlyConfigured unless it is 1/0, true/false, yes/no or on/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}; write true or false.")


def whole_number(name: str, default: int, *, least: int = 1) -> int:
    """Return the variable as an integer of at least `least`. Raise ImproperlyConfigured for anything else."""
    value = text(name)
    if not value:
        return default
    if value.isascii() and value.isdigit() and int(value) >= least:
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number of at least {least}.")


def one_of(name: str, default: str, choices: tuple[str, ...]) -> str:
    """Return the variable as one of `choices`, ignoring case. Raise ImproperlyConfigured for anything else."""
    value = text(name, default)
    for choice in choices:
        if value.lower() == choice.lower():
            return choice
    raise ImproperlyConfigured(f"{name} is {value!r}; write {', '.join(choices[:-1])} or {choices[-1]}.")


def items(name: str, default: list[str]) -> list[str]:
    """Return the variable's comma-separated parts, without blank ones, or `default` if it is unset or blank."""
    return [part.strip() for part in text(name).split(",") if part.strip()] or default


def read_or_create_key(file: Path) -> str:
    """Return the secret key in `file`. If there is no file, create a key in it that only its owner can read."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # If two processes start at once, "x" lets one write the key and the other read it.
        with open(file, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()
