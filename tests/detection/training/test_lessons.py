"""What a network is taught of a paragraph, by an annotator and by other networks."""

import numpy

from annotate.detection.model.encoding import Paragraph
from annotate.detection.model.labels import LABELS
from annotate.detection.training.corpus import Labelled
from annotate.detection.training.lessons import Lesson, as_marked, mixed

PARAGRAPH = Paragraph(0, [(0, 4), (5, 8), (9, 14)], ["Rain", "was", "likely"], [7, 8, 9], [0, 1, 2], [1, 1, 1])
O, B, I = (LABELS.index(label) for label in ("O", "B-content", "I-content"))  # noqa: E741


def test_marks_are_certain_of_each_label_and_of_each_step():
    lesson = as_marked(Labelled(PARAGRAPH, [O, B, I]))
    assert lesson.expected.argmax(axis=1).tolist() == [O, B, I]
    assert lesson.expected.sum() == 3
    assert numpy.argwhere(lesson.steps).tolist() == [[O, B], [B, I]]


def test_the_same_step_twice_counts_twice():
    lesson = as_marked(Labelled(PARAGRAPH, [O, O, O]))
    assert lesson.steps[O, O] == 2


def test_a_paragraph_of_one_word_has_no_step():
    one = Paragraph(0, [(0, 4)], ["Rain"], [7], [0], [1])
    assert not as_marked(Labelled(one, [O])).steps.any()


def test_lessons_are_mixed_by_their_shares():
    marked, other = as_marked(Labelled(PARAGRAPH, [O, B, I])), as_marked(Labelled(PARAGRAPH, [B, I, I]))
    lesson = mixed([marked, other], [0.25, 0.75])
    assert isinstance(lesson, Lesson) and lesson.paragraph is PARAGRAPH
    assert lesson.expected[0, O] == 0.25 and lesson.expected[0, B] == 0.75
    assert lesson.expected[2, I] == 1
    assert lesson.steps[B, I] == 1 and lesson.steps[O, B] == 0.25 and lesson.steps[I, I] == 0.75
    assert lesson.expected.dtype == lesson.steps.dtype == numpy.float32
