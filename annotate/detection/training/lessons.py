"""Lessons for a network about a paragraph: the labels that an annotator gave or that other networks expect."""

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from annotate.detection.model.encoding import EncodedParagraph
from annotate.detection.model.labels import LABELS
from annotate.detection.training.corpus import LabelledParagraph

Floats = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A paragraph, how likely each label is at each word, and how often each label is expected after each other."""

    paragraph: EncodedParagraph
    expected: Floats
    steps: Floats


def lesson_from_marks(labelled: LabelledParagraph) -> Lesson:
    """Return a lesson in which the annotator's labels are certain."""
    certain = numpy.eye(len(LABELS), dtype=numpy.float32)[labelled.labels]
    return Lesson(labelled.paragraph, certain, certain[:-1].T @ certain[1:])


def mix_lessons(lessons: list[Lesson], shares: list[float]) -> Lesson:
    """Return one lesson from several about the same paragraph, each weighted by its share."""
    weighted = list(zip(lessons, shares, strict=True))
    expected = numpy.sum([lesson.expected * numpy.float32(share) for lesson, share in weighted], axis=0)
    steps = numpy.sum([lesson.steps * numpy.float32(share) for lesson, share in weighted], axis=0)
    return Lesson(lessons[0].paragraph, expected, steps)
