"""What a rule finds, before its kind is known."""

from dataclasses import dataclass

from annotate.text.sentences import Unit
from annotate.text.spans import Span

(
    SPEECH,
    STATEMENT,
    BARE,
    OBJECT,
    BEHIND,
    ACCORDING,
    NOUN,
    COLON,
    TRANSCRIPT,
    PULL_QUOTE,
    PASSIVE,
    PARTICIPLE,
    LONE_QUOTE,
    LEARNED,
    FOREIGN,
) = (
    "speech",
    "statement",
    "bare",
    "object",
    "behind",
    "according",
    "noun",
    "colon",
    "transcript",
    "pull quote",
    "passive",
    "participle",
    "lone quote",
    "learned",
    "foreign",
)


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """Source, cue and content as spans, and the rule that found them; `certainty` is the model's, 0 to 1."""

    spans: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    rule: str
    certainty: float = 0.0


Finding = tuple[RuleMatch, int]
"""What is found, and the unit up to which it takes up its sentence."""


def spans_of(units: list[Unit], start: int, end: int) -> tuple[Span, ...]:
    """The span of units [start, end); a quotation among them brings its further paragraphs along."""
    if start >= end:
        return ()
    here = (units[start].start, units[end - 1].end)
    parts = [span for unit in units[start:end] if unit.quotation for span in unit.quotation.spans]
    earlier = [part for part in parts if part[1] <= here[0]]
    further = [part for part in parts if part[0] >= here[1]]
    return (*earlier, here, *further)
