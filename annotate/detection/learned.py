"""What the trained model finds in a text, mended by what its layout shows."""

import logging
from collections.abc import Iterable
from functools import cache

from annotate.detection.attribution import Span
from annotate.detection.model.network import Labelled, Model, NoModel
from annotate.detection.model.tying import Tied, tie
from annotate.detection.rules.found import LEARNED, LONE_QUOTE, PULL_QUOTE, TRANSCRIPT, Found
from annotate.detection.sentences import Reading

logger = logging.getLogger(__name__)
_BY_LAYOUT = (PULL_QUOTE, TRANSCRIPT)


@cache
def trained_model() -> Model | None:
    """The model in the box, loaded once; None, with an error in the log, where it cannot be loaded."""
    try:
        return Model()
    except NoModel:
        logger.exception("The rules find the claims instead of the trained model.")
        return None


def by_model(model: Model, reading: Reading, by_rules: list[Found]) -> list[Found]:
    """The attributions of a text in reading order.

    by_rules: what the rules find in the same text. Pull quotes and transcripts, which the layout tells and the model
    was hardly taught, are taken from there, and quotations that the model leaves alone.
    """
    tied = tie(model.label(reading.text), [sentence.span[0] for sentence in reading.sentences])
    learned = [_found(each) for each in tied if each.contents]
    layout = [found for found in by_rules if found.rule in _BY_LAYOUT]
    learned = [found for found in learned if not _touches(found, layout)]
    lone = [found for found in by_rules if found.rule == LONE_QUOTE and not _touches(found, learned)]
    return sorted(learned + layout + lone, key=lambda found: found.spans[0])


def _found(tied: Tied) -> Found:
    certainty = min(run.probability for run in tied.contents)
    return Found(_spans(tied.contents), _spans(tied.sources), _spans(tied.cues), LEARNED, certainty)


def _spans(runs: Iterable[Labelled]) -> tuple[Span, ...]:
    return tuple(run.span for run in runs)


def _touches(found: Found, others: list[Found]) -> bool:
    return any(
        start < other_end and other_start < end
        for start, end in found.spans
        for other in others
        for other_start, other_end in other.spans
    )
