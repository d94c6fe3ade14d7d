"""How sure an attribution is, from the probabilities of its runs."""

from collections.abc import Sequence
from math import exp, log

from annotate.detection.model.run_linker import LabelledRuns, Tied

SIGNS = 6
_LEAST = 1e-3


def signs(tied: Tied) -> list[float]:
    """What speaks for an attribution: its least sure content, its cue, its source, and which of them it has."""
    content = min((run.probability for run in tied.contents), default=0.0)
    bound = min(max(content, _LEAST), 1 - _LEAST)
    return [
        log(bound / (1 - bound)),
        _surest(tied.cues),
        _surest(tied.sources),
        float(bool(tied.cues)),
        float(bool(tied.sources)),
        float(len(tied.contents) > 1),
    ]


def certainty(tied: Tied, weights: Sequence[float]) -> float:
    """The probability (0 to 1) that an annotator marks at least half of what the content says, and little else.

    weights: the constant, and one for each sign. An attribution without content has none.
    """
    if not tied.contents:
        return 0.0
    score = weights[0] + sum(weight * sign for weight, sign in zip(weights[1:], signs(tied), strict=True))
    return 1 / (1 + exp(-max(-50.0, min(50.0, score))))


def _surest(runs: Sequence[LabelledRuns]) -> float:
    return max((run.probability for run in runs), default=0.0)
