"""Ties labelled runs into attributions: which cue attributes which content to which source.

In PolNeAR nearly every attribution has one cue and one content, and every cue belongs to one attribution. With the
corpus's own runs the nearest free cue is right for 98.8% of the contents of its development articles, and the nearest
source for 99.6% of the cues, sentence and paragraph borders counted as 20 and 40 words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotate.text.spans import Span

_SENTENCE, _PARAGRAPH = 20, 40
_NEIGHBOURS = 6
_FARTHEST_SOURCE = 60
# Behind its cue a source stands in the same clause (“said Jane Roe”); what comes farther on is another's. On the
# development articles 135 of 142 were right up to five words, and 3 of 41 beyond.
_FARTHEST_BEHIND = 5
_FARTHEST_CUE = 90
# “A,” she said. “B.”: a further part may stand in the next sentence, but close by.
_FARTHEST_PART = 35
_GAP = 4
_LONGEST_INSERTION = 12  # words of source and cue within what is said


@dataclass(frozen=True, slots=True)
class LabelledRuns:
    """A run of words that the model takes for a part of an attribution.

    part: "source", "cue" or "content". span: in code points of the text. words: its place among all words of the
    text. line: the number of its paragraph. probability: of just this run being this part, 0 to 1. quoted: whether it
    opens with a quotation mark.
    """

    part: str
    span: Span
    words: Span
    line: int
    probability: float
    quoted: bool = False


@dataclass(slots=True)
class Tied:
    """The runs of one attribution, in reading order; each list may be empty, but not all."""

    contents: list[LabelledRuns] = field(default_factory=list)
    cues: list[LabelledRuns] = field(default_factory=list)
    sources: list[LabelledRuns] = field(default_factory=list)


def tie(runs: Sequence[LabelledRuns], sentence_starts: Sequence[int]) -> list[Tied]:
    """The attributions that the runs of a text make up, in reading order of their first run; no run is lost.

    runs: in reading order. sentence_starts: where the text's sentences begin, in code points, sorted. A source may
    belong to several attributions, any other run to one.
    """
    distance = _Distance(sentence_starts)
    contents, cues, sources = ([run for run in runs if run.part == part] for part in ("content", "cue", "source"))
    of_cue = [Tied(cues=[cue]) for cue in cues]
    alone: list[Tied] = []
    before: Tied | None = None
    own = _one_to_one(contents, cues, distance)
    content_of = {cue: content for content, cue in zip(contents, own, strict=True) if cue is not None}
    for content, at in zip(contents, own, strict=True):
        at = _shared(content, cues, content_of, distance) if at is None else at
        if at is not None:
            before = of_cue[at]
        elif before is None or not _goes_on(before.contents[-1], content):
            before = Tied()
            alone.append(before)
        before.contents.append(content)
    for tied in of_cue:
        tied.sources = _nearest(tied.cues[0], sources, distance)
    for tied in alone:
        tied.sources = _nearest(tied.contents[0], sources, distance)
    used = {id(source) for tied in of_cue + alone for source in tied.sources}
    sources_alone = [Tied(sources=[source]) for source in sources if id(source) not in used]
    return sorted(of_cue + alone + sources_alone, key=_first)


class _Distance:
    """How far two runs are from each other, in words."""

    def __init__(self, sentence_starts: Sequence[int]) -> None:
        self._starts = sentence_starts

    def __call__(self, one: LabelledRuns, other: LabelledRuns) -> int:
        before, after = (one, other) if one.span < other.span else (other, one)
        sentences = bisect_right(self._starts, after.span[0]) - bisect_right(self._starts, before.span[1] - 1)
        words = after.words[0] - before.words[1]
        return max(0, words) + _SENTENCE * max(0, sentences) + _PARAGRAPH * (after.line - before.line)


def _one_to_one(contents: list[LabelledRuns], cues: list[LabelledRuns], distance: _Distance) -> list[int | None]:
    """For each content the place of its cue; the nearest pairs of all come first, and no cue has two contents."""
    pairs = sorted(
        (distance(content, cues[cue]), at, cue) for at, content in enumerate(contents) for cue in _around(cues, content)
    )
    found: list[int | None] = [None] * len(contents)
    taken: set[int] = set()
    for far, at, cue in pairs:
        if far <= _FARTHEST_CUE and found[at] is None and cue not in taken:
            found[at] = cue
            taken.add(cue)
    return found


def _shared(
    content: LabelledRuns, cues: list[LabelledRuns], content_of: dict[int, LabelledRuns], distance: _Distance
) -> int | None:
    """The place of the cue of which a content is a further part: “A,” she said, “b.”"""
    near = [
        at
        for at in _around(cues, content)
        if at in content_of
        and distance(content, cues[at]) < _FARTHEST_PART
        and _belong(content, content_of[at], cues[at], distance)
    ]
    return min(near, key=lambda at: distance(content, cues[at]), default=None)


def _belong(one: LabelledRuns, other: LabelledRuns, cue: LabelledRuns, distance: _Distance) -> bool:
    """Whether two contents near a cue are parts of one speech: both quoted, or one sentence around the cue, or next to
    each other in it."""
    if one.quoted and other.quoted:
        return True
    first, last = (one, other) if one.words < other.words else (other, one)
    around = first.words[1] <= cue.words[0] <= last.words[0]
    return distance(first, last) <= (_LONGEST_INSERTION if around else _GAP)


def _goes_on(before: LabelledRuns, content: LabelledRuns) -> bool:
    """Whether a content is the next paragraph of a speech, rather than another one."""
    return content.words[0] - before.words[1] <= _GAP and content.line > before.line


def _nearest(run: LabelledRuns, sources: list[LabelledRuns], distance: _Distance) -> list[LabelledRuns]:
    near = [sources[at] for at in _around(sources, run)]
    best = min(near, key=lambda source: distance(run, source), default=None)
    if best is None:
        return []
    is_behind = run.part == "cue" and run.span < best.span
    return [best] if distance(run, best) <= (_FARTHEST_BEHIND if is_behind else _FARTHEST_SOURCE) else []


def _around(runs: list[LabelledRuns], run: LabelledRuns) -> range:
    """The places of the runs next to one, so that the cost does not grow with the length of the text."""
    at = bisect_left(runs, run.span, key=lambda each: each.span)
    return range(max(0, at - _NEIGHBOURS), min(len(runs), at + _NEIGHBOURS))


def _first(tied: Tied) -> int:
    return min(run.span[0] for run in (*tied.contents, *tied.cues, *tied.sources))
