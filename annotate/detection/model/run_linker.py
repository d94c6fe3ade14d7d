"""Links marked runs into attributions: which cue attributes which content to which source.

In PolNeAR nearly every attribution has one cue and one content, and every cue belongs to one attribution. Given the
corpus's own runs, the nearest free cue is right for 98.8% of the contents of its development articles, and the nearest
source for 99.6% of the cues. Both count a sentence border as 20 words and a paragraph border as 40.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotate.detection.model.marked_run import MarkedRun

# All distances are in words.
_SENTENCE, _PARAGRAPH = 20, 40
_NEIGHBOURS = 6
_FARTHEST_SOURCE = 60
# A source after its cue is in the same clause (“said Jane Roe”); one farther on belongs to another cue. On the
# development articles 135 of 142 were right up to five words, and 3 of 41 beyond.
_FARTHEST_AFTER = 5
_FARTHEST_CUE = 90
# “A,” she said. “B.”: a further part may be in the next sentence, but close by.
_FARTHEST_PART = 35
_GAP = 4
_LONGEST_INSERTION = 12  # words of source and cue within a content


def link_runs(runs: Sequence[MarkedRun], sentence_starts: Sequence[int]) -> list[list[MarkedRun]]:
    """Return the attributions that a text's runs form, each as its runs, in reading order of their first run.

    runs: in reading order. sentence_starts: the offsets of the text's sentences, ascending. Every run is in at least
    one attribution; only a source may be in several.
    """
    distance = _Distance(sentence_starts)
    contents, cues, sources = ([run for run in runs if run.part == part] for part in ("content", "cue", "source"))
    linked = _link_contents(contents, cues, distance)
    for attribution in linked:
        attribution += _nearest_source(attribution[0], sources, distance)
    used = {id(run) for attribution in linked for run in attribution}
    linked += [[source] for source in sources if id(source) not in used]
    return sorted(linked, key=lambda attribution: min(run.span[0] for run in attribution))


class _Distance:
    """How far apart two runs are, in words."""

    def __init__(self, sentence_starts: Sequence[int]) -> None:
        self._starts = sentence_starts

    def __call__(self, one: MarkedRun, other: MarkedRun) -> int:
        before, after = (one, other) if one.span < other.span else (other, one)
        sentences = bisect_right(self._starts, after.span[0]) - bisect_right(self._starts, before.span[1] - 1)
        words = after.words[0] - before.words[1]
        return max(0, words) + _SENTENCE * max(0, sentences) + _PARAGRAPH * (after.line - before.line)


def _link_contents(contents: list[MarkedRun], cues: list[MarkedRun], distance: _Distance) -> list[list[MarkedRun]]:
    """Each cue with its contents, then the contents without a cue; the paragraphs of one speech are together."""
    own = _pair_one_to_one(contents, cues, distance)
    content_of = {cue: content for content, cue in zip(contents, own, strict=True) if cue is not None}
    with_cue = [[cue] for cue in cues]
    without_cue: list[list[MarkedRun]] = []
    last: list[MarkedRun] = []
    for content, own_cue in zip(contents, own, strict=True):
        at = own_cue if own_cue is not None else _shared_cue(content, cues, content_of, distance)
        if at is not None:
            last = with_cue[at]
        elif not last or not _continues_speech(last[-1], content):
            last = []
            without_cue.append(last)
        last.append(content)
    return with_cue + without_cue


def _pair_one_to_one(contents: list[MarkedRun], cues: list[MarkedRun], distance: _Distance) -> list[int | None]:
    """For each content the index of its cue. The nearest pairs are matched first, and no cue has two contents.

    Of two contents that are equally near, a cue has the one after it: alleged *that it leaked*, citing *two reports*.
    """
    pairs = sorted(
        (distance(content, cues[cue]), cues[cue].span > content.span, at, cue)
        for at, content in enumerate(contents)
        for cue in _around(cues, content)
    )
    cue_of: list[int | None] = [None] * len(contents)
    taken: set[int] = set()
    for far, _, at, cue in pairs:
        if far <= _FARTHEST_CUE and cue_of[at] is None and cue not in taken:
            cue_of[at] = cue
            taken.add(cue)
    return cue_of


def _shared_cue(
    content: MarkedRun, cues: list[MarkedRun], content_of: dict[int, MarkedRun], distance: _Distance
) -> int | None:
    """The index of the cue that already has another part of this content: “A,” she said, “b.”"""
    near = [
        at
        for at in _around(cues, content)
        if at in content_of
        and distance(content, cues[at]) < _FARTHEST_PART
        and _are_one_speech(content, content_of[at], cues[at], distance)
    ]
    return min(near, key=lambda at: distance(content, cues[at]), default=None)


def _are_one_speech(one: MarkedRun, other: MarkedRun, cue: MarkedRun, distance: _Distance) -> bool:
    """Whether two contents near a cue are parts of one speech.

    They are if both are quoted, if they are one sentence around the cue, or if they are next to each other.
    """
    if one.is_quoted and other.is_quoted:
        return True
    first, last = (one, other) if one.words < other.words else (other, one)
    is_around = first.words[1] <= cue.words[0] <= last.words[0]
    return distance(first, last) <= (_LONGEST_INSERTION if is_around else _GAP)


def _continues_speech(before: MarkedRun, content: MarkedRun) -> bool:
    """Whether a content is the next paragraph of the speech before it."""
    return content.words[0] - before.words[1] <= _GAP and content.line > before.line


def _nearest_source(run: MarkedRun, sources: list[MarkedRun], distance: _Distance) -> list[MarkedRun]:
    near = [sources[at] for at in _around(sources, run)]
    nearest = min(near, key=lambda source: distance(run, source), default=None)
    if nearest is None:
        return []
    is_after_cue = run.part == "cue" and run.span < nearest.span
    return [nearest] if distance(run, nearest) <= (_FARTHEST_AFTER if is_after_cue else _FARTHEST_SOURCE) else []


def _around(runs: list[MarkedRun], run: MarkedRun) -> range:
    """The indices of the runs near one. Their number is limited, so that the cost is linear in the text's length."""
    at = bisect_left(runs, run.span, key=lambda neighbour: neighbour.span)
    return range(max(0, at - _NEIGHBOURS), min(len(runs), at + _NEIGHBOURS))
