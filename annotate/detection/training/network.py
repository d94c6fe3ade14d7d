"""The network: an encoder with case and quotation marks, a score for each label of each word, and a CRF."""

import json
import math
import random
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from annotate.detection.model.encoding import FEATURES
from annotate.detection.model.labels import LABELS, may_follow

# The parts that are not the encoder's.
NEW_PARTS = ("feature", "label", "transition")
IMPOSSIBLE = -1e4
_DROPOUT = 0.1
_POOL = 8_000_000
# For each name of BERT's and MPNet's weights in their files, the name here.
_LAYER_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mixed",
    "attention.output.LayerNorm": "after_attention",
    "attention.attn.q": "query",
    "attention.attn.k": "key",
    "attention.attn.v": "value",
    "attention.attn.o": "mixed",
    "attention.LayerNorm": "after_attention",
    "intermediate.dense": "wider",
    "output.dense": "narrower",
    "output.LayerNorm": "after_wider",
}
_FARTHEST = 128  # pieces; MPNet does not distinguish longer distances


class Network(nn.Module):
    """A network on an encoder: the `config.json` and `model.safetensors` of a BERT or MPNet from Hugging Face."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        config = json.loads((encoder / "config.json").read_text(encoding="utf-8"))
        weights = load_file(encoder / "model.safetensors")
        words, places = _word_vectors(weights), _place_vectors(weights)
        size = config["hidden_size"]
        self.word = nn.Embedding(*words.shape)
        self.place = nn.Embedding(*places.shape)
        # Zero at first, so that training starts from the unchanged encoder.
        self.feature = nn.Embedding(FEATURES, size)
        nn.init.zeros_(self.feature.weight)
        self.norm = nn.LayerNorm(size, config["layer_norm_eps"])
        self.layers = nn.ModuleList(
            Layer(size, config["num_attention_heads"], config["intermediate_size"], config["layer_norm_eps"])
            for _ in range(config["num_hidden_layers"])
        )
        self.label = nn.Linear(size, len(LABELS))
        self.transition = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        forbidden = [[not may_follow(a, b) for b in range(len(LABELS))] for a in range(len(LABELS))]
        self.register_buffer("forbidden", torch.tensor(forbidden), persistent=False)
        # Only MPNet has it: what each head adds for the distance of two pieces. It is not trained.
        self.register_buffer("distance", weights.get("encoder.relative_attention_bias.weight"), persistent=False)
        self._load(weights, words, places)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Return the score of each label at each piece. `mask` is true for pieces, false for padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.norm(self.word(pieces) + self.place(places)[None] + self.feature(features))
        states = _drop_out(states, self.training)
        mask = mask[:, None, None, :]
        if self.distance is not None:
            apart = self.distance[_distances(places)].permute(2, 0, 1)[None]
            mask = torch.where(mask, apart, IMPOSSIBLE)
        for layer in self.layers:
            states = layer(states, mask)
        return self.label(_drop_out(states, self.training))

    def transitions(self) -> Tensor:
        """Return the score of each label after each other."""
        return self.transition.float().masked_fill(self.forbidden, IMPOSSIBLE)

    def _load(self, weights: dict[str, Tensor], words: Tensor, places: Tensor) -> None:
        own = self.state_dict()
        own["word.weight"].copy_(words)
        own["place.weight"].copy_(places)
        for end in ("weight", "bias"):
            own[f"norm.{end}"].copy_(weights[f"embeddings.LayerNorm.{end}"])
            for number in range(len(self.layers)):
                for theirs, ours in _LAYER_NAMES.items():
                    name = f"encoder.layer.{number}.{theirs}.{end}"
                    if name in weights:
                        own[f"layers.{number}.{ours}.{end}"].copy_(weights[name])


def _word_vectors(weights: dict[str, Tensor]) -> Tensor:
    """The vectors of the pieces in the order of BERT's vocabulary.

    MPNet has the same vocabulary after four marks of its own, two of which correspond to BERT's [CLS] and [SEP].
    """
    words = weights["embeddings.word_embeddings.weight"]
    if "encoder.relative_attention_bias.weight" not in weights:
        return words
    begin, padding, end = words[:3]
    words = words[4:-1].clone()
    words[0], words[101], words[102] = padding, begin, end
    return words


def _place_vectors(weights: dict[str, Tensor]) -> Tensor:
    places = weights["embeddings.position_embeddings.weight"]
    kinds = weights.get("embeddings.token_type_embeddings.weight")
    # MPNet counts from two.
    return places[2:] if kinds is None else places + kinds[0]


def _distances(places: Tensor) -> Tensor:
    """The row in MPNet's table for each pair of places: one for each short distance, one for a range of longer ones."""
    apart = places[None, :] - places[:, None]
    far = apart.abs()
    wide = 8 + (far.clamp(min=1) / 8).log() / math.log(_FARTHEST / 8) * 8
    return torch.where(far < 8, far, wide.long().clamp(max=15)) + 16 * (apart > 0)


class Layer(nn.Module):
    def __init__(self, size: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(size, size) for _ in range(4))
        self.wider, self.narrower = nn.Linear(size, inner), nn.Linear(inner, size)
        self.after_attention, self.after_wider = nn.LayerNorm(size, epsilon), nn.LayerNorm(size, epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        split = (*states.shape[:2], self.heads, states.shape[2] // self.heads)
        query, key, value = (part(states).view(split).transpose(1, 2) for part in (self.query, self.key, self.value))
        # No dropout on the attention itself: it would take a third of the training's time on a CPU.
        mask = mask if mask.dtype == torch.bool else mask.to(query.dtype)
        attended = functional.scaled_dot_product_attention(query, key, value, mask)
        mixed = self.mixed(attended.transpose(1, 2).reshape(states.shape))
        states = self.after_attention(states + _drop_out(mixed, self.training))
        wide = self.narrower(functional.gelu(self.wider(states)))
        return self.after_wider(states + _drop_out(wide, self.training))


_pool: list[Tensor] = []


def _drop_out(states: Tensor, training: bool) -> Tensor:
    """Dropout. On a CPU it reads a pool of random bits from a random place, because drawing them takes longer than
    everything else."""
    if not training or states.is_cuda:
        return functional.dropout(states, _DROPOUT, training)
    if not _pool:
        drawn = torch.rand(_POOL, generator=torch.Generator().manual_seed(7))
        _pool.append((drawn >= _DROPOUT).to(torch.bfloat16) / (1 - _DROPOUT))
    start = random.randrange(_POOL - states.numel())
    return states * _pool[0][start : start + states.numel()].view(states.shape).to(states.dtype)


def negative_log_likelihood(
    scores: Tensor, expected: Tensor, steps: Tensor, lengths: Tensor, transitions: Tensor
) -> Tensor:
    """Return the loss of labels under a linear-chain CRF, summed over the paragraphs of a batch.

    scores: [paragraphs, words, labels]. expected: the same shape, how likely each label is right, 0 for padding.
    steps: [paragraphs, labels, labels], how often each label is expected after each other.
    lengths: the number of words of each paragraph.

    For certain labels this is the usual loss. For a teacher's marginals it is, except for a constant, the divergence of
    the two CRFs' distributions over all labellings (Wang et al., ACL 2020).
    """
    right = (scores * expected).sum() + (transitions * steps).sum()
    return log_sums(scores, lengths, transitions.expand(len(scores), -1, -1)).sum() - right


def log_sums(scores: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    """Return for each paragraph the logarithm of the sum over all labellings; its gradient is the marginals.

    transitions: [paragraphs, labels, labels]. The matrices of neighbouring words are multiplied in pairs, then those
    products, so that the number of rounds grows with the logarithm of a paragraph's length.
    """
    kinds = scores.shape[2]
    start = torch.tensor([0.0 if may_follow(0, label) else IMPOSSIBLE for label in range(kinds)], device=scores.device)
    real = torch.arange(1, scores.shape[1], device=scores.device)[None] < lengths[:, None]
    still = torch.full((kinds, kinds), IMPOSSIBLE, device=scores.device).fill_diagonal_(0.0)
    products = torch.where(real[..., None, None], transitions[:, None] + scores[:, 1:, None, :], still)
    while products.shape[1] > 1:
        if products.shape[1] % 2:
            products = torch.cat([products, still.expand(len(products), 1, -1, -1)], 1)
        products = torch.logsumexp(products[:, ::2, :, :, None] + products[:, 1::2, None, :, :], 3)
    first = scores[:, 0] + start
    if products.shape[1]:
        first = torch.logsumexp(first[:, :, None] + products[:, 0], 1)
    return torch.logsumexp(first, 1)
