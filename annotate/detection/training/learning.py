"""Trains the network: batches of windows, gradient steps, an average of the weights, a checkpoint after each epoch."""

import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from torch import Tensor

from annotate.detection.model.encoding import WINDOW, arrays, windows
from annotate.detection.training.corpus import Labelled
from annotate.detection.training.network import Network, negative_log_likelihood

_BATCH = 8
_RATE, _RATE_OF_NEW_PARTS = 2e-4, 2e-3
_WARM_UP = 0.1
_DECAY = 0.01
_LONGEST_STEP = 1.0
_AVERAGING = 0.998
_REPORT_EVERY = 50

Say = Callable[[str], None]
Window = list[Labelled]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as arrays, and the paragraphs in them: their window, where each word's first piece is, their labels."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    window: Tensor
    places: Tensor
    labels: Tensor
    lengths: Tensor


def train(
    network: Network, articles: list[list[Labelled]], checkpoint: Path, *, epochs: int, last: int, seed: int, say: Say
) -> None:
    """Trains the network in place and leaves it with the average of its weights.

    The rate of learning falls to nothing over `epochs`; training stops after epoch `last`, when the average is best.
    checkpoint: the file that holds the state after each epoch; where it exists, training goes on from there.
    """
    torch.manual_seed(seed)
    random.seed(seed)
    optimiser = _optimiser(network)
    batches = math.ceil(len(_windows(articles, random.Random(seed))) / _BATCH)
    total = batches * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (_WARM_UP * total), max(0.0, (total - step) / ((1 - _WARM_UP) * total)))
    )
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    done = _resumed(checkpoint, network, optimiser, schedule, average)
    for epoch in range(done, last):
        network.train()
        _epoch(network, optimiser, schedule, average, _batches(articles, seed, epoch), f"epoch {epoch + 1}", say)
        state = {"network": network.state_dict(), "average": average, "epoch": epoch + 1}
        torch.save(state | {"optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}, checkpoint)
    network.load_state_dict(average)


def _epoch(network, optimiser, schedule, average: dict[str, Tensor], batches: list[Batch], name: str, say: Say) -> None:
    began, loss_of_all, words = time.monotonic(), 0.0, 0
    for number, batch in enumerate(batches, 1):
        of_batch = int(batch.lengths.sum())
        loss = _loss(network, batch) / of_batch
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_STEP)
        optimiser.step()
        schedule.step()
        _take_into(average, network, schedule.last_epoch)
        loss_of_all, words = loss_of_all + loss.item() * of_batch, words + of_batch
        if number % _REPORT_EVERY == 0 or number == len(batches):
            left = (time.monotonic() - began) / number * (len(batches) - number)
            say(f"{name}: batch {number} of {len(batches)}, loss {loss_of_all / words:.4f}, {left / 60:.0f} min left")


def _loss(network: Network, batch: Batch) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(batch.pieces, batch.features, batch.mask)
    of_words = scores.float()[batch.window[:, None], batch.places]
    return negative_log_likelihood(of_words, batch.labels, batch.lengths, network.transitions())


def _take_into(average: dict[str, Tensor], network: Network, step: int) -> None:
    """Moves the average towards the weights: half a point to one of F1 better than the weights themselves."""
    kept = min(_AVERAGING, (1 + step) / (10 + step))
    weights = network.state_dict()
    with torch.no_grad():
        torch._foreach_lerp_(list(average.values()), [weights[name] for name in average], 1 - kept)


def _optimiser(network: Network) -> torch.optim.AdamW:
    new = network.new_parts()
    named = list(network.named_parameters())
    groups = [
        {"params": [weight for name, weight in named if name not in new], "lr": _RATE},
        {"params": [weight for name, weight in named if name in new], "lr": _RATE_OF_NEW_PARTS},
    ]
    return torch.optim.AdamW(groups, weight_decay=_DECAY, fused=True)


def _resumed(checkpoint: Path, network: Network, optimiser, schedule, average: dict[str, Tensor]) -> int:
    """The number of epochs that are done already."""
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    average.update(state["average"])
    return state["epoch"]


def _windows(articles: list[list[Labelled]], chance: random.Random) -> list[Window]:
    """Paragraphs packed into windows; the first window's length is drawn, so that each epoch cuts elsewhere."""
    packed = []
    for of_article in articles:
        own = {id(each.paragraph): each for each in of_article}
        first = chance.randint(WINDOW // 4, WINDOW)
        for window in windows((each.paragraph for each in of_article), first=first):
            packed.append([own[id(paragraph)] for paragraph in window])
    return packed


def _batches(articles: list[list[Labelled]], seed: int, epoch: int) -> list[Batch]:
    """An epoch's batches in chance order, each of windows of like length."""
    chance = random.Random(f"{seed} {epoch}")
    packed = _windows(articles, chance)
    packed.sort(key=lambda window: sum(len(each.paragraph.pieces) for each in window) + 40 * chance.random())
    batches = [_batch(packed[start : start + _BATCH]) for start in range(0, len(packed), _BATCH)]
    chance.shuffle(batches)
    return batches


def _batch(of_batch: list[Window]) -> Batch:
    encoded = [arrays([each.paragraph for each in window]) for window in of_batch]
    paragraphs = [
        (at, places, each.labels)
        for at, ((_, _, all_places), window) in enumerate(zip(encoded, of_batch, strict=True))
        for places, each in zip(all_places, window, strict=True)
    ]
    return Batch(
        _padded(pieces for pieces, _, _ in encoded),
        _padded(features for _, features, _ in encoded),
        _padded(numpy.ones(len(pieces), dtype=bool) for pieces, _, _ in encoded),
        torch.tensor([at for at, _, _ in paragraphs]),
        _padded(places for _, places, _ in paragraphs),
        _padded(numpy.array(labels) for _, _, labels in paragraphs),
        torch.tensor([len(labels) for _, _, labels in paragraphs]),
    )


def _padded(rows: Iterator) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence([torch.from_numpy(row) for row in rows], batch_first=True)
