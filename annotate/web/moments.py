"""Read times that a request sends as text."""

from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

# Times outside these years are not ours, and calculations with times at the edge of the calendar fail.
YEARS = range(2001, 9000)


def parse_moment(sent: str) -> datetime | None:
    """Return the time, or None unless `sent` is an ISO 8601 time with an offset, within the years 2001 to 8999."""
    try:
        moment = parse_datetime(sent)
    except ValueError:
        return None
    return moment if moment and is_aware(moment) and moment.year in YEARS else None
