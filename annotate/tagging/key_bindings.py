"""An editor's own keys (WCAG 2.2, 2.1.4: single-key shortcuts can be changed and turned off)."""

from collections.abc import Mapping

from annotate.models import User

# What each key does, in the words of the settings page; Enter and Esc stay, for they are no characters.
ACTIONS = {
    "j": "next claim",
    "k": "previous claim",
    "a": "allegation",
    "d": "denial",
    "q": "quote",
    "/": "who said it",
    "x": "no claim",
    "u": "undo",
    "U": "redo",
    "s": "select words",
    "w": "which allegation a denial answers",
    "f": "choose which claims are shown",
    "N": "next open article",
    "P": "previous open article",
    "?": "show the keys",
}


class BadKeys(ValueError):
    """Keys that cannot be used together; the message says why, in a sentence for the editor."""


def set_shortcuts(*, editor: User, keys: Mapping[str, str], on: bool) -> None:
    """Keeps an editor's own keys, by the keys that they take the place of. Raises BadKeys."""
    chosen = {default: keys.get(default, default) for default in ACTIONS}
    for default, own in chosen.items():
        if len(own) != 1 or not own.isprintable() or own.isspace():
            raise BadKeys(f"Give one character for “{ACTIONS[default]}”; ‘{own[:20]}’ is none.")
    taken: dict[str, str] = {}
    for default, own in chosen.items():
        if own in taken:
            raise BadKeys(
                f"‘{own}’ stands for “{ACTIONS[taken[own]]}” and for “{ACTIONS[default]}”. Change one of them."
            )
        taken[own] = default
    editor.shortcuts = {"on": on, "keys": {default: own for default, own in chosen.items() if own != default}}
    editor.save(update_fields=["shortcuts"])
