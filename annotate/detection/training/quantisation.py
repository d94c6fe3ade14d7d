"""8-bit weights that give the same products on every processor."""

import numpy
from numpy.typing import NDArray

_MOST = 127


def round_weights(weights: NDArray) -> tuple[NDArray[numpy.int8], NDArray[numpy.float32]]:
    """Return a matrix [inputs, outputs] as integers from -127 to 127, and the scale of each output.

    AVX2 adds the products of two neighbouring inputs in 16 bits (vpmaddubsw) and clips the sum. Inputs go up to 255, so
    the weights of two neighbours with the same sign may add up to 128 at most. Scaling each output by its heaviest pair
    ensures that, and costs about a third of a bit.
    """
    heaviest = numpy.maximum(_heaviest_pair(weights), _heaviest_pair(-weights))
    scales = numpy.maximum(heaviest, 1e-12) / _MOST
    return numpy.round(weights / scales).astype(numpy.int8), scales.astype(numpy.float32)


def _heaviest_pair(weights: NDArray) -> NDArray:
    """For each output the largest sum of the positive weights of two neighbouring inputs."""
    positive = numpy.maximum(weights, 0.0)
    return (positive[0::2] + positive[1::2]).max(axis=0)
