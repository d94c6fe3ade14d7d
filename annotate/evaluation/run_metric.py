"""Exact, begin and overlap match of sources, cues and contents: our own implementation of CofeNet's metric.

Source: Wang et al., "CofeNet: Context and Former-Label Enhanced Net for Complicated Quotation Extraction", COLING 2022
(https://aclanthology.org/2022.coling-1.215), with its code at https://github.com/cofe-ai/CofeNet (exe/eval).
There, an instance is a paragraph in which each word has one label (B or I of a part, or O). The same applies here:

- A *run* is an unbroken series of words of one part in one paragraph. Each fragment of a span starts a new run, and a
  fragment that crosses a line end becomes one run in each paragraph.
- Each word has one label: if spans overlap, the longer one wins, and a fragment that touches a word already taken is
  dropped. Marks and detections are reduced in the same way.
- *Exact*: the other side has a run of the same part with the same first and last word.
- *Begin*: the other side has a run of the same part with the same first word.
- *Overlap* of two runs: the words in both, divided by the words in either (Jaccard). Each run counts with its best
  overlap: recall is the mean over the marked runs, precision the mean over the detected ones.
- *Jaccard* is the only overlap figure of the reference code, which has no precision or recall for it: the best overlaps
  of the marked runs, divided by the number of marked runs plus the detected runs that overlap none of them.

Counts are summed over all paragraphs before they are divided (micro average).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from annotate.detection import Attribution
from annotate.evaluation.brat_corpus import CONTENT, CUE, PARTS, SOURCE, BratMark
from annotate.evaluation.compared_words import CorpusWord
from annotate.evaluation.overlap import total_length
from annotate.evaluation.ratios import Score, Share
from annotate.text import Span


class LabelRun(NamedTuple):
    """The words [first, last) of one part, counted from the start of the article."""

    part: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RunCounts:
    """The counts behind the scores of one part. Counts of several articles can be added.

    `overlap_of_gold` and `overlap_of_found` are the sums of each run's best overlap; `unmatched` is the number of
    found runs that overlap no gold run.
    """

    gold: int = 0
    found: int = 0
    exact_runs: int = 0
    same_begin: int = 0
    overlap_of_gold: Fraction = Fraction(0)
    overlap_of_found: Fraction = Fraction(0)
    unmatched: int = 0

    def __add__(self, other: "RunCounts") -> "RunCounts":
        return RunCounts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def exact(self) -> Score:
        return Score(Share(self.exact_runs, self.found), Share(self.exact_runs, self.gold))

    @property
    def begin(self) -> Score:
        return Score(Share(self.same_begin, self.found), Share(self.same_begin, self.gold))

    @property
    def overlap(self) -> Score:
        return Score(Share(self.overlap_of_found, self.found), Share(self.overlap_of_gold, self.gold))

    @property
    def jaccard(self) -> Share:
        return Share(self.overlap_of_gold, self.gold + self.unmatched)


def marks_of(found: Iterable[Attribution]) -> list[BratMark]:
    """Return the parts of detected attributions as marks, like those of a corpus."""
    parts = ((part, spans) for attribution in found for part, spans in _parts(attribution) if spans)
    return [BratMark(part, spans) for part, spans in parts]


def label_runs(words: Sequence[CorpusWord], marks: Iterable[BratMark]) -> set[LabelRun]:
    """Return the marks as runs of words, none of which overlap."""
    starts, ends = [word.start for word in words], [word.end for word in words]
    taken: set[int] = set()
    found: set[LabelRun] = set()
    for part, (start, end) in _longer_first(marks):
        inside = range(bisect_left(starts, start), bisect_right(ends, end))
        if taken.isdisjoint(inside):
            taken.update(inside)
            found.update(_by_paragraph(part, inside, words))
    return found


def compare_runs(gold: set[LabelRun], found: set[LabelRun]) -> dict[str, RunCounts]:
    """Return one article's counts by part."""
    return {
        part: _compare([run for run in gold if run.part == part], [run for run in found if run.part == part])
        for part in PARTS
    }


def _parts(attribution: Attribution) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    return (SOURCE, attribution.source), (CUE, attribution.cue), (CONTENT, attribution.spans)


def _longer_first(marks: Iterable[BratMark]) -> Iterator[tuple[str, Span]]:
    """Yield the fragments of each mark, longer marks first; the order of the marks given does not matter."""
    for mark in sorted(marks, key=lambda mark: (-total_length(mark.spans), mark.spans, PARTS.index(mark.part))):
        for span in mark.spans:
            yield mark.part, span


def _by_paragraph(part: str, places: Iterable[int], words: Sequence[CorpusWord]) -> Iterator[LabelRun]:
    for _, group in groupby(places, key=lambda place: words[place].paragraph):
        first, *rest = group
        yield LabelRun(part, first, (rest[-1] if rest else first) + 1)


def _compare(gold: list[LabelRun], found: list[LabelRun]) -> RunCounts:
    best_of_gold = [_best(run, found) for run in gold]
    best_of_found = [_best(run, gold) for run in found]
    return RunCounts(
        gold=len(gold),
        found=len(found),
        exact_runs=len({*gold} & {*found}),
        same_begin=len({run.first for run in gold} & {run.first for run in found}),
        overlap_of_gold=sum(best_of_gold, Fraction(0)),
        overlap_of_found=sum(best_of_found, Fraction(0)),
        unmatched=best_of_found.count(Fraction(0)),
    )


def _best(run: LabelRun, others: Iterable[LabelRun]) -> Fraction:
    return max((_jaccard(run, other) for other in others), default=Fraction(0))


def _jaccard(one: LabelRun, other: LabelRun) -> Fraction:
    common = min(one.last, other.last) - max(one.first, other.first)
    return Fraction(max(0, common), one.last - one.first + other.last - other.first - max(0, common))
