"""Lessons for the small network: what bigger ones predict for articles on which they were not trained.

An annotator's mark only says which label is right; a network's probabilities also say how close the others come. A
teacher that has seen an article only repeats its marks, so each learns from four fifths of them and teaches the rest.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

import torch

from annotate.detection.model.encoding import WINDOW, pack_windows
from annotate.detection.training.corpus import LabelledParagraph
from annotate.detection.training.lessons import Lesson, lesson_from_marks, mix_lessons
from annotate.detection.training.network import Network, log_sums
from annotate.detection.training.trainer import Recipe, Say, make_batch, scores, train

FOLDS = 5
_TEACHERS = tuple(Recipe(epochs=4, last=3, rate=rate, batch=16, averaging=0.996) for rate in (5e-5, 1e-4))
_SHARE_OF_MARKS = 0.2
# Windows are cut in three ways, which averages the influence of a paragraph's neighbours.
_FIRST_WINDOWS = (WINDOW, WINDOW * 3 // 4, WINDOW // 2)
_AT_ONCE = 16

# One article, with a version for each of its annotators.
Marked = Sequence[Sequence[LabelledParagraph]]
Lessons = list[list[Lesson]]


def lessons_of_articles(articles: Sequence[Marked]) -> list[Lessons]:
    """Return the annotators' lessons about each article."""
    return [[[lesson_from_marks(each) for each in version] for version in versions] for versions in articles]


def outside_fold(articles: Sequence[Lessons], fold: int) -> Lessons:
    """Return every version of the articles that are not in a fold."""
    return [version for at, versions in enumerate(articles) if at % FOLDS != fold for version in versions]


def teach(marked: Sequence[Lessons], teacher: Callable[[], Network], folder: Path, say: Say) -> list[Lessons]:
    """Return the lessons mixed with four fifths from networks that have not seen the article.

    teacher: creates an untrained teacher. folder: for the teachers' checkpoints.
    """
    expected: list[list[list[Lesson]]] = [[] for _ in marked]
    for number, recipe in enumerate(_TEACHERS, 1):
        for fold in range(FOLDS):
            say(f"teacher {number} of {len(_TEACHERS)}, fold {fold + 1} of {FOLDS}")
            network = teacher()
            checkpoint = folder / f"teacher-{number}-{fold}.pt"
            lessons = outside_fold(marked, fold)
            train(network, partial(_same, lessons), replace(recipe, seed=number), checkpoint, say)
            for at in range(fold, len(marked), FOLDS):
                expected[at].append(expected_labels(network, marked[at][0]))
    return [
        [_mix(version, of_teachers) for version in versions]
        for versions, of_teachers in zip(marked, expected, strict=True)
    ]


def _same(lessons: Lessons, _epoch: int) -> Lessons:
    return lessons


def _mix(marked: list[Lesson], of_teachers: list[list[Lesson]]) -> list[Lesson]:
    shares = [_SHARE_OF_MARKS, *[(1 - _SHARE_OF_MARKS) / len(of_teachers)] * len(of_teachers)]
    return [mix_lessons(list(lessons), shares) for lessons in zip(marked, *of_teachers, strict=True)]


def expected_labels(network: Network, of_article: Sequence[Lesson]) -> list[Lesson]:
    """Return the network's own lessons about an article: its CRF's marginals, as the mean of three windowings.

    of_article: any lessons about its paragraphs.
    """
    network.eval()
    of_windowings = [list(_expectations(network, of_article, first)) for first in _FIRST_WINDOWS]
    shares = [1 / len(_FIRST_WINDOWS)] * len(_FIRST_WINDOWS)
    return [mix_lessons(list(lessons), shares) for lessons in zip(*of_windowings, strict=True)]


def _expectations(network: Network, of_article: Sequence[Lesson], first: int) -> Iterator[Lesson]:
    own = {id(each.paragraph): each for each in of_article}
    packed = pack_windows((each.paragraph for each in of_article), first=first)
    while some := list(islice(packed, _AT_ONCE)):
        lessons = [[own[id(paragraph)] for paragraph in window] for window in some]
        batch = make_batch(lessons).on(network.transition.device)
        with torch.no_grad():
            of_words = scores(network, batch)
        of_words.requires_grad_()
        transitions = network.transitions().detach().repeat(len(of_words), 1, 1).requires_grad_()
        sums = log_sums(of_words, batch.lengths, transitions).sum()
        expected, steps = (each.cpu().numpy() for each in torch.autograd.grad(sums, (of_words, transitions)))
        flat = [lesson.paragraph for window in lessons for lesson in window]
        for at, paragraph in enumerate(flat):
            yield Lesson(paragraph, expected[at, : len(paragraph.words)], steps[at])
