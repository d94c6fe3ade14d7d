"""Finds claims inside the content of another: He added that the firm had said it would pay."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.detection.rule import Rule
from annotate.text.spans import Span, join_spans

# Nested claims have their own source, cue and content, so only rules that find all three are trusted.
_TRUSTED = frozenset((Rule.SPEECH, Rule.STATEMENT, Rule.BARE))
_NOT_SAID = ("will", "would", "may", "might", "could", "can", "should", "not", "never", "to")


def find_nested(text: str, by_rules: Iterable[Attribution], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the rules' findings that are inside the content of an attribution in `found`, all their parts with it."""
    contents = sorted(span for attribution in found for span in attribution.spans)
    starts = [start for start, _ in contents]
    cues = sorted(span for attribution in found for span in attribution.cue)

    def holder(span: Span) -> Span | None:
        at = bisect_right(starts, span[0]) - 1
        return contents[at] if at >= 0 and span[1] <= contents[at][1] else None

    return [
        replace(inner, rule=Rule.NESTED)
        for inner in by_rules
        if inner.rule in _TRUSTED and inner.source and inner.cue and _is_said(text, inner)
        if len(holders := {holder(span) for span in (*inner.spans, *inner.source, *inner.cue)}) == 1
        if None not in holders and not any(start < inner.cue[0][1] and inner.cue[0][0] < end for start, end in cues)
    ]


def _is_said(text: str, inner: Attribution) -> bool:
    """Whether somebody has said it, and not only may or will, and whether the source is more than *it*."""
    cue = join_spans(text, inner.cue).lower().split()
    return not any(word in _NOT_SAID for word in cue) and join_spans(text, inner.source).lower() != "it"
