"""Running a detector on annotated articles and collecting all figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from annotate.detection import Attribution
from annotate.evaluation.brat_corpus import PARTS, AnnotatedArticle
from annotate.evaluation.calibration import Calibration, calibrate
from annotate.evaluation.detector_run import Detector, DetectorRun, run_detector
from annotate.evaluation.kind_report import KindReport, RowsByArticle, report_kinds
from annotate.evaluation.overlap import match_contents
from annotate.evaluation.run_metric import RunCounts, compare_runs, label_runs, marks_of
from annotate.text import Document


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
class Report:
    """All figures. `parts` are the counts for source, cue and content.

    `calibration_of_all` covers every attribution found, `calibration_of_shown` only those shown as claims.
    """

    size: CorpusSize
    parts: Mapping[str, RunCounts]
    calibration_of_all: Calibration
    calibration_of_shown: Calibration
    kinds: KindReport | None


def build_report(
    articles: Sequence[AnnotatedArticle],
    find: Detector,
    rows: RowsByArticle | None = None,
    *,
    actors: bool = False,
    marks: bool = False,
) -> Report:
    """Run a detector on the articles and return all figures.

    `find` returns every attribution in a document, claim or not, as `annotate.detection.find_attributions` does. It is
    called once before it is timed, because a detector may load a model on its first call. Kinds are scored only with
    `rows`; actors, and the forms of the quotation marks, only with `rows` and `actors` or `marks`.
    """
    for article in articles[:1]:
        find(Document(article.text))
    runs = [run_detector(article, find) for article in articles]
    judged = [case for run in runs for case in _judge(run)]
    runs_with_rows = [run for run in runs if rows is not None and run.article.name in rows]
    return Report(
        _size(runs),
        _parts(runs),
        calibrate((attribution.confidence, right) for attribution, right in judged),
        calibrate((attribution.confidence, right) for attribution, right in judged if attribution.kind),
        None if rows is None else report_kinds(runs_with_rows, rows, find, actors=actors, marks=marks),
    )


def _size(runs: Sequence[DetectorRun]) -> CorpusSize:
    return CorpusSize(
        articles=len(runs),
        words=sum(len(run.words) for run in runs),
        gold_attributions=sum(len(run.article.attributions) for run in runs),
        found_attributions=sum(len(run.found) for run in runs),
        shown_claims=sum(attribution.kind is not None for run in runs for attribution in run.found),
        seconds=sum(run.seconds for run in runs),
    )


def _parts(runs: Iterable[DetectorRun]) -> dict[str, RunCounts]:
    compared = [
        compare_runs(label_runs(run.words, run.article.marks), label_runs(run.words, marks_of(run.found)))
        for run in runs
    ]
    return {part: reduce(add, (counts[part] for counts in compared), RunCounts()) for part in PARTS}


def _judge(run: DetectorRun) -> list[tuple[Attribution, bool]]:
    """Return each attribution found, with whether its content matches a marked one."""
    matches = match_contents(
        [gold.content for gold in run.article.attributions], [attribution.spans for attribution in run.found]
    )
    right = set(matches.values())
    return [(attribution, j in right) for j, attribution in enumerate(run.found)]
