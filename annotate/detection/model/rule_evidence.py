"""What the rules say of the same words: other evidence than the network's, and independent of it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from annotate.text.corpus_words import words_inside
from annotate.text.spans import Span

Mark = tuple[str, Span]
WordRun = tuple[str, int, int]


class RuleEvidence:
    """The parts of attributions that the rules found in a text: ("cue", its span) each."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark[1])
        self._reach = list(accumulate((span[1] for _, span in self._marks), max))

    def of(self, words: Sequence[Span]) -> frozenset[WordRun]:
        """The parts that lie in a paragraph, as its words [first, last)."""
        found = []
        at = bisect_left(self._marks, words[-1][1], key=lambda mark: mark[1][0])
        while at and self._reach[at - 1] > words[0][0]:
            at -= 1
            part, span = self._marks[at]
            first, last = words_inside(words, span)
            if first < last:
                found.append((part, first, last))
        return frozenset(found)
