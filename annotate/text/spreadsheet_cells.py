"""Keep a spreadsheet from running a CSV's cells as formulas."""

import re
from typing import TypeVar

# Signs that make a spreadsheet run a cell, with the full-width forms that Excel reads as the same signs; and white
# space that it may drop from the cell's beginning (OWASP, CSV Injection).
STARTS_FORMULA = "=+@\t\r\n＝＋－＠-"  # "-" last, for use in a regular expression's brackets
# A cell with apostrophes before the sign gets another one, so that removing one always restores the cell.
RUNNABLE = re.compile(f"'*[{STARTS_FORMULA}]")

Value = TypeVar("Value")


def guard_cell(value: Value) -> Value | str:
    """Return the cell with a leading ' if a spreadsheet would run it. Return numbers unchanged."""
    return f"'{value}" if isinstance(value, str) and RUNNABLE.match(value) else value


def unguard_cell(cell: str) -> str:
    """Return the cell as it was before `guard_cell`."""
    return cell[1:] if cell.startswith("'") and RUNNABLE.match(cell) else cell
