"""Read integers that a request sends as text: ids, lists of ids, places in an article."""

LARGEST_ID = 2**63 - 1  # of a bigint


def parse_integer(sent: str) -> int | None:
    """Return the integer, or None unless `sent` is ASCII digits only and fits a bigint."""
    is_short = len(sent) <= len(str(LARGEST_ID))  # int() refuses very long strings
    # Addresses have ASCII digits only, so a page could not link to "١٢".
    is_number = sent.isascii() and sent.isdecimal()
    return int(sent) if is_number and is_short and int(sent) <= LARGEST_ID else None


def parse_integers(sent: str) -> list[int | None]:
    """Return the integers of a list such as "12,15,16"; None for each part that cannot be read."""
    return [parse_integer(part) for part in sent.split(",")]


def parse_pair(sent: str) -> tuple[int, int] | None:
    """Return the two integers of a pair such as "12:0", or None if they cannot be read."""
    match [parse_integer(part) for part in sent.split(":")]:
        case [int(first), int(second)]:
            return first, second
    return None
