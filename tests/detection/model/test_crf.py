"""The CRF's probabilities and chosen runs match a brute-force search."""

from itertools import combinations, pairwise, product

import numpy
import pytest

from annotate.detection.model.crf import LikelyRun, best_runs, likely_runs
from annotate.detection.model.labels import LABELS, PARTS, first_label, labelled_runs, may_follow
from tests.detection.run_factory import make_candidate

LEAST = 0.02  # less likely runs are left out


def chance_scores(seed: int, words: int) -> tuple[numpy.ndarray, numpy.ndarray]:
    chance = numpy.random.default_rng(seed)
    return chance.normal(0, 1.5, (words, len(LABELS))), chance.normal(0, 1, (len(LABELS), len(LABELS)))


def is_allowed(labels: tuple[int, ...]) -> bool:
    return all(may_follow(before, after) for before, after in pairwise((0, *labels)))


def brute_force(scores: numpy.ndarray, transitions: numpy.ndarray) -> dict[tuple[str, int, int], float]:
    """Return each run's probability: the weight of the labellings that contain it, divided by the total weight."""
    found: dict[tuple[str, int, int], float] = {}
    total = 0.0
    for labels in filter(is_allowed, product(range(len(LABELS)), repeat=len(scores))):
        score = sum(scores[word, label] for word, label in enumerate(labels))
        score += sum(transitions[pair] for pair in pairwise(labels))
        total += numpy.exp(score)
        for run in labelled_runs(labels):
            found[run] = found.get(run, 0.0) + numpy.exp(score)
    return {run: weight / total for run, weight in found.items()}


def as_dict(likely: list[LikelyRun]) -> dict[tuple[str, int, int], float]:
    return {(part, first, last): probability for part, first, last, probability in likely}


@pytest.mark.parametrize("words", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(4))
def test_a_run_is_as_likely_as_all_labellings_with_it_together(seed, words):
    scores, transitions = chance_scores(seed, words)
    [found] = likely_runs(scores[None], [words], transitions)
    likely = {run: probability for run, probability in brute_force(scores, transitions).items() if probability > LEAST}
    assert as_dict(found) == pytest.approx(likely)


def test_a_longer_paragraph_in_the_batch_changes_nothing():
    short, transitions = chance_scores(5, 2)
    long, _ = chance_scores(6, 4)
    together = numpy.zeros((2, 4, len(LABELS)))
    together[0, :2], together[1] = short, long
    both = likely_runs(together, [2, 4], transitions)
    separately = [likely_runs(short[None], [2], transitions)[0], likely_runs(long[None], [4], transitions)[0]]
    assert [as_dict(runs) for runs in both] == [pytest.approx(as_dict(runs)) for runs in separately]


def test_padding_changes_nothing():
    scores, transitions = chance_scores(7, 3)
    padded = numpy.full((1, 6, len(LABELS)), 9.0)
    padded[0, :3] = scores
    [found] = likely_runs(padded, [3], transitions)
    assert as_dict(found) == pytest.approx(as_dict(likely_runs(scores[None], [3], transitions)[0]))


def test_a_thousand_words_do_not_overflow_or_underflow():
    scores = numpy.zeros((1, 1000, len(LABELS)))
    scores[:, :, first_label("content") + 1] = 500.0
    scores[:, 0, first_label("content")] = 900.0
    [found] = likely_runs(scores, [1000], numpy.zeros((len(LABELS), len(LABELS))))
    assert as_dict(found) == pytest.approx({("content", 0, 1000): 1.0})


def value(chosen, thresholds) -> float:
    return sum(run.probability - thresholds[run.part] for run in chosen)


def are_disjoint(chosen) -> bool:
    return all(one.last <= two.first or two.last <= one.first for one, two in combinations(chosen, 2))


@pytest.mark.parametrize("seed", range(20))
def test_the_chosen_runs_are_the_best_of_all_disjoint_ones(seed):
    chance = numpy.random.default_rng(seed)
    thresholds = {"source": 0.3, "cue": 0.4, "content": 0.25}
    able = [
        make_candidate(str(chance.choice(PARTS)), first, first + int(chance.integers(1, 5)), float(chance.random()))
        for first in map(int, chance.integers(0, 8, 9))
    ]
    every = (chosen for size in range(len(able) + 1) for chosen in combinations(able, size))
    best = max(value(chosen, thresholds) for chosen in every if are_disjoint(chosen))
    chosen = best_runs(able, thresholds)
    assert are_disjoint(chosen)
    assert [run.first for run in chosen] == sorted(run.first for run in chosen)
    assert value(chosen, thresholds) == pytest.approx(best)


def test_runs_below_their_threshold_are_not_chosen():
    thresholds = {"source": 0.5, "cue": 0.5, "content": 0.3}
    likely, unlikely = make_candidate("content", 0, 2, 0.4), make_candidate("cue", 3, 4, 0.4)
    assert best_runs([likely, unlikely], thresholds) == [likely]


def test_no_runs_give_no_choice():
    assert best_runs([], dict.fromkeys(PARTS, 0.5)) == []


def test_labels_are_read_as_runs():
    content, cue = first_label("content"), first_label("cue")
    labels = [0, content, content + 1, content, cue, 0, cue, cue + 1]
    assert list(labelled_runs(labels)) == [("content", 1, 3), ("content", 3, 4), ("cue", 4, 5), ("cue", 6, 8)]


def test_a_part_continues_only_after_its_own_words():
    for before, after in product(range(len(LABELS)), repeat=2):
        inside = LABELS[after].startswith("I-")
        assert may_follow(before, after) == (not inside or LABELS[before][1:] == LABELS[after][1:])
