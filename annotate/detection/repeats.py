"""Which claim repeats an earlier one word for word."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def repeats(contents: Sequence[str]) -> list[int | None]:
    """For each content the index of the first with the same words before it, else None.

    Case, spaces and punctuation do not count; a content without any word repeats nothing.
    """
    first: dict[str, int] = {}
    found: list[int | None] = []
    for number, content in enumerate(contents):
        key = " ".join(_WORD.findall(content.casefold()))
        earlier = first.setdefault(key, number) if key else number
        found.append(earlier if earlier != number else None)
    return found
