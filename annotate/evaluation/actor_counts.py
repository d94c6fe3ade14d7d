"""Whether the actor that is suggested for an attribution is the one whom its source means."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotate.actors.resolution import ResolvedActor, is_sure, resolve
from annotate.detection import Attribution
from annotate.evaluation.kind_counts import row_partners
from annotate.evaluation.kinds_file import SOURCE_IS, KindsRow
from annotate.evaluation.ratios import Share
from annotate.text import Document

ALL = "all"
GROUPS = (*SOURCE_IS, ALL)
_BETWEEN_NAMES = re.compile(r",\s*and\s+|,\s*|\s+and\s+|\s+&\s+", re.IGNORECASE)


@dataclass(frozen=True)
class ActorCounts:
    """Attributions by what their source is (and "all"): how many, how many reached, how many with the right actor.

    `sure` counts the suggestions of a name with a confidence of at least 0.8, `sure_right` the right ones among them.
    """

    attributions: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    sure: int = 0
    sure_right: int = 0

    def __add__(self, other: "ActorCounts") -> "ActorCounts":
        return ActorCounts(
            self.attributions + other.attributions,
            self.reached + other.reached,
            self.right + other.right,
            self.sure + other.sure,
            self.sure_right + other.sure_right,
        )

    def of_all(self, source_is: str) -> Share:
        """Right of all attributions with such a source; one that was not found is not right."""
        return Share(self.right[source_is], self.attributions[source_is])

    def of_reached(self, source_is: str) -> Share:
        """Right of those that were found."""
        return Share(self.right[source_is], self.reached[source_is])

    @property
    def of_sure(self) -> Share:
        return Share(self.sure_right, self.sure)


def count_given_sources(document: Document, rows: Sequence[KindsRow]) -> ActorCounts:
    """One article's rows, in reading order, with the sources as they are marked."""
    return _count(
        [(row, True, actor) for row, actor in zip(rows, resolve(document, [r.source for r in rows]), strict=True)]
    )


def count_end_to_end(document: Document, rows: Sequence[KindsRow], found: Sequence[Attribution]) -> ActorCounts:
    """One article's rows against what was detected in it; the sources of all that was detected are resolved."""
    named = resolve(document, [each.source for each in found], [each.confidence for each in found])
    of_row = row_partners(rows, found)
    return _count([(row, i in of_row, named[of_row[i]] if i in of_row else None) for i, row in enumerate(rows)])


def same_actor(one: str | None, other: str | None) -> bool:
    """Whether two names mean the same actor: case, accents, punctuation and spaces do not count, nor does the order
    of names joined by commas and "and". None, nobody named, is the same as None only.
    """
    if one is None or other is None:
        return one is other
    return _names(one) == _names(other)


def _names(joint: str) -> set[str]:
    return {_bare(name) for name in _BETWEEN_NAMES.split(joint)} - {""}


def _bare(name: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", name).casefold() if each.isalnum())


def _count(judged: Sequence[tuple[KindsRow, bool, ResolvedActor | None]]) -> ActorCounts:
    """From rows with whether each was reached and whom it was given."""
    attributions, reached, right = Counter(), Counter(), Counter()
    sure, sure_right = 0, 0
    for row, is_reached, actor in judged:
        is_right = is_reached and same_actor(row.actor, actor.name if actor else None)
        for group in (row.source_is, ALL):
            attributions[group] += 1
            reached[group] += is_reached
            right[group] += is_right
        if actor and is_sure(actor.confidence):
            sure += 1
            sure_right += is_right
    return ActorCounts(attributions, reached, right, sure, sure_right)
