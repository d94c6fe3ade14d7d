"""The figures for kinds and actors: in all, by beat, and by form of the quotation marks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import add

from annotate.evaluation.actor_counts import ActorCounts, count_end_to_end, count_given_sources
from annotate.evaluation.beats import beat_of
from annotate.evaluation.detector_run import Detector, DetectorRun
from annotate.evaluation.judging import JudgedArticle, judge_article
from annotate.evaluation.kind_counts import KindCounts, count_kinds
from annotate.evaluation.kinds_row import KindsRow
from annotate.evaluation.tie_counts import TieCounts, count_ties
from annotate.text import Document
from annotate.text.mark_forms import with_curly_single_marks, with_joined_paragraphs, with_single_marks

RowsByArticle = Mapping[str, Sequence[KindsRow]]

UNCHANGED = "as it is"
_MARK_FORMS: Mapping[str, Callable[[Document], str]] = {
    "single marks": with_single_marks,
    "curly single marks": with_curly_single_marks,
    "paragraph breaks lost": lambda document: with_joined_paragraphs(document.text),
}


@dataclass(frozen=True, slots=True)
class ActorReport:
    """The figures for actors: with the sources as marked, and from raw text."""

    given_sources: ActorCounts
    end_to_end: ActorCounts


@dataclass(frozen=True, slots=True)
class BeatReport:
    """The figures for kinds on one beat."""

    articles: int
    counts: KindCounts


@dataclass(frozen=True, slots=True)
class KindReport:
    """The figures for kinds and actors, over the articles in the kinds file.

    `mark_forms` has the counts for each form of the text's marks and breaks, the unchanged one first. It is None, as
    is `actors`, unless requested.
    """

    judged: tuple[JudgedArticle, ...]
    counts: KindCounts
    ties: TieCounts
    beats: Mapping[str, BeatReport]
    actors: ActorReport | None
    mark_forms: Mapping[str, KindCounts] | None

    @property
    def articles(self) -> int:
        return len(self.judged)


def report_kinds(
    runs: Sequence[DetectorRun], rows: RowsByArticle, find: Detector, *, actors: bool, marks: bool
) -> KindReport:
    """Compare the rows with what was found. `marks` runs the detector again on each form of the marks and breaks."""
    judged = [judge_article(run.article.name, run.document.text, rows[run.article.name], run.found) for run in runs]
    counts = _count(judged)
    return KindReport(
        tuple(judged),
        counts,
        reduce(add, map(count_ties, judged), TieCounts()),
        _by_beat(judged),
        _actors(runs, rows) if actors else None,
        {UNCHANGED: counts} | _by_mark_form(runs, rows, find) if marks else None,
    )


def _count(articles: Iterable[JudgedArticle]) -> KindCounts:
    return reduce(add, map(count_kinds, articles), KindCounts())


def _by_beat(articles: Iterable[JudgedArticle]) -> dict[str, BeatReport]:
    in_order = sorted(articles, key=lambda article: beat_of(article.name))
    groups = [(beat, [*group]) for beat, group in groupby(in_order, key=lambda article: beat_of(article.name))]
    return {beat: BeatReport(len(group), _count(group)) for beat, group in groups}


def _by_mark_form(runs: Sequence[DetectorRun], rows: RowsByArticle, find: Detector) -> dict[str, KindCounts]:
    return {
        form: _count(_judge_changed(run, change(run.document), rows, find) for run in runs)
        for form, change in _MARK_FORMS.items()
    }


def _judge_changed(run: DetectorRun, text: str, rows: RowsByArticle, find: Detector) -> JudgedArticle:
    return judge_article(run.article.name, text, rows[run.article.name], find(Document(text)))


def _actors(runs: Sequence[DetectorRun], rows: RowsByArticle) -> ActorReport:
    given = (count_given_sources(run.document, rows[run.article.name]) for run in runs)
    end_to_end = (count_end_to_end(run.document, rows[run.article.name], run.found) for run in runs)
    return ActorReport(reduce(add, given, ActorCounts()), reduce(add, end_to_end, ActorCounts()))
