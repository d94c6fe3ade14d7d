"""Learns, from articles that the network has not seen, the weights of the second look and what is likely enough."""

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
_THRESHOLDS = [each / 100 for each in range(25, 56, 2)]

Floats = NDArray[numpy.float64]
Weights = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Rescoring:
    """What is learnt with the network at rest. For each part the weights of its traits and the least probability of
    its runs; and the weights of what speaks for a whole attribution."""

    weights: Weights
    thresholds: dict[str, float]
    certainty: list[float]


def no_rescoring() -> Rescoring:
    """The CRF's probabilities unchanged: what the second look is learnt from."""
    weights = {part: [0.0, 1.0] + [0.0] * (TRAITS - 1) for part in PARTS}
    return Rescoring(weights, dict.fromkeys(PARTS, 0.5), [0.0, 1.0] + [0.0] * (SIGNS - 1))


@dataclass(frozen=True, slots=True)
class Case:
    """What may be in a paragraph, and the runs that are."""

    candidates: Candidates
    right: set[tuple[str, int, int]]


def collect_cases(model: Model, text: str, labelled: Sequence[LabelledParagraph]) -> list[Case]:
    """One article's paragraphs: what the model finds likely beside what is marked."""
    document = Document(text)
    candidates = model.candidates(document, part_spans(apply_rules(document)))
    return [
        Case(likely, set(labelled_runs(paragraph.labels)))
        for likely, paragraph in zip(candidates, labelled, strict=True)
    ]


def fit_rescorer(of_articles: Sequence[list[Case]]) -> tuple[Weights, dict[str, float]]:
    """The weights of each part's traits, the constant first; and each part's threshold with the best F1."""
    flat = [case for of_article in of_articles for case in of_article]
    weights = {part: fit_logistic(*_examples(part, flat)) for part in PARTS}
    return weights, fit_thresholds(flat, weights)


def fit_thresholds(flat: Sequence[Case], weights: Weights) -> dict[str, float]:
    """For each part the least probability with which the choice of runs has the best F1."""
    mended = _rescore(flat, weights)
    best = {}
    for part in PARTS:
        others = {other: 1.0 for other in PARTS if other != part}
        best[part] = max(_THRESHOLDS, key=lambda least: _f1(part, mended, others | {part: least}))
    return best


def cross_validate(of_articles: Sequence[list[Case]], folds: int = 5) -> dict[str, float]:
    """Each part's exact F1 (0 to 1) where no article is scored with weights that were learnt from it."""
    chosen = []
    for fold in range(folds):
        weights, limits = fit_rescorer([each for at, each in enumerate(of_articles) if at % folds != fold])
        for at in range(fold, len(of_articles), folds):
            chosen += _choose(weights, limits, of_articles[at])
    return {part: _f1(part, chosen, dict.fromkeys(PARTS, 0.0)) for part in PARTS}


def score_rescoring(look: Rescoring, of_articles: Sequence[list[Case]]) -> dict[str, float]:
    """Each part's exact F1 (0 to 1) with a second look that was learnt elsewhere."""
    chosen = _choose(look.weights, look.thresholds, [case for of_article in of_articles for case in of_article])
    return {part: _f1(part, chosen, dict.fromkeys(PARTS, 0.0)) for part in PARTS}


def _choose(weights: Weights, limits: dict[str, float], flat: Sequence[Case]) -> list[tuple[list[MarkedRun], set]]:
    return [(best_runs(runs, limits), right) for runs, right in _rescore(flat, weights)]


def _rescore(flat: Sequence[Case], weights: Weights) -> list[tuple[list[MarkedRun], set]]:
    """Each paragraph's runs with mended probabilities, and those that are right."""
    mended = rescore_runs([case.candidates for case in flat], weights)
    return list(zip(mended, (case.right for case in flat), strict=True))


def _f1(part: str, mended: Sequence[tuple[list[MarkedRun], set]], limits: dict[str, float]) -> float:
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
    return run_traits([case.candidates for case in flat])[of_part], right[of_part]


def fit_logistic(rows: Floats, right: Floats) -> list[float]:
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
