"""Makes contents in quotation marks end where the marks close."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.text import Document
from annotate.text.spans import Span, SpanIndex


class QuotedPieces:
    """The parts of a text's quotations, one for each paragraph that a quotation runs through."""

    def __init__(self, document: Document) -> None:
        self._pieces = sorted(span for quotation in document.quotations for span in quotation.spans)
        self._starts = [start for start, _ in self._pieces]
        self._width = {quotation.start: quotation.width for quotation in document.quotations}

    def containing(self, place: int) -> Span | None:
        """Return the piece with this place, if it is quoted."""
        at = bisect_right(self._starts, place) - 1
        return self._pieces[at] if at >= 0 and place < self._pieces[at][1] else None

    def opened_by(self, span: Span) -> Span | None:
        """Return the piece that a span starts with, with or without its opening mark."""
        piece = self.containing(span[0])
        return piece if piece and span[0] <= piece[0] + self._width.get(piece[0], 1) else None


def complete_quotations(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with each content that stops inside its quotation extended to the end.

    Attributions that are inside the added words are left out: they are the speaker's, not the reporter's.
    """
    pieces = QuotedPieces(document)
    completed = [_complete(attribution, pieces) for attribution in found]
    added = SpanIndex(
        (short[1], long[1])
        for before, after in zip(found, completed, strict=True)
        for short, long in zip(before.spans, after.spans, strict=True)
        if short != long
    )
    return [
        after
        for before, after in zip(found, completed, strict=True)
        if not any(added.overlaps((start, start + 1)) for start, _ in before.spans or before.cue)
    ]


def _complete(attribution: Attribution, pieces: QuotedPieces) -> Attribution:
    parts = sorted((*attribution.spans, *attribution.source, *attribution.cue))
    return replace(attribution, spans=tuple(_extend(span, parts, pieces) for span in attribution.spans))


def _extend(span: Span, parts: Sequence[Span], pieces: QuotedPieces) -> Span:
    """The span up to the end of the quotation that it starts with, unless another part of its attribution is there."""
    last = pieces.containing(span[1] - 1)
    if last is None or last[1] <= span[1] or not (last[0] > span[0] or pieces.opened_by(span)):
        return span
    if any(span[1] <= start < last[1] for start, _ in parts):
        return span
    return span[0], last[1]
