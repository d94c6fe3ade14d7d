"""What the detector returns: attributions, with their spans and kinds."""

from dataclasses import dataclass

from annotate.text.spans import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is reported to have said something.

    Spans are half-open and count Unicode code points of the text; those of one field are sorted and
    disjoint. `answers` and `repeats` are indices in the list that the attribution stands in.
    """

    spans: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    kind: str | None
    confidence: float
    reason: str
    answers: int | None = None
    repeats: int | None = None
