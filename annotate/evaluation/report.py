"""Running a detector on annotated articles and collecting all figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from time import perf_counter
from typing import TypeVar

from annotate.detection import Attribution
from annotate.evaluation.actor_counts import ActorCounts, count_end_to_end, count_given_sources
from annotate.evaluation.brat_corpus import PARTS, AnnotatedArticle
from annotate.evaluation.calibration import Calibration, calibrate
from annotate.evaluation.compared_words import CorpusWord, words_of
from annotate.evaluation.kind_counts import KindCounts, count_kinds
from annotate.evaluation.kinds_file import KindsRow
from annotate.evaluation.overlap import match_contents
from annotate.evaluation.run_metric import RunCounts, compare_runs, label_runs, marks_of
from annotate.text import Document

Detector = Callable[[Document], list[Attribution]]
RowsByArticle = Mapping[str, Sequence[KindsRow]]
_Summable = TypeVar("_Summable")


@dataclass(frozen=True, slots=True)
class CorpusSize:
    """How much was read and found. `seconds` is the wall-clock time of the detector, without loading and scoring."""

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
    """The figures for actors: with the sources as marked, and from raw text."""

    given_sources: ActorCounts
    end_to_end: ActorCounts


@dataclass(frozen=True, slots=True)
class KindReport:
    """The figures for kinds and actors, over the articles in the kinds file."""

    articles: int
    counts: KindCounts
    actors: ActorReport | None


@dataclass(frozen=True, slots=True)
class Report:
    """All figures. `parts` are the counts for source, cue and content.

    `calibration_of_all` covers every attribution found, `calibration_of_shown` only those shown as claims.
    """

    size: CorpusSize
    parts: Mapping[str, RunCounts]
    calibration_of_all: Calibration
    calibration_of_shown: Calibration
    kinds: KindReport | None


@dataclass(frozen=True, slots=True)
class _DetectorRun:
    """One article with what the detector found in it."""

    article: AnnotatedArticle
    document: Document
    words: Sequence[CorpusWord]
    found: Sequence[Attribution]
    seconds: float


def build_report(
    articles: Sequence[AnnotatedArticle], find: Detector, rows: RowsByArticle | None = None, *, actors: bool = False
) -> Report:
    """Run a detector on the articles and return all figures.

    `find` returns every attribution in a document, claim or not, as `annotate.detection.find_attributions` does. It is
    called once before it is timed, because a detector may load a model on its first call. Kinds are scored only with
    `rows`, and actors only with `rows` and `actors`.
    """
    for article in articles[:1]:
        find(Document(article.text))
    runs = [_run(article, find) for article in articles]
    judged = [case for run in runs for case in _judge(run)]
    return Report(
        _size(runs),
        _parts(runs),
        calibrate((attribution.confidence, right) for attribution, right in judged),
        calibrate((attribution.confidence, right) for attribution, right in judged if attribution.kind),
        None if rows is None else _kinds([run for run in runs if run.article.name in rows], rows, actors),
    )


def _run(article: AnnotatedArticle, find: Detector) -> _DetectorRun:
    start = perf_counter()
    document = Document(article.text)
    found = find(document)
    seconds = perf_counter() - start
    return _DetectorRun(article, document, words_of(document), found, seconds)


def _size(runs: Sequence[_DetectorRun]) -> CorpusSize:
    return CorpusSize(
        articles=len(runs),
        words=sum(len(run.words) for run in runs),
        gold_attributions=sum(len(run.article.attributions) for run in runs),
        found_attributions=sum(len(run.found) for run in runs),
        shown_claims=sum(attribution.kind is not None for run in runs for attribution in run.found),
        seconds=sum(run.seconds for run in runs),
    )


def _parts(runs: Iterable[_DetectorRun]) -> dict[str, RunCounts]:
    compared = [
        compare_runs(label_runs(run.words, run.article.marks), label_runs(run.words, marks_of(run.found)))
        for run in runs
    ]
    return {part: _sum((counts[part] for counts in compared), RunCounts()) for part in PARTS}


def _judge(run: _DetectorRun) -> list[tuple[Attribution, bool]]:
    """Return each attribution found, with whether its content matches a marked one."""
    matches = match_contents(
        [gold.content for gold in run.article.attributions], [attribution.spans for attribution in run.found]
    )
    right = set(matches.values())
    return [(attribution, j in right) for j, attribution in enumerate(run.found)]


def _kinds(runs: Sequence[_DetectorRun], rows: RowsByArticle, actors: bool) -> KindReport:
    counts = _sum((count_kinds(rows[run.article.name], run.found) for run in runs), KindCounts(Counter()))
    return KindReport(len(runs), counts, _actors(runs, rows) if actors else None)


def _actors(runs: Sequence[_DetectorRun], rows: RowsByArticle) -> ActorReport:
    return ActorReport(
        _sum((count_given_sources(run.document, rows[run.article.name]) for run in runs), ActorCounts()),
        _sum((count_end_to_end(run.document, rows[run.article.name], run.found) for run in runs), ActorCounts()),
    )


def _sum(counts: Iterable[_Summable], nothing: _Summable) -> _Summable:
    return reduce(add, counts, nothing)
