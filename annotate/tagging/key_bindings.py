"""An editor's own keys (WCAG 2.2, 2.1.4: single-key shortcuts can be changed and turned off)."""

from collections.abc import Mapping

from annotate.models import User

# What each key does, in the words of the page for preferences. Enter and Esc are no characters, so they cannot change.
ACTIONS = {
    "j": "next claim",
    "k": "previous claim",
    "a": "allegation",
    "d": "denial",
    "q": "quote",
    "/": "who said it",
    "x": "not a claim",
    "u": "undo",
    "U": "redo",
    "s": "select words",
    "w": "choose the allegation that a denial answers",
    "f": "choose which claims are shown",
    "N": "next open article",
    "P": "previous open article",
    "?": "show the keys",
}


class BadKeys(ValueError):
    """Keys that cannot be used together; the message says why, in a sentence for the editor."""


def store_key_bindings(*, editor: User, keys: Mapping[str, str], on: bool) -> None:
    """Store an editor's own keys, each under the default key that it replaces. Raises BadKeys."""
    chosen = {default: keys.get(default, default) for default in ACTIONS}
    for default, key in chosen.items():
        if len(key) != 1 or not key.isprintable() or key.isspace():
            raise BadKeys(f"Use a single character for “{ACTIONS[default]}”.")
    used: dict[str, str] = {}
    for default, key in chosen.items():
        if key in used:
            raise BadKeys(
                f"‘{key}’ is set for both “{ACTIONS[used[key]]}” and “{ACTIONS[default]}”. Change one of them."
            )
        used[key] = default
    editor.shortcuts = {"on": on, "keys": {default: key for default, key in chosen.items() if key != default}}
    editor.save(update_fields=["shortcuts"])
