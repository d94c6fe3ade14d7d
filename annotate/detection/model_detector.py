"""Finds attributions with the trained model, and corrects them by the text's layout."""

import logging
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from annotate.detection.attribution import Attribution
from annotate.detection.model.run_linker import link_runs
from annotate.detection.nested_claims import find_nested
from annotate.detection.rule import Rule
from annotate.text import Document
from annotate.text.quotations import Quotation
from annotate.text.spans import Span, SpanIndex

if TYPE_CHECKING:
    from annotate.detection.model.marked_run import MarkedRun
    from annotate.detection.model.onnx_model import Model
    from annotate.detection.model.rule_evidence import PartSpan

logger = logging.getLogger(__name__)
_threads: int | None = None
# The model has hardly seen these in training, so the rules that read them from the layout come first.
_BY_LAYOUT = frozenset((Rule.PULL_QUOTE, Rule.TRANSCRIPT, Rule.QUESTION, Rule.RELAYED))
# Right so often that they are added where the model finds nothing: F1 does not fall, and they read quotation marks that
# the model never saw.
_RELIABLE = frozenset((Rule.SPEECH, Rule.ACCORDING, Rule.LONE_QUOTE, Rule.HEADLINE))


def use_threads(most: int) -> None:
    """Set how many threads the model may use; call it before the model is loaded.

    The default is two, which is a little faster for a single text. Several processes are faster with one each.
    """
    global _threads
    _threads = most


@cache
def trained_model() -> "Model | None":
    """Return the shipped model, loaded once; if it cannot be loaded, log the error and return None."""
    try:
        return load_model()
    except Exception:  # whatever the error is, the rules can do the work
        logger.exception("The trained model cannot be loaded. The rules find the claims instead.")
        return None


def load_model() -> "Model":
    """Load and return the shipped model.

    Raise ImportError if onnxruntime is missing, NoModel if the model's files are missing or damaged.
    """
    # Imported here because web processes never need it, and rules do the work where onnxruntime has no wheel.
    from annotate.detection.model.onnx_model import Model

    return Model(threads=_threads)


def find_by_model(model: "Model", document: Document, by_rules: list[Attribution]) -> list[Attribution]:
    """Return the attributions of a text in reading order.

    by_rules: the rules' findings in the same text. Pull quotes and transcripts always come from the rules;
    other reliable findings are used where the model finds nothing.
    """
    linked = link_runs(model.mark(document, part_spans(by_rules)), document.sentence_starts)
    layout = [found for found in by_rules if found.rule in _BY_LAYOUT]
    by_model = [_attribution(runs, model.confidence(runs)) for runs in linked]
    by_model = _without_overlaps(_stretch_over_paragraphs(by_model, document.quotations), layout)
    cues = SpanIndex(span for found in layout for span in found.cue)
    by_model = [found for found in by_model if not any(map(cues.overlaps, found.cue))]
    by_model += _find_again(by_model, document)
    reliable = [found for found in by_rules if found.rule in _RELIABLE]
    plain = _without_overlaps(reliable, by_model + layout)
    nested = find_nested(document.text, by_rules, by_model)
    return sorted(by_model + layout + plain + nested, key=lambda found: (found.spans or found.cue or found.source)[0])


def part_spans(by_rules: Iterable[Attribution]) -> "Iterator[PartSpan]":
    """Yield the parts that the rules found, for the model to compare with its own."""
    for found in by_rules:
        for part, spans in (("source", found.source), ("cue", found.cue), ("content", found.spans)):
            yield from ((part, span) for span in spans)


def _attribution(runs: "Sequence[MarkedRun]", confidence: float) -> Attribution:
    spans, source, cue = (tuple(run.span for run in runs if run.part == part) for part in ("content", "source", "cue"))
    return Attribution(spans, source, cue, confidence=confidence, rule=Rule.MODEL)


def _stretch_over_paragraphs(by_model: list[Attribution], quotations: Sequence[Quotation]) -> list[Attribution]:
    """Extend each content that opens a quotation of several paragraphs to all of them."""
    long = {quotation.start: quotation.spans for quotation in quotations if len(quotation.spans) > 1}
    stretched = [_stretch(found, long) for found in by_model]
    rest = SpanIndex(span for spans in long.values() for span in spans[1:])
    return [found for found in stretched if len(found.spans) > 1 or not any(map(rest.overlaps, found.spans))]


def _stretch(found: Attribution, long: dict[int, tuple[Span, ...]]) -> Attribution:
    for start, end in found.spans:
        whole = next((long[at] for at in (start, start - 1) if at in long), ())
        if whole and end >= whole[0][1] - 1:
            return replace(found, spans=(*(span for span in found.spans if span < whole[1]), *whole[1:]))
    return found


def _find_again(by_model: list[Attribution], document: Document) -> list[Attribution]:
    """Copies of a sentence's attributions, for each repetition of the sentence in which nothing was found."""
    starts: dict[str, list[int]] = {}
    for start, end in (sentence.span for sentence in document.sentences):
        starts.setdefault(document.text[start:end], []).append(start)
    # Once per sentence, not per occurrence: a refrain of a thousand lines would yield a million attributions.
    surest: dict[tuple[str, tuple[Span, ...]], Attribution] = {}
    for found in by_model:
        if found.spans and (at := _only_sentence(found, document)) is not None:
            from_start = _move(found, -document.sentence_starts[at])
            key = document.text[slice(*document.sentences[at].span)], from_start.spans
            if key not in surest or surest[key].confidence < found.confidence:
                surest[key] = from_start
    again = [_move(found, start) for (sentence, _), found in surest.items() for start in starts[sentence]]
    return _without_overlaps(again, by_model)


def _only_sentence(found: Attribution, document: Document) -> int | None:
    """The number of the sentence that contains the whole attribution; None if no sentence does."""
    spans = (*found.spans, *found.cue, *found.source)
    at = bisect_right(document.sentence_starts, min(spans)[0]) - 1
    return at if at >= 0 and max(end for _, end in spans) <= document.sentences[at].span[1] else None


def _move(found: Attribution, distance: int) -> Attribution:
    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((start + distance, end + distance) for start, end in spans)

    return replace(found, spans=moved(found.spans), source=moved(found.source), cue=moved(found.cue))


def _without_overlaps(found: list[Attribution], others: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose spans share no character with the others' spans."""
    taken = SpanIndex(span for other in others for span in other.spans)
    return [attribution for attribution in found if not any(map(taken.overlaps, attribution.spans))]
