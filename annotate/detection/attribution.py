"""The attributions that the detector finds."""

from dataclasses import dataclass

from annotate.detection.rule import Rule
from annotate.text.spans import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is reported to have said something.

    The spans of each field are sorted and disjoint. kind: None if nothing is asserted. confidence: 0 to 1. reason: why
    it is highlighted, for the editor. answers, repeats: indices in the list of attributions that this one is in. rule:
    how it was found.
    """

    spans: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    kind: str | None = None
    confidence: float = 0.0
    reason: str = ""
    answers: int | None = None
    repeats: int | None = None
    rule: Rule = Rule.MODEL


Finding = tuple[Attribution, int]
"""An attribution that a rule found, and the unit of the sentence where it ends."""
