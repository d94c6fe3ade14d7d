"""Trains the network: batches of windows, gradient steps, an average of the weights, a checkpoint after each epoch."""

import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy
import torch
from torch import Tensor

from annotate.detection.model.encoding import WINDOW, pack_windows, window_arrays
from annotate.detection.training.lessons import Lesson
from annotate.detection.training.network import NEW_PARTS, Network, negative_log_likelihood

_WARM_UP = 0.1
_DECAY = 0.01
_LONGEST_STEP = 1.0
_REPORT_EVERY = 50

Say = Callable[[str], None]
Window = list[Lesson]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is trained.

    The learning rate falls from `rate` to 0 over `epochs`. Only the first `last` are run, because the average of the
    weights is best then. averaging: the share of the earlier weights in that average. batch: windows in each step.
    fast: the parts that learn `faster` times as fast. frozen: the parts that do not learn.
    """

    epochs: int
    last: int
    seed: int = 1
    rate: float = 2e-4
    batch: int = 8
    averaging: float = 0.998
    fast: tuple[str, ...] = NEW_PARTS
    faster: float = 10.0
    frozen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingBatch:
    """Windows as arrays, and the paragraphs in them.

    window: the number of each paragraph's window. places: where each word's first piece is. expected, steps: as in
    `Lesson`. lengths: the number of words.
    """

    pieces: Tensor
    features: Tensor
    mask: Tensor
    window: Tensor
    places: Tensor
    expected: Tensor
    steps: Tensor
    lengths: Tensor

    def on(self, device: torch.device) -> "TrainingBatch":
        return TrainingBatch(*(getattr(self, field.name).to(device, non_blocking=True) for field in fields(self)))


def train(
    network: Network,
    lessons_of: Callable[[int], list[list[Lesson]]],
    recipe: Recipe,
    checkpoint: Path | None,
    say: Say,
) -> None:
    """Train the network in place, on its own device, and give it the average of its weights.

    lessons_of: returns the lessons of each article for an epoch, counted from 0. checkpoint: the file for the state
    after each epoch; if it exists, training continues from there.
    """
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    optimiser = _optimiser(network, recipe)
    total = math.ceil(len(_windows(lessons_of(0), random.Random(recipe.seed))) / recipe.batch) * recipe.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(step / (_WARM_UP * total), max(0.0, (total - step) / ((1 - _WARM_UP) * total)))
    )
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    done = _resume(checkpoint, network, optimiser, schedule, average) if checkpoint and checkpoint.exists() else 0
    for epoch in range(done, recipe.last):
        network.train()
        batches = _batches(lessons_of(epoch), recipe, epoch)
        _epoch(network, optimiser, schedule, average, recipe.averaging, batches, f"epoch {epoch + 1}", say)
        if checkpoint:
            state = {"network": network.state_dict(), "average": average, "epoch": epoch + 1}
            torch.save(state | {"optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}, checkpoint)
    network.load_state_dict(average)


def _epoch(
    network: Network,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    average: dict[str, Tensor],
    averaging: float,
    batches: list[TrainingBatch],
    name: str,
    say: Say,
) -> None:
    began, loss_of_all, words = time.monotonic(), torch.zeros(()), 0
    device = network.transition.device
    for number, batch in enumerate(batches, 1):
        of_batch = int(batch.lengths.sum())
        loss = _loss(network, batch.on(device)) / of_batch
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_STEP)
        optimiser.step()
        schedule.step()
        _update_average(average, network, min(averaging, (1 + schedule.last_epoch) / (10 + schedule.last_epoch)))
        loss_of_all, words = loss_of_all + loss.detach() * of_batch, words + of_batch
        if number % _REPORT_EVERY == 0 or number == len(batches):
            left = (time.monotonic() - began) / number * (len(batches) - number)
            loss_of_word = loss_of_all.item() / words
            say(f"{name}: batch {number} of {len(batches)}, loss {loss_of_word:.4f}, {left / 60:.0f} min left")


def _loss(network: Network, batch: TrainingBatch) -> Tensor:
    of_words = scores(network, batch)
    return negative_log_likelihood(of_words, batch.expected, batch.steps, batch.lengths, network.transitions())


def scores(network: Network, batch: TrainingBatch) -> Tensor:
    """Return the score of each label at each word of the batch's paragraphs."""
    with torch.autocast(batch.pieces.device.type, dtype=torch.bfloat16):
        found = network(batch.pieces, batch.features, batch.mask)
    return found.float()[batch.window[:, None], batch.places]


def _update_average(average: dict[str, Tensor], network: Network, kept: float) -> None:
    """Move the average towards the weights. Its F1 is half a point to one point better than theirs."""
    weights = network.state_dict()
    with torch.no_grad():
        torch._foreach_lerp_(list(average.values()), [weights[name] for name in average], 1 - kept)


def _optimiser(network: Network, recipe: Recipe) -> torch.optim.AdamW:
    for name, weight in network.named_parameters():
        weight.requires_grad_(not _is_in(name, recipe.frozen))
    learning = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
    groups = [
        {"params": [weight for name, weight in learning if not _is_in(name, recipe.fast)], "lr": recipe.rate},
        {
            "params": [weight for name, weight in learning if _is_in(name, recipe.fast)],
            "lr": recipe.faster * recipe.rate,
        },
    ]
    return torch.optim.AdamW(groups, weight_decay=_DECAY, fused=True)


def _is_in(name: str, parts: tuple[str, ...]) -> bool:
    return any(name.startswith(f"{part}.") or name == part for part in parts)


def _resume(
    checkpoint: Path,
    network: Network,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    average: dict[str, Tensor],
) -> int:
    """Restore the state and return the number of finished epochs."""
    state = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    average.update(state["average"])
    return state["epoch"]


def _windows(articles: list[list[Lesson]], chance: random.Random) -> list[Window]:
    """Paragraphs packed into windows. The first window's length is random, so that each epoch cuts differently."""
    packed = []
    for of_article in articles:
        own = {id(each.paragraph): each for each in of_article}
        first = chance.randint(WINDOW // 4, WINDOW)
        for window in pack_windows((each.paragraph for each in of_article), first=first):
            packed.append([own[id(paragraph)] for paragraph in window])
    return packed


def _batches(articles: list[list[Lesson]], recipe: Recipe, epoch: int) -> list[TrainingBatch]:
    """An epoch's batches in random order, each of windows of similar length."""
    chance = random.Random(f"{recipe.seed} {epoch}")
    packed = _windows(articles, chance)
    packed.sort(key=lambda window: sum(len(each.paragraph.pieces) for each in window) + 40 * chance.random())
    batches = [make_batch(packed[start : start + recipe.batch]) for start in range(0, len(packed), recipe.batch)]
    chance.shuffle(batches)
    return batches


def make_batch(of_batch: list[Window]) -> TrainingBatch:
    """Return windows as one batch, padded to the longest."""
    encoded = [window_arrays([each.paragraph for each in window]) for window in of_batch]
    paragraphs = [
        (at, places, each)
        for at, ((_, _, all_places), window) in enumerate(zip(encoded, of_batch, strict=True))
        for places, each in zip(all_places, window, strict=True)
    ]
    return TrainingBatch(
        _pad(pieces for pieces, _, _ in encoded),
        _pad(features for _, features, _ in encoded),
        _pad(numpy.ones(len(pieces), dtype=bool) for pieces, _, _ in encoded),
        torch.tensor([at for at, _, _ in paragraphs]),
        _pad(places for _, places, _ in paragraphs),
        _pad(lesson.expected for _, _, lesson in paragraphs),
        torch.from_numpy(numpy.stack([lesson.steps for _, _, lesson in paragraphs])),
        torch.tensor([len(places) for _, places, _ in paragraphs]),
    )


def _pad(rows: Iterator) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence([torch.from_numpy(row) for row in rows], batch_first=True)
