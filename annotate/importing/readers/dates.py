"""Read the day on which an article was published, as people and programs write it."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from annotate.importing.decoding import Unreadable

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ .\-]+(?:of )?{_MONTH}[ ,.\-]+(?P<year>\d{{4}})\b", re.I
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}[ .\-]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ \-]+(?P<year>\d{{4}})\b", re.I)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")


def read_date(written: str, *, day_first: bool | None = None) -> date | None:
    """Return the day as written, without time and time zone; None if blank.

    Read ISO 8601, RFC 2822, 24 November 2026, November 24, 2026, 24.11.2026 and 11/24/2026. 03/04/2026 is ambiguous:
    read it if `day_first` says how. With dots, as in 03.04.2026, the day always comes first. Raise Unreadable for
    anything else, because a wrong date is worse than a missing one.
    """
    written = written.strip()
    if not written:
        return None
    try:
        found = (
            _read_iso(written)
            or _read_month_name(written)
            or _read_numbers(written, day_first)
            or _read_rfc_2822(written)
        )
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        found = None
    if not found:
        raise Unreadable(f"“{written[:40]}” is not a date that OnRecord can read. Write it as 2026-11-24.")
    return found


def is_day_first(samples: list[str]) -> bool | None:
    """Return whether dates like 24/11/2026 have the day first; None if the samples do not show it or disagree."""
    pairs = [
        (int(match[1]), int(match[3]))
        for match in map(_NUMBERS.match, map(str.strip, samples))
        if match and match[2] != "."
    ]
    votes = {first > 12 for first, second in pairs if (first > 12) != (second > 12)}
    return votes.pop() if len(votes) == 1 else None


def _read_iso(written: str) -> date | None:
    match = _ISO.match(written) or _COMPACT.fullmatch(written)
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _read_month_name(written: str) -> date | None:
    match = _DAY_FIRST.search(written) or _MONTH_FIRST.search(written)
    if not match:
        return None
    return date(int(match["year"]), MONTHS.index(match["name"][:3].casefold()) + 1, int(match["day"]))


def _read_numbers(written: str, day_first: bool | None) -> date | None:
    match = _NUMBERS.match(written)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12 or first == second:
        day_first = True
    elif second > 12:
        day_first = False
    if day_first is None:
        raise Unreadable(
            f"“{match[0]}” could be two dates. Say whether day or month comes first, or write it as 2026-11-24."
        )
    day, month = (first, second) if day_first else (second, first)
    return date(year, month, day)


def _read_rfc_2822(written: str) -> date | None:
    found: datetime = parsedate_to_datetime(written)
    return found.date()
