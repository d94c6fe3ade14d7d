"""Finds claims inside the content of another: He added that the firm had said it would pay."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.detection.rule import Rule
from annotate.text.spans import Span, SpanIndex, join_spans

# Nested claims have their own source, cue and content, so only rules that find all three are trusted.
_TRUSTED = frozenset((Rule.SPEECH, Rule.STATEMENT, Rule.BARE))
_NOT_SAID = ("will", "would", "may", "might", "could", "can", "should", "not", "never", "to")


def find_nested(text: str, by_rules: Iterable[Attribution], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the rules' findings that are inside the content of an attribution in `found`, all their parts with it."""
    contents = sorted(span for attribution in found for span in attribution.spans)
    cues = SpanIndex(span for attribution in found for span in attribution.cue)
    return [
        replace(inner, rule=Rule.NESTED)
        for inner in by_rules
        if inner.rule in _TRUSTED
        and inner.source
        and inner.cue
        and _is_said(text, inner)
        and _are_inside_one((*inner.spans, *inner.source, *inner.cue), contents)
        and not cues.overlaps(inner.cue[0])
    ]


def _are_inside_one(spans: Sequence[Span], contents: Sequence[Span]) -> bool:
    """Whether the same content contains all the spans. contents: sorted."""
    start, end = min(spans)[0], max(end for _, end in spans)
    at = bisect_right(contents, start, key=lambda content: content[0]) - 1
    return at >= 0 and end <= contents[at][1]


def _is_said(text: str, inner: Attribution) -> bool:
    """Whether somebody has said it, and not only may or will, and whether the source is more than *it*."""
    cue = join_spans(text, inner.cue).lower().split()
    return not any(word in _NOT_SAID for word in cue) and join_spans(text, inner.source).lower() != "it"
