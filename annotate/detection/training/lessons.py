"""What a network is taught of a paragraph: the labels that an annotator gave, and those that other networks expect."""

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from annotate.detection.model.encoding import EncodedParagraph
from annotate.detection.model.labels import LABELS
from annotate.detection.training.corpus import LabelledParagraph

Floats = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A paragraph, how likely each label is right at each of its words, and how often label is expected after label."""

    paragraph: EncodedParagraph
    expected: Floats
    steps: Floats


def as_marked(labelled: LabelledParagraph) -> Lesson:
    """The annotator's labels, without a doubt."""
    certain = numpy.eye(len(LABELS), dtype=numpy.float32)[labelled.labels]
    return Lesson(labelled.paragraph, certain, certain[:-1].T @ certain[1:])


def mixed(lessons: list[Lesson], shares: list[float]) -> Lesson:
    """One lesson from several about the same paragraph, each with its share."""
    weighted = list(zip(lessons, shares, strict=True))
    expected = sum(lesson.expected * numpy.float32(share) for lesson, share in weighted)
    steps = sum(lesson.steps * numpy.float32(share) for lesson, share in weighted)
    return Lesson(lessons[0].paragraph, expected, steps)
