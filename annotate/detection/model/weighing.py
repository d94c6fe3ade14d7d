"""A second look at each run: what else the paragraph shows about it.

The CRF sees one label after another. Whether a content is right also hangs on what speaks for another end of it, on
a cue beside it, on where quotation marks and sentences end, and on whether the rules find the same. A logistic
regression over these traits mends the probability; its weights are learnt from articles that the network was not
trained on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from annotate.detection.model.chains import Run
from annotate.detection.model.labels import PARTS
from annotate.detection.model.witnesses import WordRun

TRAITS = 30
_NEARNESS = 8  # words after which a neighbour counts for a third
MARKS = frozenset(('"', "“", "”", "``", "''", "«", "»"))
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Candidates:
    """A paragraph's words, the runs that may be in it, and what the rules found in it."""

    written: Sequence[str]
    runs: Sequence[Run]
    witnessed: frozenset[WordRun] = frozenset()


def weighed(candidates: Candidates, weights: Mapping[str, Sequence[float]]) -> list[Run]:
    """The runs of one paragraph with mended probabilities.

    weights: for each part the constant, and one for each trait.
    """
    return [
        replace(run, probability=_probability(traits(run, candidates), weights[run.part])) for run in candidates.runs
    ]


def traits(run: Run, candidates: Candidates) -> list[float]:
    """What the other runs of its paragraph, the words at its ends and the rules say about a run."""
    return [
        *_among_others(run, candidates.runs),
        *_at_its_ends(run, candidates.written),
        *_by_the_rules(run, candidates.witnessed),
    ]


def _among_others(run: Run, runs: Sequence[Run]) -> list[float]:
    rivals = strangers = 0.0
    near = dict.fromkeys(PARTS, 0.0)
    for other in runs:
        gap = max(run.first - other.last, other.first - run.last)
        if gap >= 0:
            near[other.part] = max(near[other.part], other.probability * exp(-gap / _NEARNESS))
        elif other.part != run.part:
            strangers += other.probability
        elif other is not run:
            rivals += other.probability
    bound = min(max(run.probability, _LEAST), 1 - _LEAST)
    return [log(bound / (1 - bound)), run.probability, rivals, strangers, *near.values()]


def _at_its_ends(run: Run, written: Sequence[str]) -> list[float]:
    first, last = written[run.first], written[run.last - 1]
    before = written[run.first - 1] if run.first else ""
    after = written[run.last] if run.last < len(written) else ""
    inside = written[run.first : run.last]
    return [
        log(run.last - run.first),
        run.first == 0,
        run.last == len(written),
        first in MARKS,
        last in MARKS,
        before in MARKS,
        after in MARKS,
        before in ("", ".", "!", "?"),
        after in ("", ",", ".", "!", "?"),
        last in (".", "!", "?"),
        first[0].isupper(),
        first.lower() == "that",
        before.lower() == "that",
        after == ",",
        last == ",",
        sum(word in MARKS for word in inside) % 2,
        "." in inside[:-1],
    ]


def _by_the_rules(run: Run, witnessed: frozenset[WordRun]) -> list[float]:
    same = [each for each in witnessed if each[0] == run.part]
    return [
        (run.part, run.first, run.last) in witnessed,
        any(first == run.first for _, first, _ in same),
        any(last == run.last for _, _, last in same),
        any(first < run.last and run.first < last for _, first, last in same),
        any(part != run.part and first < run.last and run.first < last for part, first, last in witnessed),
        bool(same),
    ]


def _probability(of_run: Sequence[float], weights: Sequence[float]) -> float:
    score = weights[0] + sum(weight * trait for weight, trait in zip(weights[1:], of_run, strict=True))
    return 1 / (1 + exp(-max(-50.0, min(50.0, score))))
