"""Fitting the confidence of attributions to how often they are right."""

import numpy
import pytest

from annotate.detection.model.confidence_scale import SIGNS, confidence_of_runs
from annotate.detection.model.marked_run import MarkedRun
from annotate.detection.training.confidence_fit import fit_confidence
from tests.detection.run_factory import make_run


def linked(probability: float, *spans: tuple[int, int]) -> list[MarkedRun]:
    return [make_run("content", span, span, probability=probability) for span in spans or ((0, 10),)]


def learnt(*found: tuple[list[MarkedRun], list]) -> list[float]:
    """Return the weights learnt from many articles like these."""
    return fit_confidence([([one], marked) for one, marked in found] * 100)


def share_right(weights: list[float], probability: float) -> float:
    return confidence_of_runs(linked(probability), weights)


@pytest.mark.parametrize("often", [0.2, 0.5, 0.8])
def test_the_confidence_is_how_often_such_attributions_are_right(often):
    chance = numpy.random.default_rng(1)
    articles = [([linked(0.6)], [[(0, 10)]] if chance.random() < often else []) for _ in range(2000)]
    assert share_right(fit_confidence(articles), 0.6) == pytest.approx(often, abs=0.04)


def test_runs_that_were_right_more_often_get_a_higher_confidence():
    weights = learnt(
        (linked(0.9), [[(0, 10)]]), (linked(0.9), [[(0, 10)]]), (linked(0.3), []), (linked(0.3), [[(0, 10)]])
    )
    assert share_right(weights, 0.9) > 0.8 > 0.6 > share_right(weights, 0.3)


@pytest.mark.parametrize(
    ("marked", "is_right"),
    [
        ([(0, 10)], True),
        ([(5, 10)], True),
        ([(6, 10)], False),
        ([(0, 20)], True),
        ([(0, 21)], False),
        ([(10, 20)], False),
        ([(0, 3), (8, 10)], True),
        ([(5, 15)], True),
        ([(6, 16)], False),
    ],
)
def test_a_content_is_right_if_it_and_a_marked_one_share_half_of_each(marked, is_right):
    weights = learnt((linked(0.6), [marked]))
    assert (share_right(weights, 0.6) > 0.5) == is_right


def test_the_spans_of_an_attribution_count_together():
    assert share_right(learnt((linked(0.6, (0, 5), (20, 25)), [[(0, 5)]])), 0.6) > 0.5
    assert share_right(learnt((linked(0.6, (0, 5), (20, 26)), [[(0, 5)]])), 0.6) < 0.5


def test_contents_marked_in_another_article_do_not_count():
    weights = fit_confidence([([linked(0.6)], []), ([], [[(0, 10)]])] * 100)
    assert share_right(weights, 0.6) < 0.5


def test_an_attribution_without_content_is_not_learnt_from():
    cue = [make_run("cue", (0, 4), (0, 1))]
    with_cues = fit_confidence([([linked(0.6), cue], [[(0, 10)]])] * 50)
    assert with_cues == fit_confidence([([linked(0.6)], [[(0, 10)]])] * 50)


def test_there_is_a_weight_for_each_sign_and_a_constant():
    assert len(learnt((linked(0.6), []))) == SIGNS + 1
