"""Exact, begin and overlap match of sources, cues and contents: CofeNet's metric, written anew.

Source: Wang et al., "CofeNet: Context and Former-Label Enhanced Net for Complicated Quotation Extraction", COLING 2022
(https://aclanthology.org/2022.coling-1.215), with its code at https://github.com/cofe-ai/CofeNet (exe/eval).
There, an instance is a paragraph whose words carry one label each (B or I of a part, or O), and so it is here:

- A *run* is an unbroken series of words of one part in one paragraph. Each fragment of a span begins a new run, and a
  fragment that crosses a line end is one run in each paragraph.
- One label a word: where spans overlap, longer ones go first, and a fragment that touches a word already taken is left
  out. Marks and detections are reduced alike.
- *Exact*: a run of the same part with the same first and last word is in the same paragraph on the other side.
- *Begin*: the same with the first word only.
- *Overlap* of two runs: the words in both, divided by those in either (Jaccard). Each run counts with its best
  overlap: recall is the mean over the marked runs, precision over the detected ones.
- *Jaccard* is the reference code's one figure for overlap, which has neither precision nor recall: the best overlaps of
  the marked runs, divided by the number of marked runs and of detected ones that overlap none of them.

All counts are summed over all paragraphs before anything is divided (micro average).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from annotate.detection import Attribution
from annotate.evaluation.brat_corpus import CONTENT, CUE, PARTS, SOURCE, BratMark
from annotate.evaluation.corpus_words import Word
from annotate.evaluation.overlap import length
from annotate.evaluation.ratios import Score, Share
from annotate.text import Span


class LabelRun(NamedTuple):
    """The words from `first` up to, not including, `last`, by their places in the article."""

    part: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the scores of one part are made of; counts of several articles can be added.

    `overlap_of_gold` and `overlap_of_found` sum each run's best overlap; `alone` counts the found runs that overlap no
    gold run.
    """

    gold: int = 0
    found: int = 0
    exact_runs: int = 0
    begun_alike: int = 0
    overlap_of_gold: Fraction = Fraction(0)
    overlap_of_found: Fraction = Fraction(0)
    alone: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def exact(self) -> Score:
        return Score(Share(self.exact_runs, self.found), Share(self.exact_runs, self.gold))

    @property
    def begin(self) -> Score:
        return Score(Share(self.begun_alike, self.found), Share(self.begun_alike, self.gold))

    @property
    def overlap(self) -> Score:
        return Score(Share(self.overlap_of_found, self.found), Share(self.overlap_of_gold, self.gold))

    @property
    def jaccard(self) -> Share:
        return Share(self.overlap_of_gold, self.gold + self.alone)


def marks_of(found: Iterable[Attribution]) -> list[BratMark]:
    """The parts of what was detected, in the shape of a corpus's marks."""
    parts = ((part, spans) for one in found for part, spans in _parts(one) if spans)
    return [BratMark(part, spans) for part, spans in parts]


def runs(words: Sequence[Word], marks: Iterable[BratMark]) -> set[LabelRun]:
    """The marks as runs of words that do not overlap, whatever their part."""
    starts, ends = [word.start for word in words], [word.end for word in words]
    taken: set[int] = set()
    found: set[LabelRun] = set()
    for part, (start, end) in _longer_first(marks):
        inside = range(bisect_left(starts, start), bisect_right(ends, end))
        if taken.isdisjoint(inside):
            taken.update(inside)
            found.update(_by_paragraph(part, inside, words))
    return found


def compare(gold: set[LabelRun], found: set[LabelRun]) -> dict[str, Counts]:
    """The counts of one article, by part."""
    return {
        part: _compare([run for run in gold if run.part == part], [run for run in found if run.part == part])
        for part in PARTS
    }


def _parts(one: Attribution) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    return (SOURCE, one.source), (CUE, one.cue), (CONTENT, one.spans)


def _longer_first(marks: Iterable[BratMark]) -> Iterator[tuple[str, Span]]:
    """Each mark's fragments, the longer mark first; of equals the earlier one, so that the order never matters."""
    for mark in sorted(marks, key=lambda mark: (-length(mark.spans), mark.spans, PARTS.index(mark.part))):
        for span in mark.spans:
            yield mark.part, span


def _by_paragraph(part: str, places: Iterable[int], words: Sequence[Word]) -> Iterator[LabelRun]:
    for _, group in groupby(places, key=lambda place: words[place].paragraph):
        first, *rest = group
        yield LabelRun(part, first, (rest[-1] if rest else first) + 1)


def _compare(gold: list[LabelRun], found: list[LabelRun]) -> Counts:
    best_of_gold = [_best(run, found) for run in gold]
    best_of_found = [_best(run, gold) for run in found]
    return Counts(
        gold=len(gold),
        found=len(found),
        exact_runs=len({*gold} & {*found}),
        begun_alike=len({run.first for run in gold} & {run.first for run in found}),
        overlap_of_gold=sum(best_of_gold, Fraction(0)),
        overlap_of_found=sum(best_of_found, Fraction(0)),
        alone=best_of_found.count(Fraction(0)),
    )


def _best(run: LabelRun, others: Iterable[LabelRun]) -> Fraction:
    return max((_jaccard(run, other) for other in others), default=Fraction(0))


def _jaccard(one: LabelRun, other: LabelRun) -> Fraction:
    common = min(one.last, other.last) - max(one.first, other.first)
    return Fraction(max(0, common), one.last - one.first + other.last - other.first - max(0, common))
