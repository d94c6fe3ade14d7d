"""From what somebody types into a search field to what the database is asked."""

import re

MOST_WORDS = 20


def prefix_query(typed: str) -> str:
    """The typed words as a raw tsquery in which each is a prefix: "le pen" becomes "le:* & pen:*"; "" for no word."""
    return " & ".join(f"{word}:*" for word in re.findall(r"\w+", typed)[:MOST_WORDS])
