"""A linear-chain CRF's probabilities: how likely it is that just these words are a source, a cue or a content.

The forward and backward recursions of Lafferty, McCallum and Pereira (ICML 2001), in probabilities that are scaled at
each word (Rabiner 1989, section V.A), for many paragraphs at once.
"""

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from annotate.detection.model.labels import LABELS, PARTS, begins, may_follow

_UNLIKELY = 0.02  # a run whose first or last word is less likely than this is not looked at
_STARTS = numpy.array([float(may_follow(0, label)) for label in range(len(LABELS))])
_ALLOWED = numpy.array([[float(may_follow(a, b)) for b in range(len(LABELS))] for a in range(len(LABELS))])
_TINY = 1e-300

Floats = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True)
class Run:
    """Words [first, last) of a paragraph as one part of an attribution, and the probability (0 to 1) of just this."""

    part: str
    first: int
    last: int
    probability: float


def likely_runs(scores: Floats, lengths: list[int], transitions: Floats) -> list[list[Run]]:
    """The runs that may be in each paragraph, with their probabilities.

    scores: [paragraphs, words, labels], each label's score at each word; lengths: the number of words of each
    paragraph, the rest is padding; transitions: [labels, labels], the score of label after label.
    """
    steps = numpy.exp(transitions) * _ALLOWED
    weights = numpy.exp(scores - scores.max(axis=2, keepdims=True))
    forward, norms = _forward(weights, steps)
    backward, leaving = _backward(weights, steps, norms, numpy.array(lengths))
    return [
        [
            run
            for part in PARTS
            for run in _runs(
                part, steps, weights[at, :n], forward[at, :n], backward[at, :n], leaving[at, :n], norms[at, :n]
            )
        ]
        for at, n in enumerate(lengths)
    ]


def _forward(weights: Floats, steps: Floats) -> tuple[Floats, Floats]:
    """The share of each label among all beginnings up to a word, and what the shares were divided by."""
    shares, norms = numpy.empty_like(weights), numpy.empty(weights.shape[:2])
    share = weights[:, 0] * _STARTS
    for word in range(weights.shape[1]):
        if word:
            share = (share @ steps) * weights[:, word]
        norms[:, word] = share.sum(axis=1)
        share = share / norms[:, word, None]
        shares[:, word] = share
    return shares, norms


def _backward(weights: Floats, steps: Floats, norms: Floats, lengths: NDArray) -> tuple[Floats, Floats]:
    """The weight of all continuations behind a word's label; and of those that end a run that goes on up to there."""
    paragraphs, words, labels = weights.shape
    backward, leaving = numpy.ones_like(weights), numpy.ones_like(weights)
    after = numpy.ones((paragraphs, labels))
    for word in range(words - 2, -1, -1):
        following = weights[:, word + 1] * after / norms[:, word + 1, None]
        more = (word + 1 < lengths)[:, None]
        after = numpy.where(more, following @ steps.T, 1.0)
        backward[:, word] = after
        # The label I-x is number 2, 4 or 6: leaving a run of x is going on with anything but I-x.
        stays = numpy.zeros_like(after)
        for inside in range(2, labels, 2):
            stays[:, inside - 1] = following[:, inside] * steps[inside - 1, inside]
            stays[:, inside] = following[:, inside] * steps[inside, inside]
        leaving[:, word] = numpy.where(more, after - stays, 1.0)
    return backward, leaving


def _runs(
    part: str, steps: Floats, weights: Floats, forward: Floats, backward: Floats, leaving: Floats, norms: Floats
) -> list[Run]:
    """A part's runs in one paragraph: P(first..last) = P(begins at first) · the steps inside · P(leaves after last)."""
    begin, inside = begins(part), begins(part) + 1
    ends_alone = forward[:, begin] * leaving[:, begin]
    ends = ends_alone + forward[:, inside] * leaving[:, inside]
    firsts = numpy.flatnonzero(forward[:, begin] * backward[:, begin] > _UNLIKELY)
    lasts = numpy.flatnonzero(ends > _UNLIKELY)
    going_on = numpy.log(numpy.maximum(weights[:, inside] / norms, _TINY))
    so_far = numpy.cumsum(going_on + numpy.log(steps[inside, inside]))
    runs = []
    for first in firsts:
        if ends_alone[first] > _UNLIKELY:
            runs.append(Run(part, int(first), int(first) + 1, float(ends_alone[first])))
        longer = lasts[lasts > first]
        if not len(longer):
            continue
        entering = numpy.log(max(forward[first, begin] * steps[begin, inside], _TINY)) + going_on[first + 1]
        logs = entering + so_far[longer] - so_far[first + 1] + numpy.log(numpy.maximum(leaving[longer, inside], _TINY))
        likely = numpy.exp(numpy.minimum(logs, 0.0))
        runs += [
            Run(part, int(first), int(last) + 1, float(p))
            for last, p in zip(longer, likely, strict=True)
            if p > _UNLIKELY
        ]
    return runs


def best_runs(runs: list[Run], thresholds: dict[str, float]) -> list[Run]:
    """The disjoint runs with the largest sum of probability minus their part's threshold, in order.

    That is the choice with the best expected F1 when a threshold is half of the F1 that is reached (Lipton, Elkan
    and Narayanaswamy, ECML 2014); the most likely labelling of all (Viterbi) keeps fewer runs than are right.
    """
    able = sorted((run for run in runs if run.probability > thresholds[run.part]), key=lambda run: run.last)
    best: list[tuple[float, list[Run]]] = [(0.0, [])]
    for at, run in enumerate(able):
        before = at
        while before and able[before - 1].last > run.first:
            before -= 1
        gain = best[before][0] + run.probability - thresholds[run.part]
        best.append((gain, [*best[before][1], run]) if gain > best[at][0] else best[at])
    return best[-1][1]
