"""Finds claims that repeat an earlier one word for word."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def find_repeats(contents: Sequence[str]) -> list[int | None]:
    """Return for each content the index of the first one before it with the same words, or None.

    Case, spaces and punctuation do not matter. A content without words repeats nothing.
    """
    first: dict[str, int] = {}
    repeats: list[int | None] = []
    for number, content in enumerate(contents):
        key = " ".join(_WORD.findall(content.casefold()))
        earlier = first.setdefault(key, number) if key else number
        repeats.append(earlier if earlier != number else None)
    return repeats
