"""The progress of an import, in an editor's words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from annotate.models import Import

# A batch takes a few seconds; a worker that is silent for longer has died. Another takes over within two minutes.
_SILENT = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class ImportStatus:
    """`share` is the percentage read; `rate` and `time_left` are "" while they cannot be estimated."""

    share: float
    rate: str
    time_left: str
    is_silent: bool

    @classmethod
    def of(cls, bulk: Import) -> "ImportStatus":
        share = round(100 * bulk.read / bulk.size, 1) if bulk.size else 0.0
        if bulk.state != Import.State.RUNNING or bulk.began_at is None or bulk.heard_at is None:
            return cls(share, "", "", False)
        seconds = (bulk.heard_at - bulk.began_at).total_seconds()
        read = bulk.read - bulk.began_read
        rate = (bulk.seen - bulk.began_seen) / seconds if seconds > 0 else 0
        left = (bulk.size - bulk.read) / read * seconds if read > 0 and seconds > 0 else None
        return cls(share, _rate(rate), _duration(left), timezone.now() - bulk.heard_at > _SILENT)


def _rate(rate: float) -> str:
    if rate >= 1:
        return f"{rate:,.0f} a second"
    return f"{rate * 60:,.0f} a minute" if rate else ""


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return ""
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds >= 1.5 * length:
            return f"about {round(seconds / length):,} {unit}s"
    return "about a minute" if seconds > 45 else "less than a minute"
