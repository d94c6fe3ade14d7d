"""Typed readers of environment variables; each refuses a bad value in a sentence that names the variable."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding white space, or `default` if it is unset or blank."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """The variable as a boolean. Raises ImproperlyConfigured for anything but 1/0, true/false, yes/no, on/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}; write true or false.")


def whole_number(name: str, default: int, *, least: int = 1) -> int:
    """The variable as an integer of at least `least`. Raises ImproperlyConfigured for anything else."""
    value = text(name)
    if not value:
        return default
    if value.isascii() and value.isdigit() and int(value) >= least:
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number of at least {least}.")


def one_of(name: str, default: str, choices: tuple[str, ...]) -> str:
    """The variable as one of `choices`, however its letters are written. Raises ImproperlyConfigured for another."""
    value = text(name, default)
    for choice in choices:
        if value.lower() == choice.lower():
            return choice
    raise ImproperlyConfigured(f"{name} is {value!r}; write {', '.join(choices[:-1])} or {choices[-1]}.")


def items(name: str, default: list[str]) -> list[str]:
    """The variable's comma-separated parts, without blanks, or `default` if it is unset or blank."""
    return [part.strip() for part in text(name).split(",") if part.strip()] or default


def key_kept_in(file: Path) -> str:
    """The secret key in `file`; made, and written for its owner alone, when the file is not there yet."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # "x" lets one of two processes that start at once write the key; the other then reads it.
        with open(file, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()
