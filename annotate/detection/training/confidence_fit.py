"""Fits the weights that turn the probabilities of an attribution's runs into a confidence."""

from collections.abc import Sequence

import numpy

from annotate.detection.model.confidence_scale import SIGNS, signs_of
from annotate.detection.model.marked_run import MarkedRun
from annotate.detection.training.rescorer_fit import fit_logistic
from annotate.text.spans import Span

_HALF = 0.5

Spans = Sequence[Span]


def fit_confidence(articles: Sequence[tuple[Sequence[Sequence[MarkedRun]], Sequence[Spans]]]) -> list[float]:
    """Return the constant and the weights of the signs.

    articles: for each article its attributions, as their runs, and the contents that an annotator marked in it.
    """
    cases = [(runs, marked) for found, marked in articles for runs in found if _contents(runs)]
    rows = numpy.array([signs_of(runs) for runs, _ in cases]).reshape(-1, SIGNS)
    return fit_logistic(rows, numpy.array([_is_right(_contents(runs), marked) for runs, marked in cases], dtype=float))


def _contents(runs: Sequence[MarkedRun]) -> list[Span]:
    return [run.span for run in runs if run.part == "content"]


def _is_right(found: Spans, marked: Sequence[Spans]) -> bool:
    """Whether a marked content and the found one share at least half of the characters of each."""
    return any(_count_shared(found, spans) >= _HALF * max(_length(found), _length(spans)) for spans in marked)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _count_shared(left: Spans, right: Spans) -> int:
    return sum(max(0, min(one[1], other[1]) - max(one[0], other[0])) for one in left for other in right)
