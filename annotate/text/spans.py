"""Stretches of a text, and the way in which forms and exports write them: 12-40;52-80."""

import re
from collections.abc import Iterable, Sequence

Span = tuple[int, int]
"""Half-open [start, end), in Unicode code points of the text."""

START_END_SEPARATOR = "-"
SPAN_SEPARATOR = ";"
_WRITTEN_SPANS = re.compile(r"\d{1,9}-\d{1,9}(?:;\d{1,9}-\d{1,9})*")


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
