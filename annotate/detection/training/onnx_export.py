"""Writes a trained network as the one quantised ONNX file that the detector runs."""

import json
import warnings
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import onnx
import torch
from numpy.typing import NDArray
from onnx import ModelProto, StringStringEntryProto, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from annotate.detection.training.network import Layer, Network
from annotate.detection.training.quantisation import round_weights
from annotate.detection.training.rescorer_fit import Rescoring

_OPSET = 17
_ABOUT = "onrecord"  # the key of the file's own figures


def export_network(network: Network, file: Path, *, version: str, rescoring: Rescoring) -> None:
    """Write the network with 8-bit weights and its CRF's figures to an ONNX file.

    version: stored with every claim that the model finds.
    """
    network.cpu().eval()
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        pieces = torch.ones(1, 16, dtype=torch.long)
        axes = {name: {1: "pieces"} for name in ("pieces", "features", "scores")}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # from the exporter, about sizes that are constant on purpose
            torch.onnx.export(
                _Plain(network),
                (pieces, torch.zeros_like(pieces)),
                str(plain),
                opset_version=_OPSET,
                input_names=["pieces", "features"],
                output_names=["scores"],
                dynamic_axes=axes,
                dynamo=False,
            )
        quantize_dynamic(plain, file, per_channel=True, weight_type=QuantType.QInt8)
        model = onnx.load(file)
        replace_quantised_weights(
            model, {each.name: numpy_helper.to_array(each) for each in onnx.load(plain).graph.initializer}
        )
    about = {"version": version, "transitions": network.transitions().tolist()} | asdict(rescoring)
    model.metadata_props.add(key=_ABOUT, value=json.dumps(about))
    onnx.save(model, file)


def store_rescoring(file: Path, rescoring: Rescoring) -> None:
    """Replace the rescoring weights in a model's file."""
    model = onnx.load(file)
    about = _about(model)
    about.value = json.dumps(json.loads(about.value) | asdict(rescoring))
    onnx.save(model, file)


def read_about(file: Path) -> dict[str, Any]:
    """Return the figures that a model's file contains beside the network: its version, transitions and rescoring."""
    return dict(json.loads(_about(onnx.load(file)).value))


def _about(model: ModelProto) -> StringStringEntryProto:
    [about] = (each for each in model.metadata_props if each.key == _ABOUT)
    return about


def replace_quantised_weights(model: ModelProto, weights: dict[str, NDArray]) -> None:
    """Replace the 8-bit weights of a quantised model's products with those of `round_weights`.

    weights: the unquantised ones by name.
    """
    parts = {each.name: each for each in model.graph.initializer}
    products = [node for node in model.graph.node if node.op_type == "MatMulInteger"]
    for name in (node.input[1].removesuffix("_quantized") for node in products):
        for end, array in zip(("_quantized", "_scale"), round_weights(weights[name]), strict=True):
            parts[name + end].CopyFrom(numpy_helper.from_array(array, name + end))


class _Plain(nn.Module):
    """The network for one window without padding, in ONNX operations that are fast on a CPU.

    Query, key and value are one product, so that their input is quantised only once; the query's scale is in its
    weights.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.mixed = nn.ModuleList(_query_key_value(layer) for layer in network.layers)

    def forward(self, pieces: Tensor, features: Tensor) -> Tensor:
        network = self.network
        places = network.place.weight[: pieces.shape[1]][None]
        states = network.norm(network.word(pieces) + places + network.feature(features))
        for layer, mixed in zip(network.layers, self.mixed, strict=True):
            split = (1, pieces.shape[1], layer.heads, states.shape[2] // layer.heads)
            query, key, value = (
                part.view(split).transpose(1, 2) for part in mixed(states).split(states.shape[2], dim=-1)
            )
            fit = torch.softmax(torch.matmul(query, key.transpose(2, 3)), -1)
            attended = torch.matmul(fit, value).transpose(1, 2).reshape(states.shape)
            states = layer.after_attention(states + layer.mixed(attended))
            wide = layer.narrower(nn.functional.gelu(layer.wider(states)))
            states = layer.after_wider(states + wide)
        return network.label(states)


def query_scale(layer: Layer) -> float:
    """Return what the export multiplies the query's weights with."""
    return float((layer.query.in_features // layer.heads) ** -0.5)


def _query_key_value(layer: Layer) -> nn.Linear:
    size = layer.query.in_features
    scale = query_scale(layer)
    mixed = nn.Linear(size, 3 * size)
    with torch.no_grad():
        mixed.weight.copy_(torch.cat([layer.query.weight * scale, layer.key.weight, layer.value.weight]))
        mixed.bias.copy_(torch.cat([layer.query.bias * scale, layer.key.bias, layer.value.bias]))
    return mixed
