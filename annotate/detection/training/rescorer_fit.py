"""Fits the rescorer's weights and thresholds to articles that the network has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from annotate.detection.model.confidence_scale import SIGNS
from annotate.detection.model.crf import best_runs
from annotate.detection.model.labels import PARTS, labelled_runs
from annotate.detection.model.marked_run import MarkedRun
from annotate.detection.model.onnx_model import Model
from annotate.detection.model.run_rescorer import TRAITS, Candidates, rescore_runs, run_traits
from annotate.detection.model_detector import part_spans
from annotate.detection.rules.engine import apply_rules
from annotate.detection.training.corpus import LabelledParagraph
from annotate.text import Document

_PENALTY = 30.0
_STEPS = 30
_THRESHOLDS = [percent / 100 for percent in range(25, 56, 2)]

Floats = NDArray[numpy.float64]
Weights = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Rescoring:
    """The weights that are learnt after the network.

    weights: for each part the constant and the weights of its traits. thresholds: for each part the least probability
    of its runs. certainty: the weights for the confidence of a whole attribution; the model's file uses this name.
    """

    weights: Weights
    thresholds: dict[str, float]
    certainty: list[float]


def no_rescoring() -> Rescoring:
    """Return weights that leave the CRF's probabilities unchanged, to learn the others from."""
    weights = {part: [0.0, 1.0] + [0.0] * (TRAITS - 1) for part in PARTS}
    return Rescoring(weights, dict.fromkeys(PARTS, 0.5), [0.0, 1.0] + [0.0] * (SIGNS - 1))


@dataclass(frozen=True, slots=True)
class Case:
    """The runs that may be in a paragraph, and those that are marked in it."""

    candidates: Candidates
    right: set[tuple[str, int, int]]


def collect_cases(model: Model, text: str, labelled: Sequence[LabelledParagraph]) -> list[Case]:
    """Return a case for each paragraph of an article."""
    document = Document(text)
    candidates = model.candidates(document, part_spans(apply_rules(document)))
    return [
        Case(likely, set(labelled_runs(paragraph.labels)))
        for likely, paragraph in zip(candidates, labelled, strict=True)
    ]


def fit_rescorer(of_articles: Sequence[list[Case]]) -> tuple[Weights, dict[str, float]]:
    """Return the weights of each part's traits, the constant first, and each part's threshold with the best F1."""
    flat = [case for of_article in of_articles for case in of_article]
    weights = {part: fit_logistic(*_examples(part, flat)) for part in PARTS}
    return weights, fit_thresholds(flat, weights)


def fit_thresholds(flat: Sequence[Case], weights: Weights) -> dict[str, float]:
    """Return for each part the least probability of a run that gives the best F1."""
    rescored = _rescore(flat, weights)
    best = {}
    for part in PARTS:
        others = {other: 1.0 for other in PARTS if other != part}
        best[part] = max(_THRESHOLDS, key=lambda least: _f1(part, rescored, others | {part: least}))
    return best


def cross_validate(of_articles: Sequence[list[Case]], folds: int = 5) -> dict[str, float]:
    """Return each part's exact F1, 0 to 1; no article is scored with weights that were learnt from it."""
    chosen = []
    for fold in range(folds):
        weights, limits = fit_rescorer([each for at, each in enumerate(of_articles) if at % folds != fold])
        for at in range(fold, len(of_articles), folds):
            chosen += _choose(weights, limits, of_articles[at])
    return {part: _f1(part, chosen, dict.fromkeys(PARTS, 0.0)) for part in PARTS}


def score_rescoring(rescoring: Rescoring, of_articles: Sequence[list[Case]]) -> dict[str, float]:
    """Return each part's exact F1, 0 to 1, with weights that were learnt elsewhere."""
    chosen = _choose(
        rescoring.weights, rescoring.thresholds, [case for of_article in of_articles for case in of_article]
    )
    return {part: _f1(part, chosen, dict.fromkeys(PARTS, 0.0)) for part in PARTS}


def _choose(weights: Weights, limits: dict[str, float], flat: Sequence[Case]) -> list[tuple[list[MarkedRun], set]]:
    return [(best_runs(runs, limits), right) for runs, right in _rescore(flat, weights)]


def _rescore(flat: Sequence[Case], weights: Weights) -> list[tuple[list[MarkedRun], set]]:
    """Each paragraph's rescored runs, and those that are marked."""
    rescored = rescore_runs([case.candidates for case in flat], weights)
    return list(zip(rescored, (case.right for case in flat), strict=True))


def _f1(part: str, rescored: Sequence[tuple[list[MarkedRun], set]], limits: dict[str, float]) -> float:
    found = right = marked = 0
    for of_paragraph, gold in rescored:
        chosen = {(run.part, run.first, run.last) for run in best_runs(of_paragraph, limits) if run.part == part}
        of_part = {each for each in gold if each[0] == part}
        found, right, marked = found + len(chosen), right + len(chosen & of_part), marked + len(of_part)
    return 2 * right / (found + marked) if found + marked else 0.0


def _examples(part: str, flat: Sequence[Case]) -> tuple[Floats, Floats]:
    runs = [(run, case.right) for case in flat for run in case.candidates.runs]
    of_part = numpy.array([run.part == part for run, _ in runs])
    right = numpy.array([(run.part, run.first, run.last) in marked for run, marked in runs], dtype=float)
    return run_traits([case.candidates for case in flat])[of_part], right[of_part]


def fit_logistic(rows: Floats, right: Floats) -> list[float]:
    """Return the constant and the weights of a logistic regression.

    It has a ridge penalty on columns of unit variance, and is fitted by Newton's method.
    """
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
