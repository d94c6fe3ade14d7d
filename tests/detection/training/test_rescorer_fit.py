"""Fitting the rescorer's weights and thresholds."""

from dataclasses import replace

import numpy
import pytest

from annotate.detection.model.encoding import encode_paragraphs
from annotate.detection.model.labels import PARTS
from annotate.detection.model.onnx_model import FOLDER, Model
from annotate.detection.model.run_rescorer import TRAITS, Candidates, rescore_runs
from annotate.detection.training.corpus import LabelledParagraph
from annotate.detection.training.rescorer_fit import Case as Seen
from annotate.detection.training.rescorer_fit import (
    collect_cases,
    cross_validate,
    fit_logistic,
    fit_rescorer,
    fit_thresholds,
    no_rescoring,
    score_rescoring,
)
from annotate.text import Document
from tests.detection.run_factory import make_candidate

WRITTEN = "Ms Roe said that it was safe .".split()
RIGHT = {("source", 0, 2), ("cue", 2, 3), ("content", 3, 7)}
CHANCE = numpy.random.default_rng(3)


def seen(likely: float, unlikely: float) -> Seen:
    """Return a paragraph whose right runs have the first probability, and whose wrong runs have the second."""
    wrong = {("source", 5, 6), ("cue", 4, 5), ("content", 0, 1)}
    runs = [make_candidate(*run, likely) for run in sorted(RIGHT)] + [
        make_candidate(*run, unlikely) for run in sorted(wrong)
    ]
    return Seen(Candidates(WRITTEN, runs), RIGHT)


def likelihood(rows, right, weights) -> float:
    """Return the penalised log-likelihood of weights, the constant first, on columns of unit variance."""
    scaled = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    constant = weights[0] + numpy.array(weights[1:]) @ rows.mean(axis=0)
    unit = numpy.array(weights[1:]) * rows.std(axis=0)
    score = constant + scaled @ unit
    return float((right * score - numpy.logaddexp(0, score)).sum() - 15 * (unit**2).sum())


def test_no_other_weights_are_likelier():
    rows = CHANCE.normal(size=(400, 3)) * [1, 5, 0.2] + [0, 3, -1]
    right = (rows[:, 0] - 0.3 * rows[:, 1] + CHANCE.normal(size=400) > 0).astype(float)
    found = numpy.array(fit_logistic(rows, right))
    best = likelihood(rows, right, found)
    for _ in range(200):
        assert likelihood(rows, right, found + CHANCE.normal(size=4) * 0.1) < best


def test_a_constant_column_gets_no_weight():
    rows = numpy.column_stack([CHANCE.normal(size=200), numpy.full(200, 7.0)])
    _, first, constant = fit_logistic(rows, (rows[:, 0] > 0).astype(float))
    assert first > 1 and constant == pytest.approx(0.0, abs=1e-6)


def test_cases_that_are_all_right_do_not_overflow():
    assert numpy.isfinite(fit_logistic(CHANCE.normal(size=(50, 2)), numpy.ones(50))).all()


def test_no_rescoring_leaves_every_probability():
    look, paragraph = no_rescoring(), seen(0.7, 0.1).candidates
    [rescored] = rescore_runs([paragraph], look.weights)
    assert [run.probability for run in rescored] == pytest.approx([run.probability for run in paragraph.runs])
    assert {part: len(weights) for part, weights in look.weights.items()} == dict.fromkeys(PARTS, TRAITS + 1)


@pytest.mark.parametrize(("likely", "unlikely"), [(0.9, 0.44), (0.5, 0.3), (0.34, 0.26)])
def test_the_threshold_separates_right_from_wrong(likely, unlikely):
    found = fit_thresholds([seen(likely, unlikely)] * 3, no_rescoring().weights)
    assert all(unlikely <= found[part] < likely for part in PARTS)


def test_learnt_weights_separate_right_from_wrong():
    articles = [[seen(0.4 + at / 100, 0.3 + at / 100) for at in range(10)] for _ in range(10)]
    weights, limits = fit_rescorer(articles)
    for case in (articles[0][0], seen(0.45, 0.42)):
        [runs] = rescore_runs([case.candidates], weights)
        rescored = {(run.part, run.first, run.last): run.probability for run in runs}
        assert {run for run, probability in rescored.items() if probability > limits[run[0]]} == RIGHT


def test_cross_validation_counts_what_is_found_exactly():
    articles = [[seen(0.6, 0.2)] * 5 for _ in range(10)]
    assert cross_validate(articles) == dict.fromkeys(PARTS, 1.0)


def test_no_article_is_scored_with_weights_learnt_from_it(monkeypatch):
    articles = [[seen(0.6 + at / 1000, 0.2)] for at in range(10)]
    learnt_from = []

    def watched(of_articles):
        learnt_from.append([each[0].candidates.runs[0].probability for each in of_articles])
        return fit_rescorer(of_articles)

    monkeypatch.setattr("annotate.detection.training.rescorer_fit.fit_rescorer", watched)
    cross_validate(articles, folds=5)
    every = [each[0].candidates.runs[0].probability for each in articles]
    assert [sorted(set(every) - set(each)) for each in learnt_from] == [[every[at], every[at + 5]] for at in range(5)]


def test_a_rescoring_learnt_elsewhere_is_scored():
    look, articles = no_rescoring(), [[seen(0.7, 0.1), seen(0.7, 0.6)]]
    assert score_rescoring(replace(look, thresholds=dict.fromkeys(PARTS, 0.65)), articles) == dict.fromkeys(PARTS, 1.0)
    assert score_rescoring(replace(look, thresholds=dict.fromkeys(PARTS, 0.9)), articles) == dict.fromkeys(PARTS, 0.0)


def test_a_case_has_the_marked_runs_and_the_likely_ones():
    text = "Rain fell.\nMs Roe said that it was safe."
    model = Model(FOLDER)
    paragraphs = list(encode_paragraphs(Document(text), model.tokenizer))
    marked = [LabelledParagraph(paragraphs[0], [0] * 3), LabelledParagraph(paragraphs[1], [1, 2, 3, 5, 6, 6, 6, 0])]
    first, second = collect_cases(model, text, marked)
    assert first.right == set() and second.right == RIGHT
    likely = {(run.part, run.first, run.last) for run in second.candidates.runs if run.probability > 0.5}
    assert likely == RIGHT
    assert second.candidates.by_rules == RIGHT
