"""What the trained model finds in a text, mended by what its layout shows."""

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from annotate.detection.model.run_linker import LabelledRuns, Tied, tie
from annotate.detection.rules.rule_match import (
    ACCORDING,
    LEARNED,
    LONE_QUOTE,
    PULL_QUOTE,
    SPEECH,
    TRANSCRIPT,
    RuleMatch,
)
from annotate.text import Document
from annotate.text.quotations import Quotation
from annotate.text.spans import Span

if TYPE_CHECKING:
    from annotate.detection.model.onnx_model import Model

logger = logging.getLogger(__name__)
_threads: int | None = None
_BY_LAYOUT = frozenset((PULL_QUOTE, TRANSCRIPT))
# So often right that they stand where the model finds nothing; they cost it no F1 and read marks that it never saw.
_SURE = frozenset((SPEECH, ACCORDING, LONE_QUOTE))


def use_threads(most: int) -> None:
    """How many threads the model may use, if it is loaded after this. Without it: two, which one text is read a little
    quicker with; several processes are quicker with one each."""
    global _threads
    _threads = most


@cache
def trained_model() -> "Model | None":
    """The model in the box, loaded once; None, with an error in the log, where it cannot be loaded."""
    try:
        return load_model()
    except Exception:  # whatever is wrong with it, the rules serve
        logger.exception("The trained model cannot be loaded. The rules find the claims in its place.")
        return None


def load_model() -> "Model":
    """The model in the box, loaded anew. Raises ImportError without onnxruntime, NoModel without a sound file."""
    # Imported here, for a web process never needs it, and rules serve where onnxruntime has no wheel.
    from annotate.detection.model.onnx_model import Model

    return Model(threads=_threads)


def by_model(model: "Model", document: Document, by_rules: list[RuleMatch]) -> list[RuleMatch]:
    """The attributions of a text in reading order.

    by_rules: what the rules find in the same text. Pull quotes and transcripts, which the layout tells and the model
    was hardly taught, are taken from there, and what is plain to see where the model finds nothing.
    """
    tied = tie(model.label(document, marks_of(by_rules)), document.sentence_starts)
    layout = [found for found in by_rules if found.rule in _BY_LAYOUT]
    learned = [_found(each, model.certainty(each)) for each in tied]
    learned = _apart_from(layout, _over_paragraphs(learned, document.quotations))
    learned += _said_again(learned, document)
    plain = _apart_from(learned + layout, [found for found in by_rules if found.rule in _SURE])
    return sorted(learned + layout + plain, key=lambda found: (found.spans or found.cue or found.source)[0])


def marks_of(by_rules: Iterable[RuleMatch]) -> Iterator[tuple[str, Span]]:
    """The parts that the rules found, for the model to compare with its own."""
    for found in by_rules:
        for part, spans in (("source", found.source), ("cue", found.cue), ("content", found.spans)):
            yield from ((part, span) for span in spans)


def _found(tied: Tied, certainty: float) -> RuleMatch:
    return RuleMatch(_spans(tied.contents), _spans(tied.sources), _spans(tied.cues), LEARNED, certainty)


def _spans(runs: Iterable[LabelledRuns]) -> tuple[Span, ...]:
    return tuple(run.span for run in runs)


def _over_paragraphs(learned: list[RuleMatch], quotations: Sequence[Quotation]) -> list[RuleMatch]:
    """The same, with a content that opens a quotation over several paragraphs stretched over all of them."""
    long = {quotation.start: quotation.spans for quotation in quotations if len(quotation.spans) > 1}
    stretched = [_stretched(found, long) for found in learned]
    rest = sorted(span for quotation in long.values() for span in quotation[1:])
    return [found for found in stretched if len(found.spans) > 1 or not _touches(found.spans, rest)]


def _stretched(found: RuleMatch, long: dict[int, tuple[Span, ...]]) -> RuleMatch:
    for start, end in found.spans:
        over = next((long[at] for at in (start, start - 1) if at in long), ())
        if over and end >= over[0][1] - 1:
            return replace(found, spans=(*(span for span in found.spans if span < over[1]), *over[1:]))
    return found


def _said_again(learned: list[RuleMatch], document: Document) -> list[RuleMatch]:
    """What is found in one sentence, for the places where the same sentence stands again and nothing was found."""
    places: dict[str, list[int]] = {}
    for start, end in (sentence.span for sentence in document.sentences):
        places.setdefault(document.text[start:end], []).append(start)
    # Once for each sentence, not for each place: a refrain of a thousand lines would make a million of them.
    surest: dict[tuple[str, tuple[Span, ...]], RuleMatch] = {}
    for found in learned:
        if found.spans and (at := _own_sentence(found, document)) is not None:
            from_start = _moved(found, -document.sentence_starts[at])
            key = document.text[slice(*document.sentences[at].span)], from_start.spans
            if key not in surest or surest[key].certainty < found.certainty:
                surest[key] = from_start
    again = [_moved(found, start) for (sentence, _), found in surest.items() for start in places[sentence]]
    return _apart_from(learned, again)


def _own_sentence(found: RuleMatch, document: Document) -> int | None:
    """The number of the sentence in which all of an attribution stands."""
    spans = (*found.spans, *found.cue, *found.source)
    at = bisect_right(document.sentence_starts, min(spans)[0]) - 1
    return at if at >= 0 and max(end for _, end in spans) <= document.sentences[at].span[1] else None


def _moved(found: RuleMatch, by: int) -> RuleMatch:
    parts = (tuple((start + by, end + by) for start, end in spans) for spans in (found.spans, found.source, found.cue))
    return RuleMatch(*parts, found.rule, found.certainty)


def _apart_from(others: Sequence[RuleMatch], found: list[RuleMatch]) -> list[RuleMatch]:
    """Those whose spans touch none of the others'."""
    taken = sorted(span for other in others for span in other.spans)
    return [each for each in found if not _touches(each.spans, taken)]


def _touches(spans: Sequence[Span], taken: list[Span]) -> bool:
    """Whether any of the spans shares a character with the sorted, disjoint ones that are taken."""
    for start, end in spans:
        behind = bisect_left(taken, (end,))
        if behind and taken[behind - 1][1] > start:
            return True
    return False
