"""The network: MiniLM's encoder with case and quotation marks, a score for each label of each word, and a CRF."""

import json
import random
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from annotate.detection.model.encoding import FEATURES
from annotate.detection.model.labels import LABELS, may_follow

IMPOSSIBLE = -1e4
_DROPOUT = 0.1
_POOL = 8_000_000
# The names of the encoder's weights in its file, and here.
_LAYER_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mixed",
    "attention.output.LayerNorm": "after_attention",
    "intermediate.dense": "wider",
    "output.dense": "narrower",
    "output.LayerNorm": "after_wider",
}


class Network(nn.Module):
    """Reads the encoder's `config.json` and `model.safetensors` (a BERT of Hugging Face's form) from a folder."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        config = json.loads((encoder / "config.json").read_text(encoding="utf-8"))
        size = config["hidden_size"]
        self.word = nn.Embedding(config["vocab_size"], size)
        self.place = nn.Embedding(config["max_position_embeddings"], size)
        # Zero at first, so that training starts from the encoder as it is.
        self.feature = nn.Embedding(FEATURES, size)
        nn.init.zeros_(self.feature.weight)
        self.norm = nn.LayerNorm(size, 1e-12)
        self.layers = nn.ModuleList(
            Layer(size, config["num_attention_heads"], config["intermediate_size"])
            for _ in range(config["num_hidden_layers"])
        )
        self.label = nn.Linear(size, len(LABELS))
        self.transition = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self._load(load_file(encoder / "model.safetensors"))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Each label's score at each piece. `mask` is true for pieces, false for padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.norm(self.word(pieces) + self.place(places)[None] + self.feature(features))
        states = _dropped(states, self.training)
        for layer in self.layers:
            states = layer(states, mask[:, None, None, :])
        return self.label(_dropped(states, self.training))

    def transitions(self) -> Tensor:
        """The score of label after label."""
        forbidden = [[not may_follow(a, b) for b in range(len(LABELS))] for a in range(len(LABELS))]
        return self.transition.float().masked_fill(torch.tensor(forbidden), IMPOSSIBLE)

    def new_parts(self) -> set[str]:
        """The names of the parameters that the encoder does not bring along."""
        return {name for name, _ in self.named_parameters() if name.split(".")[0] in ("feature", "label", "transition")}

    def _load(self, weights: dict[str, Tensor]) -> None:
        own = self.state_dict()
        own["word.weight"].copy_(weights["embeddings.word_embeddings.weight"])
        own["place.weight"].copy_(weights["embeddings.position_embeddings.weight"])
        own["place.weight"].add_(weights["embeddings.token_type_embeddings.weight"][0])
        for end in ("weight", "bias"):
            own[f"norm.{end}"].copy_(weights[f"embeddings.LayerNorm.{end}"])
            for number in range(len(self.layers)):
                for theirs, ours in _LAYER_NAMES.items():
                    own[f"layers.{number}.{ours}.{end}"].copy_(weights[f"encoder.layer.{number}.{theirs}.{end}"])


class Layer(nn.Module):
    def __init__(self, size: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(size, size) for _ in range(4))
        self.wider, self.narrower = nn.Linear(size, inner), nn.Linear(inner, size)
        self.after_attention, self.after_wider = nn.LayerNorm(size, 1e-12), nn.LayerNorm(size, 1e-12)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        split = (*states.shape[:2], self.heads, states.shape[2] // self.heads)
        query, key, value = (part(states).view(split).transpose(1, 2) for part in (self.query, self.key, self.value))
        # Without dropout on the attention itself: it would cost a third of the training's time on a CPU.
        attended = functional.scaled_dot_product_attention(query, key, value, mask)
        mixed = self.mixed(attended.transpose(1, 2).reshape(states.shape))
        states = self.after_attention(states + _dropped(mixed, self.training))
        wide = self.narrower(functional.gelu(self.wider(states)))
        return self.after_wider(states + _dropped(wide, self.training))


_pool: list[Tensor] = []


def _dropped(states: Tensor, training: bool) -> Tensor:
    """Dropout from a pool of random bits, read from a random place: drawing them anew takes longer than the rest."""
    if not training:
        return states
    if not _pool:
        drawn = torch.rand(_POOL, generator=torch.Generator().manual_seed(7))
        _pool.append((drawn >= _DROPOUT).to(torch.bfloat16) / (1 - _DROPOUT))
    start = random.randrange(_POOL - states.numel())
    return states * _pool[0][start : start + states.numel()].view(states.shape).to(states.dtype)


def negative_log_likelihood(scores: Tensor, labels: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    """Of the labels under a linear-chain CRF, summed over the paragraphs of a batch.

    scores: [paragraphs, words, labels]; labels: [paragraphs, words]; lengths: the words of each paragraph.
    """
    words, kinds = scores.shape[1:]
    real = torch.arange(words)[None] < lengths[:, None]
    start = torch.tensor([0.0 if may_follow(0, label) else IMPOSSIBLE for label in range(kinds)])
    right = scores.gather(2, labels[..., None])[..., 0].mul(real).sum(1) + start[labels[:, 0]]
    steps = transitions[labels[:, :-1], labels[:, 1:]] * real[:, 1:]
    sums = scores[:, 0] + start
    for word in range(1, words):
        longer = torch.logsumexp(sums[:, :, None] + transitions[None], 1) + scores[:, word]
        sums = torch.where(real[:, word, None], longer, sums)
    return (torch.logsumexp(sums, 1) - right - steps.sum(1)).sum()
