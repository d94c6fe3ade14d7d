"""Turning what somebody types into a search field into a query."""

import re

MOST_WORDS = 20


def prefix_query(typed: str) -> str:
    """Return the typed words as a raw tsquery of prefixes: "le:* & pen:*" for "le pen"; "" if there are no words."""
    return " & ".join(f"{word}:*" for word in re.findall(r"\w+", typed)[:MOST_WORDS])
