"""The rules' findings at the same place: evidence that does not depend on the network."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from annotate.detection.model.labels import WordRun
from annotate.text.corpus_words import words_inside
from annotate.text.spans import Span

PartSpan = tuple[str, Span]
"""A part of an attribution and one of its spans: ("cue", (4, 8))."""


class RuleEvidence:
    """The parts of attributions that the rules found in a text."""

    def __init__(self, parts: Iterable[PartSpan]) -> None:
        self._parts = sorted(parts, key=lambda part: part[1])
        self._reach = list(accumulate((span[1] for _, span in self._parts), max))

    def inside(self, words: Sequence[Span]) -> frozenset[WordRun]:
        """Return the parts inside a paragraph with these words."""
        runs = []
        at = bisect_left(self._parts, words[-1][1], key=lambda part: part[1][0])
        while at and self._reach[at - 1] > words[0][0]:
            at -= 1
            part, span = self._parts[at]
            first, last = words_inside(words, span)
            if first < last:
                runs.append((part, first, last))
        return frozenset(runs)
