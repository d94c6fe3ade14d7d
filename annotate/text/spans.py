"""Stretches of a text, and the way in which forms and exports write them: 12-40;52-80."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

Span = tuple[int, int]
"""Half-open [start, end), in Unicode code points of the text."""

START_END_SEPARATOR = "-"
SPAN_SEPARATOR = ";"
_WRITTEN_SPANS = re.compile(r"\d{1,9}-\d{1,9}(?:;\d{1,9}-\d{1,9})*")


class SpanIndex:
    """Spans that may overlap, for asking often which stretches of the text they share."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def overlaps(self, span: Span) -> bool:
        """Return whether any of the spans shares a character with this one."""
        before = bisect_left(self._starts, span[1])
        return before > 0 and self._reach[before - 1] > span[0]


def join_spans(text: str, spans: Iterable[Span]) -> str:
    """Return the text of the spans, joined by single spaces."""
    return " ".join(text[start:end] for start, end in spans)


def format_spans(spans: Iterable[Sequence[int]]) -> str:
    """Return [[12, 40], [52, 80]] as "12-40;52-80"."""
    return SPAN_SEPARATOR.join(f"{start}{START_END_SEPARATOR}{end}" for start, end in spans)


def parse_spans(written: str) -> list[list[int]]:
    """Return "12-40;52-80" as [[12, 40], [52, 80]]. Raise ValueError for anything else."""
    if not _WRITTEN_SPANS.fullmatch(written):
        raise ValueError(f"not spans: {written[:40]!r}")
    return [[int(end) for end in span.split(START_END_SEPARATOR)] for span in written.split(SPAN_SEPARATOR)]
