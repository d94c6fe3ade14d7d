"""Gives each quoted paragraph an attribution of its own, and names who speaks in those without a cue."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotate.detection.attribution import Attribution
from annotate.detection.quotation_edges import QuotedPieces, complete_quotations
from annotate.detection.rule import Rule
from annotate.text import Document
from annotate.text.sentences import Sentence
from annotate.text.spans import Span, SpanIndex

_LEAST_WORDS = 3  # fewer are a title or a scare quote
# Paragraphs of narration after which a quotation still belongs to the last speaker, if nobody else has spoken.
_MOST_NARRATION = 2
_BY_THE_LINE_ITSELF = frozenset((Rule.PULL_QUOTE, Rule.TRANSCRIPT, Rule.COLON, Rule.FOREIGN))


def attribute_quoted_paragraphs(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions in reading order, one for each paragraph of a speech.

    Paragraphs and sentences in quotation marks that no attribution covers are added. Those without a cue get the
    source of the speaker before them.
    """
    layout = _Layout(document)
    found = complete_quotations(document, found)
    named = _name_speakers(sorted(_add_uncovered(found, layout), key=_place), layout)
    parts = [part for attribution in named for part in _split(attribution, layout)]
    return sorted(_without_doubles(parts), key=_place)


def _without_doubles(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, except those without a cue whose words another one with a cue has already."""
    taken = {span for attribution in found if attribution.cue for span in attribution.spans}
    return [one for one in found if one.cue or not one.spans or not taken.issuperset(one.spans)]


class _Layout(QuotedPieces):
    """Which paragraph and which quotation a place in the text belongs to."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.document = document
        self._paragraphs = [start for start, _ in document.paragraphs]

    def paragraph(self, place: int) -> int:
        return bisect_right(self._paragraphs, place) - 1

    def begins_sentence(self, span: Span) -> bool:
        """Whether a span starts with a quotation that begins a sentence."""
        piece = self.opened_by(span)
        if piece is None:
            return False
        at = bisect_left(self.document.sentence_starts, piece[0])
        return at < len(self.document.sentence_starts) and self.document.sentence_starts[at] == piece[0]


def _place(attribution: Attribution) -> Span:
    return (attribution.spans or attribution.cue or attribution.source)[0]


def _split(attribution: Attribution, layout: _Layout) -> Iterator[Attribution]:
    """Yield one attribution for each quoted paragraph; the one nearest to the cue keeps it."""
    groups: dict[int, list[Span]] = {}
    for span in attribution.spans:
        groups.setdefault(layout.paragraph(span[0]), []).append(span)
    if len(groups) < 2 or attribution.rule in _BY_THE_LINE_ITSELF:
        yield attribution
        return
    anchor = (attribution.cue or attribution.source or attribution.spans)[0][0]
    home = min(groups, key=lambda paragraph: (abs(paragraph - layout.paragraph(anchor)), paragraph))
    own = list(groups.pop(home))
    for spans in groups.values():
        if layout.opened_by(spans[0]):
            yield replace(attribution, spans=tuple(spans), cue=())
        else:
            own += spans
    yield replace(attribution, spans=tuple(sorted(own)))


def _add_uncovered(found: Sequence[Attribution], layout: _Layout) -> list[Attribution]:
    """Add the sentences that consist of a quotation and that no attribution covers."""
    taken = SpanIndex(span for attribution in found for span in attribution.spans)
    added = []
    for sentence in layout.document.sentences:
        first = sentence.units[0]
        if first.quotation is None or not _is_speech(sentence, layout.document.text):
            continue
        span = (first.start, max(unit.end for unit in sentence.units if unit.quotation))
        if not taken.overlaps(span):
            added.append(Attribution((span,), (), (), rule=Rule.LONE_QUOTE))
    return [*found, *added]


def _is_speech(sentence: Sentence, text: str) -> bool:
    """Whether a sentence consists of quotations, the last of which ends like a sentence."""
    quoted = [unit for unit in sentence.units if unit.quotation]
    words = text[sentence.units[0].start : quoted[-1].end].split()
    ends = quoted[-1].tail in (".", "!", "?", "…") or not (quoted[-1].quotation and quoted[-1].quotation.closed)
    return ends and len(words) >= _LEAST_WORDS and all(unit.quotation or unit.is_mark for unit in sentence.units)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who spoke last: the source, the last paragraph of the speech, and whether the words were quoted."""

    source: tuple[Span, ...]
    paragraph: int
    quoted: bool


def _name_speakers(found: Sequence[Attribution], layout: _Layout) -> list[Attribution]:
    named: list[Attribution] = []
    last: _Speaker | None = None
    reported_to = 0  # the end of the last content, in which sources are somebody's inside another's words
    for attribution in found:
        if _lacks_speaker(attribution, layout):
            attribution = replace(attribution, source=_source_before(attribution, last, layout))
        named.append(attribution)
        if attribution.spans and attribution.source and attribution.source[0][0] >= reported_to:
            end = attribution.spans[-1][1]
            quoted = any(layout.opened_by(span) for span in attribution.spans)
            last = _Speaker(attribution.source, layout.paragraph(end - 1), quoted)
            reported_to = end if attribution.source[-1][1] <= attribution.spans[0][0] else reported_to
    return named


def _lacks_speaker(attribution: Attribution, layout: _Layout) -> bool:
    """Whether an attribution is quoted speech whose own paragraph names neither source nor cue."""
    if attribution.cue or not attribution.spans or attribution.rule in _BY_THE_LINE_ITSELF:
        return False
    paragraph = layout.paragraph(attribution.spans[0][0])
    named_here = any(layout.paragraph(start) == paragraph for start, _ in attribution.source)
    return not named_here and layout.begins_sentence(attribution.spans[0])


def _source_before(attribution: Attribution, last: _Speaker | None, layout: _Layout) -> tuple[Span, ...]:
    """The last speaker's words, if near enough; otherwise the attribution's own source."""
    if last is None:
        return attribution.source
    between = layout.paragraph(attribution.spans[0][0]) - last.paragraph - 1
    return last.source if between <= (_MOST_NARRATION if last.quoted else 0) else attribution.source
