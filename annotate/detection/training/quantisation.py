"""Weights in 8 bits that every processor multiplies alike."""

import numpy
from numpy.typing import NDArray

_MOST = 127


def round_weights(weights: NDArray) -> tuple[NDArray[numpy.int8], NDArray[numpy.float32]]:
    """A matrix [inputs, outputs] as whole numbers from -127 to 127, and for each output what one of them stands for.

    AVX2 adds the products of two neighbouring inputs in 16 bits (vpmaddubsw) and cuts off what is more. An input goes
    up to 255, so no two neighbours' weights of one sign may add up to more than 128. Scaling each output by its
    heaviest pair keeps them there, and about a third of a bit is lost.
    """
    heaviest = numpy.maximum(_heaviest_pair(weights), _heaviest_pair(-weights))
    scales = numpy.maximum(heaviest, 1e-12) / _MOST
    return numpy.round(weights / scales).astype(numpy.int8), scales.astype(numpy.float32)


def _heaviest_pair(weights: NDArray) -> NDArray:
    """For each output the most that the positive weights of two neighbouring inputs add up to."""
    positive = numpy.maximum(weights, 0.0)
    return (positive[0::2] + positive[1::2]).max(axis=0)
