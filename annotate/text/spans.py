"""Stretches of a text."""

from collections.abc import Iterable

Span = tuple[int, int]
"""Half-open [start, end), in Unicode code points of the text."""


def join_spans(text: str, spans: Iterable[Span]) -> str:
    """Return the text of the spans, joined by single spaces."""
    return " ".join(text[start:end] for start, end in spans)
