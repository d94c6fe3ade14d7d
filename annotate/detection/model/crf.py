"""A linear-chain CRF: how likely it is that exactly these words are a source, a cue or a content.

Uses the forward and backward recursions of Lafferty, McCallum and Pereira (ICML 2001) with probabilities that are
scaled at each word (Rabiner 1989, section V.A), for many paragraphs at once.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy
from numpy.typing import NDArray

from annotate.detection.model.labels import LABELS, PARTS, first_label, may_follow
from annotate.detection.model.marked_run import MarkedRun
from annotate.detection.model.pairs import Integers, pair_within_paragraphs

_UNLIKELY = 0.02  # runs with a less likely first or last word are ignored
_STARTS = numpy.array([float(may_follow(0, label)) for label in range(len(LABELS))])
_ALLOWED = numpy.array([[float(may_follow(a, b)) for b in range(len(LABELS))] for a in range(len(LABELS))])
# After B-x or I-x, the label I-x continues the run; every other label ends it.
_LEAVES = numpy.array([float(not label.startswith("I")) for label in LABELS])
_TINY = 1e-300

Floats = NDArray[numpy.float64]
Booleans = NDArray[numpy.bool_]

LikelyRun = tuple[str, int, int, float]
"""A part, its words [first, last) in a paragraph, and the probability of exactly this, 0 to 1."""


def likely_runs(scores: Floats, lengths: Sequence[int], transitions: Floats) -> list[list[LikelyRun]]:
    """Return the runs that may be in each paragraph.

    scores: [paragraphs, words, labels], the score of each label at each word. lengths: the number of words of each
    paragraph; the rest is padding. transitions: [labels, labels], the score of one label after another.
    """
    steps = numpy.exp(transitions) * _ALLOWED
    weights = numpy.exp(scores - scores.max(axis=2, keepdims=True))
    forward, norms = _forward(weights, steps)
    backward, leaving = _backward(weights, steps, norms, numpy.array(lengths))
    scaled = weights / norms[..., None]
    real = numpy.arange(scores.shape[1]) < numpy.array(lengths)[:, None]
    likely: list[list[LikelyRun]] = [[] for _ in lengths]
    for part in PARTS:
        for at, first, last, probability in _runs_of_part(part, steps, scaled, forward, backward, leaving, real):
            likely[at].append((part, first, last, probability))
    return likely


def _forward(weights: Floats, steps: Floats) -> tuple[Floats, Floats]:
    """The share of each label among all labellings up to a word, and what the shares were divided by."""
    shares, norms = numpy.empty_like(weights), numpy.empty(weights.shape[:2])
    share = weights[:, 0] * _STARTS
    for word in range(weights.shape[1]):
        if word:
            share = (share @ steps) * weights[:, word]
        norms[:, word] = share.sum(axis=1)
        share = share / norms[:, word, None]
        shares[:, word] = share
    return shares, norms


def _backward(weights: Floats, steps: Floats, norms: Floats, lengths: Integers) -> tuple[Floats, Floats]:
    """The weight of all continuations after a word's label, and of those that end the run at that word."""
    paragraphs, words, labels = weights.shape
    backward, leaving = numpy.ones_like(weights), numpy.ones_like(weights)
    after = numpy.ones((paragraphs, labels))
    for word in range(words - 2, -1, -1):
        following = weights[:, word + 1] * after / norms[:, word + 1, None]
        more = (word + 1 < lengths)[:, None]
        after = numpy.where(more, following @ steps.T, 1.0)
        backward[:, word] = after
        leaving[:, word] = numpy.where(more, (following * _LEAVES) @ steps.T, 1.0)
    return backward, leaving


def _runs_of_part(
    part: str, steps: Floats, weights: Floats, forward: Floats, backward: Floats, leaving: Floats, real: Booleans
) -> Iterator[tuple[int, int, int, float]]:
    """Yield a part's runs as (paragraph, first, last, probability), in order.

    P(first..last) = P(begins at first) · the steps inside · P(leaves after last). weights: scaled like the shares.
    real: which words are not padding.
    """
    begin, inside = first_label(part), first_label(part) + 1
    alone = forward[..., begin] * leaving[..., begin]
    ends = numpy.where(real, alone + forward[..., inside] * leaving[..., inside], 0.0)
    firsts = numpy.nonzero(numpy.where(real, forward[..., begin] * backward[..., begin], 0.0) > _UNLIKELY)
    lasts = numpy.nonzero(ends > _UNLIKELY)
    of_first, of_last = pair_within_paragraphs(firsts[0], lasts[0])
    at, first, last = firsts[0][of_first], firsts[1][of_first], lasts[1][of_last]
    going_on = _log(weights[..., inside])
    so_far = numpy.cumsum(going_on + _log(steps[inside, inside]), axis=1)
    second = numpy.minimum(first + 1, weights.shape[1] - 1)
    entering = _log(forward[at, first, begin] * steps[begin, inside]) + going_on[at, second]
    longer = entering + so_far[at, last] - so_far[at, second] + _log(leaving[at, last, inside])
    likely = numpy.where(last == first, alone[at, first], numpy.exp(numpy.minimum(longer, 0.0)))
    kept = (last >= first) & (likely > _UNLIKELY)
    return zip(*(column[kept].tolist() for column in (at, first, last + 1, likely)), strict=True)


def _log(values: Floats) -> Floats:
    return numpy.log(numpy.maximum(values, _TINY))


def best_runs(runs: Sequence[MarkedRun], thresholds: Mapping[str, float]) -> list[MarkedRun]:
    """Return the disjoint runs with the largest sum of probability minus their part's threshold, in order.

    This choice has the best expected F1 if each threshold is half of the F1 that is reached (Lipton, Elkan and
    Narayanaswamy, ECML 2014). The most likely labelling (Viterbi) keeps too few runs.
    """
    able = sorted((run for run in runs if run.probability > thresholds[run.part]), key=lambda run: run.last)
    best: list[tuple[float, list[MarkedRun]]] = [(0.0, [])]
    for at, run in enumerate(able):
        before = at
        while before and able[before - 1].last > run.first:
            before -= 1
        gain = best[before][0] + run.probability - thresholds[run.part]
        best.append((gain, [*best[before][1], run]) if gain > best[at][0] else best[at])
    return best[-1][1]
