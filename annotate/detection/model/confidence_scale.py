"""Calculates the confidence of an attribution from the probabilities of its runs."""

from collections.abc import Sequence
from math import exp, log

from annotate.detection.model.marked_run import MarkedRun

SIGNS = 6
_LEAST = 1e-3


def signs_of(runs: Sequence[MarkedRun]) -> list[float]:
    """Return the signs that an attribution with these runs is right.

    They are the logit of its least probable content, the probabilities of its cue and source, and whether it has a
    cue, a source, and several contents.
    """
    contents = _probabilities(runs, "content")
    cues, sources = _probabilities(runs, "cue"), _probabilities(runs, "source")
    least = min(max(min(contents, default=0.0), _LEAST), 1 - _LEAST)
    return [
        log(least / (1 - least)),
        max(cues, default=0.0),
        max(sources, default=0.0),
        float(bool(cues)),
        float(bool(sources)),
        float(len(contents) > 1),
    ]


def confidence_of_runs(runs: Sequence[MarkedRun], weights: Sequence[float]) -> float:
    """Return how likely an annotator's content and this one share at least half of each, 0 to 1.

    weights: of a logistic regression; the constant, then one for each sign. 0 for an attribution without content.
    """
    if not _probabilities(runs, "content"):
        return 0.0
    score = weights[0] + sum(weight * sign for weight, sign in zip(weights[1:], signs_of(runs), strict=True))
    return 1 / (1 + exp(-max(-50.0, min(50.0, score))))


def _probabilities(runs: Sequence[MarkedRun], part: str) -> list[float]:
    return [run.probability for run in runs if run.part == part]
