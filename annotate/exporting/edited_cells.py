"""Read the cells of a CSV that somebody has edited in a spreadsheet."""

from collections.abc import Sequence

# A spreadsheet may add a fraction to a whole number.
_FRACTIONS = (".0", ",0")
_MOST_DIGITS = 18  # fit a bigint


class BadCell(ValueError):
    """A cell that cannot be read; the message is a sentence for the editor."""


def read_integer(cell: str) -> int:
    """Return the whole number in a cell that nobody should have edited. Raise BadCell."""
    cell = cell.strip()
    digits = next((cell.removesuffix(end) for end in _FRACTIONS if cell.endswith(end)), cell)
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS):
        raise BadCell("The claim_id or version is not a number. Restore the exported values in these two columns.")
    return int(digits)


def read_choice(cell: str, *, choices: Sequence[str], noun: str) -> str:
    """Return the choice in the cell, in any case, or "" for a blank cell. Raise BadCell.

    noun: what the column holds, for the message: "a kind".
    """
    choice = cell.strip().casefold()
    if choice and choice not in choices:
        raise BadCell(f"‘{cell[:40]}’ is not {noun}. Write {', '.join(choices[:-1])} or {choices[-1]}.")
    return choice


def read_name(cell: str) -> str:
    """Return the name in the cell, without white space around it."""
    return cell.strip()


def read_note(cell: str) -> str:
    """Return the note in the cell, with \\n at the end of each line."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")
