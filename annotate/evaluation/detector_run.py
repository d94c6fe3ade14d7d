"""One article with what a detector finds in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from annotate.detection import Attribution
from annotate.evaluation.brat_corpus import AnnotatedArticle
from annotate.evaluation.compared_words import CorpusWord, words_of
from annotate.text import Document

Detector = Callable[[Document], list[Attribution]]


@dataclass(frozen=True, slots=True)
class DetectorRun:
    """What the detector found in an article, and in how many seconds."""

    article: AnnotatedArticle
    document: Document
    words: Sequence[CorpusWord]
    found: Sequence[Attribution]
    seconds: float


def run_detector(article: AnnotatedArticle, find: Detector) -> DetectorRun:
    """Run the detector on one article, and time it."""
    start = perf_counter()
    document = Document(article.text)
    found = find(document)
    seconds = perf_counter() - start
    return DetectorRun(article, document, words_of(document), found, seconds)
