"""Count claims of each kind over time, for a chart. Pure."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from annotate.models import Kind

MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind's part of a period's bar. `start` and `width` are percentages of the longest bar."""

    kind: str
    number: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year; `name` is "2026-03" or "2026"."""

    name: str
    bars: list[Bar]

    @property
    def number(self) -> int:
        return sum(bar.number for bar in self.bars)


def group_by_period(counts: Sequence[tuple[date, str, int]]) -> list[Period]:
    """Group counts (month, kind, number of claims) by month, or by year if there are more than MOST_MONTHS months.

    Return the latest period first.
    """
    years = len({month for month, _, _ in counts}) > MOST_MONTHS
    by_period: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for month, kind, number in counts:
        by_period[f"{month:%Y}" if years else f"{month:%Y-%m}"][kind] += number
    longest = max((kinds.total() for kinds in by_period.values()), default=1)
    return [Period(name, _bars(by_period[name], longest)) for name in sorted(by_period, reverse=True)]


def _bars(kinds: Counter[str], longest: int) -> list[Bar]:
    bars, start = [], 0.0
    for kind in Kind.values:
        width = 100 * kinds[kind] / longest
        bars.append(Bar(kind, kinds[kind], round(start, 2), round(width, 2)))
        start += width
    return bars
