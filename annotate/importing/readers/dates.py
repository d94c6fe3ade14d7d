"""The day on which an article was published, as people and programs write it."""

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
    """The day, as it was where it was written (its time and time zone are left out); None for blank.

    ISO 8601, RFC 2822, 24 November 2026, November 24, 2026, 24.11.2026 and 11/24/2026 are read. 03/04/2026 is read
    if `day_first` says how; without it Unreadable is raised, for a wrong date is worse than none. 03.04.2026 is no
    such case: with dots, the day stands first wherever it is written so.
    """
    written = written.strip()
    if not written:
        return None
    try:
        found = _iso(written) or _with_words(written) or _with_numbers(written, day_first) or _by_email(written)
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        found = None
    if not found:
        raise Unreadable(f"“{written[:40]}” is no date that can be read. Write it as 2026-11-24.")
    return found


def is_day_first(samples: list[str]) -> bool | None:
    """Whether dates like 24/11/2026 have the day first; None if the samples leave it open or contradict each other."""
    pairs = [
        (int(match[1]), int(match[3]))
        for match in map(_NUMBERS.match, map(str.strip, samples))
        if match and match[2] != "."
    ]
    votes = {first > 12 for first, second in pairs if (first > 12) != (second > 12)}
    return votes.pop() if len(votes) == 1 else None


def _iso(written: str) -> date | None:
    match = _ISO.match(written) or _COMPACT.fullmatch(written)
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _with_words(written: str) -> date | None:
    match = _DAY_FIRST.search(written) or _MONTH_FIRST.search(written)
    if not match:
        return None
    return date(int(match["year"]), MONTHS.index(match["name"][:3].casefold()) + 1, int(match["day"]))


def _with_numbers(written: str, day_first: bool | None) -> date | None:
    match = _NUMBERS.match(written)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12 or first == second:
        day_first = True
    elif second > 12:
        day_first = False
    if day_first is None:
        raise Unreadable(f"“{match[0]}” can be two dates. Say which comes first, or write it as 2026-11-24.")
    day, month = (first, second) if day_first else (second, first)
    return date(year, month, day)


def _by_email(written: str) -> date | None:
    found: datetime = parsedate_to_datetime(written)
    return found.date()
