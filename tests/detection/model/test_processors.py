"""The shipped network gives the same result on every processor."""

import numpy
import onnxruntime

from annotate.detection.model.encoding import FEATURES
from annotate.detection.model.onnx_model import FOLDER, NETWORK

EXACT = "session.x64quantprecision"  # has onnxruntime add up 8-bit products in 32 bits where AVX2 would in 16


def scores(**settings: str) -> numpy.ndarray:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    for name, value in settings.items():
        options.add_session_config_entry(name, value)
    chance = numpy.random.default_rng(2)
    pieces, features = chance.integers(1000, 30_000, (1, 120)), chance.integers(0, FEATURES, (1, 120))
    session = onnxruntime.InferenceSession(FOLDER / NETWORK, options, providers=["CPUExecutionProvider"])
    return session.run(None, {"pieces": pieces, "features": features})[0]


def test_no_product_overflows():
    assert (scores() == scores(**{EXACT: "1"})).all()
