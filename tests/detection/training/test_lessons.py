"""Lessons from an annotator and from other networks."""

import numpy

from annotate.detection.model.encoding import EncodedParagraph
from annotate.detection.model.labels import LABELS
from annotate.detection.training.corpus import LabelledParagraph
from annotate.detection.training.lessons import Lesson, lesson_from_marks, mix_lessons

PARAGRAPH = EncodedParagraph(
    0, 0, [(0, 4), (5, 8), (9, 14)], ["Rain", "was", "likely"], [7, 8, 9], [0, 1, 2], [1, 1, 1]
)
OUT, BEGIN, INSIDE = map(LABELS.index, ("O", "B-content", "I-content"))


def test_labels_and_steps_from_marks_are_certain():
    lesson = lesson_from_marks(LabelledParagraph(PARAGRAPH, [OUT, BEGIN, INSIDE]))
    assert lesson.expected.argmax(axis=1).tolist() == [OUT, BEGIN, INSIDE]
    assert lesson.expected.sum() == 3
    assert numpy.argwhere(lesson.steps).tolist() == [[OUT, BEGIN], [BEGIN, INSIDE]]


def test_a_repeated_step_counts_each_time():
    lesson = lesson_from_marks(LabelledParagraph(PARAGRAPH, [OUT, OUT, OUT]))
    assert lesson.steps[OUT, OUT] == 2


def test_a_paragraph_of_one_word_has_no_step():
    one = EncodedParagraph(0, 0, [(0, 4)], ["Rain"], [7], [0], [1])
    assert not lesson_from_marks(LabelledParagraph(one, [OUT])).steps.any()


def test_lessons_are_mixed_by_their_shares():
    marked, other = (
        lesson_from_marks(LabelledParagraph(PARAGRAPH, [OUT, BEGIN, INSIDE])),
        lesson_from_marks(LabelledParagraph(PARAGRAPH, [BEGIN, INSIDE, INSIDE])),
    )
    lesson = mix_lessons([marked, other], [0.25, 0.75])
    assert isinstance(lesson, Lesson) and lesson.paragraph is PARAGRAPH
    assert lesson.expected[0, OUT] == 0.25 and lesson.expected[0, BEGIN] == 0.75
    assert lesson.expected[2, INSIDE] == 1
    assert (
        lesson.steps[BEGIN, INSIDE] == 1 and lesson.steps[OUT, BEGIN] == 0.25 and lesson.steps[INSIDE, INSIDE] == 0.75
    )
    assert lesson.expected.dtype == lesson.steps.dtype == numpy.float32
