"""Corrects the probability of each run by the rest of its paragraph.

The CRF sees only one label after another. Whether a content is right also depends on other likely ends, on a cue next
to it, on where quotation marks and sentences end, and on whether the rules find the same. A logistic regression over
these traits corrects the probability; its weights were learnt from articles that the network was not trained on. The
traits of many paragraphs' runs are computed together, as columns, which is three times as fast.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy

from annotate.detection.model.crf import Booleans, Floats
from annotate.detection.model.labels import PARTS, WordRun
from annotate.detection.model.marked_run import QUOTATION_MARKS, MarkedRun
from annotate.detection.model.pairs import Integers, pair_within_paragraphs

TRAITS = 30
_NEARNESS = 8  # words; a neighbour this far away counts for about a third (1/e)
_LEAST = 1e-4
_OTHER, _MARK, _THAT, _COMMA, _STOP, _END, _BORDER = range(7)
_SORTS = dict.fromkeys(QUOTATION_MARKS, _MARK) | {"that": _THAT, ",": _COMMA, ".": _STOP, "!": _END, "?": _END}


@dataclass(frozen=True, slots=True)
class Candidates:
    """A paragraph's words, the runs that may be in it, and those that the rules found in it."""

    written: Sequence[str]
    runs: Sequence[MarkedRun]
    by_rules: frozenset[WordRun] = frozenset()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Runs of several paragraphs: the numbers of their paragraphs and parts, and their words [first, last)."""

    paragraph: Integers
    part: Integers
    first: Integers
    last: Integers


def rescore_runs(paragraphs: Sequence[Candidates], weights: Mapping[str, Sequence[float]]) -> Iterator[list[MarkedRun]]:
    """Yield the runs of each paragraph with corrected probabilities.

    weights: for each part the constant, then one weight for each trait.
    """
    runs = [run for candidates in paragraphs for run in candidates.runs]
    of_run = numpy.array([weights[run.part] for run in runs]).reshape(-1, TRAITS + 1)
    score = of_run[:, 0] + (of_run[:, 1:] * run_traits(paragraphs)).sum(axis=1)
    likely = (1 / (1 + numpy.exp(-score.clip(-50.0, 50.0)))).tolist()
    rescored = (
        MarkedRun(run.paragraph, run.part, run.first, run.last, probability)
        for run, probability in zip(runs, likely, strict=True)
    )
    for candidates in paragraphs:
        yield list(islice(rescored, len(candidates.runs)))


def run_traits(paragraphs: Sequence[Candidates]) -> Floats:
    """Return a row for each run: what its paragraph's other runs, the words at its ends and the rules say about it."""
    runs = _columns([[(run.part, run.first, run.last) for run in candidates.runs] for candidates in paragraphs])
    probability = numpy.array([run.probability for candidates in paragraphs for run in candidates.runs])
    return numpy.column_stack(
        [
            *_among_others(runs, probability),
            *_at_its_ends(runs, [candidates.written for candidates in paragraphs]),
            *_by_the_rules(runs, _columns([candidates.by_rules for candidates in paragraphs])),
        ]
    )


def _columns(paragraphs: Sequence[Collection[WordRun]]) -> _Columns:
    rows = [(at, PARTS.index(part), first, last) for at, runs in enumerate(paragraphs) for part, first, last in runs]
    return _Columns(*numpy.array(rows, dtype=numpy.int64).reshape(-1, 4).T)


def _among_others(runs: _Columns, probability: Floats) -> Iterator[Floats | Integers]:
    one, other = pair_within_paragraphs(runs.paragraph, runs.paragraph)
    gap = numpy.maximum(runs.first[one] - runs.last[other], runs.first[other] - runs.last[one])
    apart, same_part = gap >= 0, runs.part[one] == runs.part[other]
    rivals = numpy.where(~apart & same_part & (one != other), probability[other], 0.0)
    strangers = numpy.where(~apart & ~same_part, probability[other], 0.0)
    near = numpy.zeros((len(PARTS), len(probability)))
    of_pair = numpy.where(apart, probability[other] * numpy.exp(-gap.clip(0) / _NEARNESS), 0.0)
    numpy.maximum.at(near, (runs.part[other], one), of_pair)
    bound = probability.clip(_LEAST, 1 - _LEAST)
    yield from (numpy.log(bound / (1 - bound)), probability)
    yield from (numpy.bincount(one, weights, len(probability)) for weights in (rivals, strangers))
    yield from near


def _at_its_ends(runs: _Columns, written: Sequence[Sequence[str]]) -> Iterator[Floats | Integers | Booleans]:
    words, starts = _concatenate(written)
    sorts = numpy.array([_SORTS.get(word.lower(), _OTHER) if word else _BORDER for word in words])
    capital = numpy.array([word[:1].isupper() for word in words])
    marks, stops = (numpy.cumsum(sorts == sort) for sort in (_MARK, _STOP))
    first, last = starts[runs.paragraph] + runs.first, starts[runs.paragraph] + runs.last - 1
    at_first, at_last, before, after = sorts[first], sorts[last], sorts[first - 1], sorts[last + 1]
    yield numpy.log(runs.last - runs.first)
    yield from (before == _BORDER, after == _BORDER)
    yield from (sort == _MARK for sort in (at_first, at_last, before, after))
    yield numpy.isin(before, (_BORDER, _STOP, _END))
    yield numpy.isin(after, (_BORDER, _COMMA, _STOP, _END))
    yield numpy.isin(at_last, (_STOP, _END))
    yield capital[first]
    yield from (at_first == _THAT, before == _THAT, after == _COMMA, at_last == _COMMA)
    yield (marks[last] - marks[first - 1]) % 2
    yield stops[last - 1] > stops[first - 1]


def _concatenate(written: Sequence[Sequence[str]]) -> tuple[list[str], Integers]:
    """The words of all paragraphs with "" around each paragraph, and the index of each paragraph's first word."""
    starts = numpy.cumsum([1, *(len(words) + 1 for words in written)])
    return ["", *(word for words in written for word in (*words, ""))], starts


def _by_the_rules(runs: _Columns, by_rules: _Columns) -> Iterator[Booleans]:
    run, rule = pair_within_paragraphs(runs.paragraph, by_rules.paragraph)
    same = runs.part[run] == by_rules.part[rule]
    begins, ends = runs.first[run] == by_rules.first[rule], runs.last[run] == by_rules.last[rule]
    over = (by_rules.first[rule] < runs.last[run]) & (runs.first[run] < by_rules.last[rule])
    of_pairs = same & begins & ends, same & begins, same & ends, same & over, ~same & over, same
    yield from (numpy.bincount(run, is_so, len(runs.part)) > 0 for is_so in of_pairs)
