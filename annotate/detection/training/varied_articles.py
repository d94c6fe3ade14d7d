"""Articles to learn from, in the quotation marks and breaks of many publishers."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from annotate.detection.model.encoding import EncodedParagraph, encode_paragraphs
from annotate.detection.model.labels import LABELS
from annotate.detection.training.corpus import Marks, label_paragraphs
from annotate.detection.training.lessons import Lesson, lesson_from_marks, mix_lessons
from annotate.detection.training.marked_articles import CUE, SOURCE, MarkedArticle
from annotate.detection.training.network import log_sums
from annotate.text import Document
from annotate.text.mark_forms import with_curly_single_marks, with_joined_paragraphs, with_single_marks

_SINGLE, _CURLY, _JOINED = 0.15, 0.12, 0.3  # how often an article is shown so


@dataclass(frozen=True, slots=True)
class TrainingArticle:
    """A text with each annotator's marks and a teacher's scores.

    teacher: for the offset of each word the score of each label, from a network that was trained before; None if only
    the marks are to be learnt.
    """

    text: str
    versions: Sequence[Marks]
    teacher: Mapping[int, NDArray] | None = None


def from_marked_article(article: MarkedArticle) -> TrainingArticle:
    """Return an invented item as an article with one version of marks."""
    marks: Marks = [(name if name in (SOURCE, CUE) else "content", [span]) for name, span in article.parts]
    return TrainingArticle(article.text + "\n", [marks])


def vary(text: str, chance: random.Random) -> str:
    """Return the text in other quotation marks or without some of its paragraph breaks, as chance has it.

    Offsets stay the same.
    """
    marks = chance.random()
    if marks < _SINGLE:
        text = with_single_marks(Document(text))
    elif marks < _SINGLE + _CURLY:
        text = with_curly_single_marks(Document(text))
    if chance.random() < _JOINED:
        kept = chance.choice((0.0, 0.5))
        letters = zip(text, with_joined_paragraphs(text), strict=True)
        text = "".join(old if old == new or chance.random() < kept else new for old, new in letters)
    return text


def make_lessons(
    article: TrainingArticle, tokenizer: Tokenizer, transitions: Tensor, taught: float, chance: random.Random
) -> list[Lesson]:
    """Return the lessons of an article, varied, from one of its versions.

    transitions: the teacher's. taught: the teacher's share of the lessons, 0 to 1; the rest is from the marks.
    """
    paragraphs = list(encode_paragraphs(Document(vary(article.text, chance)), tokenizer))
    labelled = label_paragraphs(paragraphs, chance.choice(list(article.versions)))
    lessons = [lesson_from_marks(each) for each in labelled]
    if article.teacher is None:
        return lessons
    pairs = zip(lessons, _expected_labels(paragraphs, article.teacher, transitions), strict=True)
    return [mix_lessons([own, theirs], [1 - taught, taught]) for own, theirs in pairs]


def _expected_labels(
    paragraphs: Sequence[EncodedParagraph], teacher: Mapping[int, NDArray], transitions: Tensor
) -> Iterator[Lesson]:
    """The teacher's marginals; they differ between a text's forms, whose paragraphs differ."""
    scores = torch.zeros(len(paragraphs), max(len(paragraph.words) for paragraph in paragraphs), len(LABELS))
    for at, paragraph in enumerate(paragraphs):
        for word, (start, _) in enumerate(paragraph.words):
            scores[at, word] = torch.from_numpy(teacher[start]).float()
    steps = transitions.repeat(len(paragraphs), 1, 1)
    lengths = torch.tensor([len(paragraph.words) for paragraph in paragraphs])
    sums = log_sums(scores.requires_grad_(), lengths, steps.requires_grad_()).sum()
    of_words, of_steps = (each.numpy() for each in torch.autograd.grad(sums, (scores, steps)))
    for at, paragraph in enumerate(paragraphs):
        yield Lesson(paragraph, of_words[at, : len(paragraph.words)], of_steps[at])
