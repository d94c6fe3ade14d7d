"""From articles and a detector to all figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from time import perf_counter
from typing import TypeVar

from annotate.detection import Attribution
from annotate.evaluation.actor_counts import ActorCounts, count_end_to_end, count_given_sources
from annotate.evaluation.brat_corpus import PARTS, Annotated
from annotate.evaluation.calibration import Calibration, calibrate
from annotate.evaluation.corpus_words import Word, words_of
from annotate.evaluation.kind_counts import KindCounts, count_kinds
from annotate.evaluation.kinds_file import KindsRow
from annotate.evaluation.overlap import partners
from annotate.evaluation.run_metric import Counts, compare, marks_of, runs
from annotate.text import Document

Find = Callable[[Document], list[Attribution]]
Rows = Mapping[str, Sequence[KindsRow]]
_Sum = TypeVar("_Sum")


@dataclass(frozen=True, slots=True)
class Size:
    """What was read and what came of it. `seconds` is the wall clock of the detector alone."""

    articles: int
    words: int
    gold_attributions: int
    found_attributions: int
    shown_claims: int
    seconds: float

    @property
    def words_per_second(self) -> float | None:
        return self.words / self.seconds if self.seconds else None


@dataclass(frozen=True, slots=True)
class ActorReport:
    given_sources: ActorCounts
    end_to_end: ActorCounts


@dataclass(frozen=True, slots=True)
class KindReport:
    """The figures of those articles that the kinds file has."""

    articles: int
    counts: KindCounts
    actors: ActorReport | None


@dataclass(frozen=True, slots=True)
class Report:
    """All figures. `parts` are the counts of source, cue and content.

    In `calibration_of_all` everything found counts, claim or not, in `calibration_of_shown` only the claims shown.
    """

    size: Size
    parts: Mapping[str, Counts]
    calibration_of_all: Calibration
    calibration_of_shown: Calibration
    kinds: KindReport | None


@dataclass(frozen=True, slots=True)
class _Run:
    """The detector, run on one article."""

    article: Annotated
    document: Document
    words: Sequence[Word]
    found: Sequence[Attribution]
    seconds: float


def report(articles: Sequence[Annotated], find: Find, rows: Rows | None = None, *, actors: bool = False) -> Report:
    """All figures of a detector on the articles; those of kinds only with `rows`, those of actors if asked for too.

    `find` gives every attribution of a document, claim or not, as `annotate.detection.find_attributions` does. It reads
    the first article once before it is timed, for a detector may load something at its first call.
    """
    for article in articles[:1]:
        find(Document(article.text))
    done = [_run(article, find) for article in articles]
    judged = [case for each in done for case in _judged(each)]
    return Report(
        _size(done),
        _parts(done),
        calibrate((one.confidence, right) for one, right in judged),
        calibrate((one.confidence, right) for one, right in judged if one.kind),
        None if rows is None else _kinds([each for each in done if each.article.name in rows], rows, actors),
    )


def _run(article: Annotated, find: Find) -> _Run:
    start = perf_counter()
    document = Document(article.text)
    found = find(document)
    seconds = perf_counter() - start
    return _Run(article, document, words_of(document), found, seconds)


def _size(done: Sequence[_Run]) -> Size:
    return Size(
        articles=len(done),
        words=sum(len(each.words) for each in done),
        gold_attributions=sum(len(each.article.attributions) for each in done),
        found_attributions=sum(len(each.found) for each in done),
        shown_claims=sum(one.kind is not None for each in done for one in each.found),
        seconds=sum(each.seconds for each in done),
    )


def _parts(done: Iterable[_Run]) -> dict[str, Counts]:
    compared = [compare(runs(one.words, one.article.marks), runs(one.words, marks_of(one.found))) for one in done]
    return {part: _summed((each[part] for each in compared), Counts()) for part in PARTS}


def _judged(done: _Run) -> list[tuple[Attribution, bool]]:
    """What was found, each with whether its content belongs to a marked one."""
    of_gold = partners([gold.content for gold in done.article.attributions], [one.spans for one in done.found])
    right = set(of_gold.values())
    return [(one, j in right) for j, one in enumerate(done.found)]


def _kinds(done: Sequence[_Run], rows: Rows, actors: bool) -> KindReport:
    counts = _summed((count_kinds(rows[each.article.name], each.found) for each in done), KindCounts(Counter()))
    return KindReport(len(done), counts, _actors(done, rows) if actors else None)


def _actors(done: Sequence[_Run], rows: Rows) -> ActorReport:
    with_rows = [(each.document, rows[each.article.name], each.found) for each in done]
    return ActorReport(
        _summed((count_given_sources(document, of_text) for document, of_text, _ in with_rows), ActorCounts()),
        _summed((count_end_to_end(*each) for each in with_rows), ActorCounts()),
    )


def _summed(counts: Iterable[_Sum], nothing: _Sum) -> _Sum:
    return reduce(add, counts, nothing)
