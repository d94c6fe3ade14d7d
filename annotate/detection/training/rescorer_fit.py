"""Learns, from articles that the network has not seen, the weights of the second look and what is likely enough."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from annotate.detection.model.confidence_scale import SIGNS
from annotate.detection.model.crf import ScoredRun, best_runs
from annotate.detection.model.labels import PARTS, runs
from annotate.detection.model.onnx_model import Model
from annotate.detection.model.run_rescorer import TRAITS, Candidates, traits, weighed
from annotate.detection.model_detector import marks_of
from annotate.detection.rules.engine import find
from annotate.detection.training.corpus import LabelledParagraph
from annotate.text import Document

_PENALTY = 30.0
_STEPS = 30
_THRESHOLDS = [each / 100 for each in range(25, 56, 2)]

Floats = NDArray[numpy.float64]
Weights = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What is learnt with the network at rest. For each part the weights of its traits and the least probability of
    its runs; and the weights of what speaks for a whole attribution."""

    weights: Weights
    thresholds: dict[str, float]
    certainty: list[float]


def as_they_are() -> SecondLook:
    """The CRF's probabilities unchanged: what the second look is learnt from."""
    weights = {part: [0.0, 1.0] + [0.0] * (TRAITS - 1) for part in PARTS}
    return SecondLook(weights, dict.fromkeys(PARTS, 0.5), [0.0, 1.0] + [0.0] * (SIGNS - 1))


@dataclass(frozen=True, slots=True)
class Case:
    """What may be in a paragraph, and the runs that are."""

    candidates: Candidates
    right: set[tuple[str, int, int]]


def cases(model: Model, text: str, labelled: Sequence[LabelledParagraph]) -> list[Case]:
    """One article's paragraphs: what the model finds likely beside what is marked."""
    document = Document(text)
    marks = marks_of(find(document))
    return [
        Case(found, set(runs(each.labels)))
        for (_, found), each in zip(model.candidates(document, marks), labelled, strict=True)
    ]


def learn(of_articles: Sequence[list[Case]]) -> tuple[Weights, dict[str, float]]:
    """The weights of each part's traits, the constant first; and each part's threshold with the best F1."""
    flat = [case for of_article in of_articles for case in of_article]
    weights = {part: logistic(*_examples(part, flat)) for part in PARTS}
    return weights, thresholds(flat, weights)


def thresholds(flat: Sequence[Case], weights: Weights) -> dict[str, float]:
    """For each part the least probability with which the choice of runs has the best F1."""
    mended = _mended(flat, weights)
    best = {}
    for part in PARTS:
        others = {other: 1.0 for other in PARTS if other != part}
        best[part] = max(_THRESHOLDS, key=lambda least: _f1(part, mended, others | {part: least}))
    return best


def cross_validated(of_articles: Sequence[list[Case]], folds: int = 5) -> dict[str, float]:
    """Each part's exact F1 (0 to 1) where no article is scored with weights that were learnt from it."""
    chosen = []
    for fold in range(folds):
        weights, limits = learn([each for at, each in enumerate(of_articles) if at % folds != fold])
        for at in range(fold, len(of_articles), folds):
            chosen += _chosen(weights, limits, of_articles[at])
    return {part: _f1(part, chosen, dict.fromkeys(PARTS, 0.0)) for part in PARTS}


def f1_with(look: SecondLook, of_articles: Sequence[list[Case]]) -> dict[str, float]:
    """Each part's exact F1 (0 to 1) with a second look that was learnt elsewhere."""
    chosen = _chosen(look.weights, look.thresholds, [case for of_article in of_articles for case in of_article])
    return {part: _f1(part, chosen, dict.fromkeys(PARTS, 0.0)) for part in PARTS}


def _chosen(weights: Weights, limits: dict[str, float], flat: Sequence[Case]) -> list[tuple[list[ScoredRun], set]]:
    return [(best_runs(runs, limits), right) for runs, right in _mended(flat, weights)]


def _mended(flat: Sequence[Case], weights: Weights) -> list[tuple[list[ScoredRun], set]]:
    """Each paragraph's runs with mended probabilities, and those that are right."""
    mended = weighed([case.candidates for case in flat], weights)
    return list(zip(mended, (case.right for case in flat), strict=True))


def _f1(part: str, mended: Sequence[tuple[list[ScoredRun], set]], limits: dict[str, float]) -> float:
    found = right = marked = 0
    for of_paragraph, gold in mended:
        chosen = {(run.part, run.first, run.last) for run in best_runs(of_paragraph, limits) if run.part == part}
        of_part = {each for each in gold if each[0] == part}
        found, right, marked = found + len(chosen), right + len(chosen & of_part), marked + len(of_part)
    return 2 * right / (found + marked) if found + marked else 0.0


def _examples(part: str, flat: Sequence[Case]) -> tuple[Floats, Floats]:
    runs = [(run, case.right) for case in flat for run in case.candidates.runs]
    of_part = numpy.array([run.part == part for run, _ in runs])
    right = numpy.array([(run.part, run.first, run.last) in marked for run, marked in runs], dtype=float)
    return traits([case.candidates for case in flat])[of_part], right[of_part]


def logistic(rows: Floats, right: Floats) -> list[float]:
    """Logistic regression with a ridge penalty on columns of unit variance, by Newton's method: the constant first."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = numpy.hstack([numpy.ones((len(rows), 1)), (rows - mean) / spread])
    ridge = numpy.diag([0.0] + [_PENALTY] * rows.shape[1])
    weights = numpy.zeros(rows.shape[1] + 1)
    for _ in range(_STEPS):
        likely = 1 / (1 + numpy.exp(-scaled @ weights))
        slope = scaled.T @ (right - likely) - ridge @ weights
        bend = (scaled.T * (likely * (1 - likely))) @ scaled + ridge
        weights += numpy.linalg.solve(bend, slope)
    plain = weights[1:] / spread
    return [float(weights[0] - plain @ mean), *map(float, plain)]
