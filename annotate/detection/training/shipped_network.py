"""Reads the network back from a model's ONNX file, so that training can continue from it."""

from pathlib import Path

import numpy
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from annotate.detection.training.network import IMPOSSIBLE, Layer, Network
from annotate.detection.training.onnx_export import query_scale, read_about

_QUANTISED = "_quantized"
_PRODUCT = "onnx::MatMul"


def read_network(encoder: Path, file: Path) -> Network:
    """Return the network of a model's file, its 8-bit weights as floats.

    encoder: the folder of the encoder from which it was trained. Vectors of places beyond the longest window, which the
    file lacks, stay as they are there.
    """
    network = Network(encoder)
    stored = {each.name: numpy_helper.to_array(each) for each in onnx.load(file).graph.initializer}
    floats = _without_quantisation(stored)
    products = iter(sorted(_products(stored), key=_number))
    with torch.no_grad():
        for number, layer in enumerate(network.layers):
            _read_attention(layer, floats[next(products)].T, floats[f"mixed.{number}.bias"])
            for part in ("mixed", "wider", "narrower"):
                getattr(layer, part).weight.copy_(floats[next(products)].T)
        network.label.weight.copy_(floats[next(products)].T)
        for name, weight in network.named_parameters():
            if (value := floats.get(f"network.{name}")) is not None:
                weight[: len(value)].copy_(value)
        transitions = torch.tensor(read_about(file)["transitions"])
        network.transition.copy_(torch.where(transitions <= IMPOSSIBLE / 2, 0.0, transitions))
    return network


def _without_quantisation(stored: dict[str, NDArray]) -> dict[str, Tensor]:
    floats = {name: torch.from_numpy(array.copy()) for name, array in stored.items()}
    for name in (name.removesuffix(_QUANTISED) for name in stored if name.endswith(_QUANTISED)):
        whole = stored[name + _QUANTISED].astype(numpy.float32) - stored[f"{name}_zero_point"].astype(numpy.float32)
        floats[name] = torch.from_numpy((whole * stored[f"{name}_scale"]).astype(numpy.float32))
    return floats


def _products(stored: dict[str, NDArray]) -> list[str]:
    names = (name.removesuffix(_QUANTISED) for name in stored if name.endswith(_QUANTISED))
    return [name for name in names if name.startswith(_PRODUCT)]


def _number(product: str) -> int:
    return int(product.rpartition("_")[2])


def _read_attention(layer: Layer, weight: Tensor, bias: Tensor) -> None:
    """Divide the one product of query, key and value, and take the scale out of the query."""
    parts = zip((layer.query, layer.key, layer.value), weight.chunk(3), bias.chunk(3), strict=True)
    for part, of_weight, of_bias in parts:
        scale = query_scale(layer) if part is layer.query else 1.0
        part.weight.copy_(of_weight / scale)
        part.bias.copy_(of_bias / scale)
