"""Learns how far the model's probabilities can be taken at their word."""

from collections.abc import Sequence

import numpy

from annotate.detection.model.confidence_scale import SIGNS, signs
from annotate.detection.model.run_linker import Tied
from annotate.detection.training.rescorer_fit import logistic
from annotate.text.spans import Span

_HALF = 0.5

Spans = Sequence[Span]


def learn_certainty(of_articles: Sequence[tuple[list[Tied], list[Spans]]]) -> list[float]:
    """The weights of the signs, from each article's attributions and the contents that are marked in it."""
    both = [(tied, marked) for of_article, marked in of_articles for tied in of_article if tied.contents]
    rows = numpy.array([signs(tied) for tied, _ in both]).reshape(-1, SIGNS)
    return logistic(rows, numpy.array([_is_right(tied, marked) for tied, marked in both], dtype=float))


def _is_right(tied: Tied, marked: Sequence[Spans]) -> bool:
    """Whether a marked content shares at least half of its characters, and of the found one's, with it."""
    found = [run.span for run in tied.contents]
    return any(_shared(found, spans) >= _HALF * max(_length(found), _length(spans)) for spans in marked)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _shared(one: Spans, two: Spans) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in two)
