"""8-bit weights give the same products on every processor."""

import numpy
import pytest

from annotate.detection.training.quantisation import round_weights

CHANCE = numpy.random.default_rng(5)
MOST, SIXTEEN_BITS = 255, 32_767  # what a rounded input goes up to, and what AVX2 adds up two products in
WEIGHTS = {
    "mixed": CHANCE.normal(size=(64, 9)),
    "negative": -abs(CHANCE.normal(size=(8, 3))),
    "alike": numpy.ones((4, 2)),
    "sparse": numpy.eye(6),
    "nothing": numpy.zeros((2, 2)),
}
MATRICES = pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)


@MATRICES
def test_the_products_of_two_neighbours_fit_into_16_bits(weights):
    whole = round_weights(weights)[0].astype(int)
    for signed in (whole.clip(0), whole.clip(max=0)):
        assert (abs(signed[0::2] + signed[1::2]) * MOST <= SIXTEEN_BITS).all()


@MATRICES
def test_a_weight_is_off_by_half_a_step_at_most(weights):
    whole, steps = round_weights(weights)
    assert (abs(whole * steps - weights) <= steps / 2 + 1e-6).all()


def test_each_output_has_its_own_step():
    small_and_large = CHANCE.normal(size=(8, 2)) * [0.01, 10]
    whole, steps = round_weights(small_and_large)
    assert (abs(whole).max(axis=0) > 60).all() and steps[1] > 100 * steps[0]
