"""A second look at each run: what else the paragraph shows about it.

The CRF sees one label after another. Whether a content is right also hangs on what speaks for another end of it, on
a cue beside it, on where quotation marks and sentences end, and on whether the rules find the same. A logistic
regression over these traits mends the probability; its weights are learnt from articles that the network was not
trained on. The traits of many paragraphs' runs are taken at once, as columns, for that is three times as fast.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy
from numpy.typing import NDArray

from annotate.detection.model.crf import Floats, ScoredRun
from annotate.detection.model.labels import PARTS
from annotate.detection.model.pairs import pairs
from annotate.detection.model.rule_evidence import WordRun

TRAITS = 30
_NEARNESS = 8  # words after which a neighbour counts for a third
MARKS = frozenset(('"', "“", "”", "``", "''", "«", "»"))
_LEAST = 1e-4
_OTHER, _MARK, _THAT, _COMMA, _STOP, _END, _BORDER = range(7)
_SORTS = dict.fromkeys(MARKS, _MARK) | {"that": _THAT, ",": _COMMA, ".": _STOP, "!": _END, "?": _END}


@dataclass(frozen=True, slots=True)
class Candidates:
    """A paragraph's words, the runs that may be in it, and what the rules found in it."""

    written: Sequence[str]
    runs: Sequence[ScoredRun]
    witnessed: frozenset[WordRun] = frozenset()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Runs of several paragraphs: the number of each one's paragraph, its part, its words [first, last)."""

    paragraph: NDArray[numpy.int64]
    part: NDArray[numpy.int64]
    first: NDArray[numpy.int64]
    last: NDArray[numpy.int64]


def weighed(of_paragraphs: Sequence[Candidates], weights: Mapping[str, Sequence[float]]) -> Iterator[list[ScoredRun]]:
    """The runs of each paragraph with mended probabilities.

    weights: for each part the constant, and one for each trait.
    """
    runs = [run for candidates in of_paragraphs for run in candidates.runs]
    of_run = numpy.array([weights[run.part] for run in runs]).reshape(-1, TRAITS + 1)
    score = of_run[:, 0] + (of_run[:, 1:] * traits(of_paragraphs)).sum(axis=1)
    likely = (1 / (1 + numpy.exp(-score.clip(-50.0, 50.0)))).tolist()
    mended = (ScoredRun(run.part, run.first, run.last, each) for run, each in zip(runs, likely, strict=True))
    for candidates in of_paragraphs:
        yield list(islice(mended, len(candidates.runs)))


def traits(of_paragraphs: Sequence[Candidates]) -> Floats:
    """What the other runs of its paragraph, the words at its ends and the rules say about each run: a row each."""
    runs = _columns([candidates.runs for candidates in of_paragraphs])
    probability = numpy.array([run.probability for candidates in of_paragraphs for run in candidates.runs])
    witnessed = _columns([[ScoredRun(*each, 1.0) for each in candidates.witnessed] for candidates in of_paragraphs])
    return numpy.column_stack(
        [
            *_among_others(runs, probability),
            *_at_its_ends(runs, [candidates.written for candidates in of_paragraphs]),
            *_by_the_rules(runs, witnessed),
        ]
    )


def _columns(of_paragraphs: Sequence[Sequence[ScoredRun]]) -> _Columns:
    rows = [(at, PARTS.index(run.part), run.first, run.last) for at, runs in enumerate(of_paragraphs) for run in runs]
    return _Columns(*numpy.array(rows, dtype=numpy.int64).reshape(-1, 4).T)


def _among_others(runs: _Columns, probability: Floats) -> Iterator[Floats]:
    one, other = pairs(runs.paragraph, runs.paragraph)
    gap = numpy.maximum(runs.first[one] - runs.last[other], runs.first[other] - runs.last[one])
    apart, same_part = gap >= 0, runs.part[one] == runs.part[other]
    rivals = numpy.where(~apart & same_part & (one != other), probability[other], 0.0)
    strangers = numpy.where(~apart & ~same_part, probability[other], 0.0)
    near = numpy.zeros((len(PARTS), len(probability)))
    of_pair = numpy.where(apart, probability[other] * numpy.exp(-gap.clip(0) / _NEARNESS), 0.0)
    numpy.maximum.at(near, (runs.part[other], one), of_pair)
    bound = probability.clip(_LEAST, 1 - _LEAST)
    yield from (numpy.log(bound / (1 - bound)), probability)
    yield from (numpy.bincount(one, each, len(probability)) for each in (rivals, strangers))
    yield from near


def _at_its_ends(runs: _Columns, written: Sequence[Sequence[str]]) -> Iterator[NDArray]:
    words, starts = _one_after_the_other(written)
    sorts = numpy.array([_SORTS.get(word.lower(), _OTHER) if word else _BORDER for word in words])
    capital = numpy.array([word[:1].isupper() for word in words])
    marks, stops = (numpy.cumsum(sorts == sort) for sort in (_MARK, _STOP))
    first, last = starts[runs.paragraph] + runs.first, starts[runs.paragraph] + runs.last - 1
    at_first, at_last, before, after = sorts[first], sorts[last], sorts[first - 1], sorts[last + 1]
    yield numpy.log(runs.last - runs.first)
    yield from (before == _BORDER, after == _BORDER)
    yield from (each == _MARK for each in (at_first, at_last, before, after))
    yield numpy.isin(before, (_BORDER, _STOP, _END))
    yield numpy.isin(after, (_BORDER, _COMMA, _STOP, _END))
    yield numpy.isin(at_last, (_STOP, _END))
    yield capital[first]
    yield from (at_first == _THAT, before == _THAT, after == _COMMA, at_last == _COMMA)
    yield (marks[last] - marks[first - 1]) % 2
    yield stops[last - 1] > stops[first - 1]


def _one_after_the_other(written: Sequence[Sequence[str]]) -> tuple[list[str], NDArray]:
    """The words of all paragraphs with "" around each paragraph, and the place of each one's first word."""
    starts = numpy.cumsum([1, *(len(words) + 1 for words in written)])
    return ["", *(word for words in written for word in (*words, ""))], starts


def _by_the_rules(runs: _Columns, witnessed: _Columns) -> Iterator[NDArray]:
    run, rule = pairs(runs.paragraph, witnessed.paragraph)
    same = runs.part[run] == witnessed.part[rule]
    begins, ends = runs.first[run] == witnessed.first[rule], runs.last[run] == witnessed.last[rule]
    over = (witnessed.first[rule] < runs.last[run]) & (runs.first[run] < witnessed.last[rule])
    of_pairs = same & begins & ends, same & begins, same & ends, same & over, ~same & over, same
    yield from (numpy.bincount(run, each, len(runs.part)) > 0 for each in of_pairs)
