"""Writes a trained network as the one quantised ONNX file that the detector runs."""

import json
import warnings
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from annotate.detection.training.network import Network
from annotate.detection.training.weighing import SecondLook

_OPSET = 17


def export(network: Network, file: Path, *, version: str, second_look: SecondLook) -> None:
    """Writes the network with 8-bit weights and its CRF's figures to an ONNX file.

    version: kept with every claim that the model finds.
    """
    network.eval()
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        pieces = torch.ones(2, 16, dtype=torch.long)
        mask = torch.ones(2, 16, dtype=torch.bool)
        axes = {name: {0: "windows", 1: "pieces"} for name in ("pieces", "features", "mask", "scores")}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the exporter's own, of sizes that are constant on purpose
            torch.onnx.export(
                _Plain(network),
                (pieces, torch.zeros_like(pieces), mask),
                str(plain),
                opset_version=_OPSET,
                input_names=["pieces", "features", "mask"],
                output_names=["scores"],
                dynamic_axes=axes,
                dynamo=False,
            )
        quantize_dynamic(plain, file, per_channel=True, weight_type=QuantType.QInt8)
    about = {"version": version, "transitions": network.transitions().tolist()} | asdict(second_look)
    model = onnx.load(file)
    model.metadata_props.add(key="onrecord", value=json.dumps(about))
    onnx.save(model, file)


class _Plain(nn.Module):
    """The network with its attention written out, in operations that ONNX has."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        network = self.network
        states = network.norm(
            network.word(pieces) + network.place.weight[: pieces.shape[1]][None] + network.feature(features)
        )
        unseen = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in network.layers:
            split = (*pieces.shape, layer.heads, states.shape[2] // layer.heads)
            query, key, value = (
                part(states).view(split).transpose(1, 2) for part in (layer.query, layer.key, layer.value)
            )
            fit = torch.matmul(query, key.transpose(2, 3)) / (split[-1] ** 0.5)
            attended = torch.matmul(torch.softmax(fit + unseen, -1), value).transpose(1, 2).reshape(states.shape)
            states = layer.after_attention(states + layer.mixed(attended))
            wide = layer.narrower(nn.functional.gelu(layer.wider(states)))
            states = layer.after_wider(states + wide)
        return network.label(states)
