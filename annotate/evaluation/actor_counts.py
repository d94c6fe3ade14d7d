"""How often the actor suggested for an attribution is right."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotate.actors.resolution import ResolvedActor, is_sure, resolve_sources
from annotate.detection import Attribution
from annotate.evaluation.judging import match_rows
from annotate.evaluation.kinds_row import SOURCE_IS, KindsRow
from annotate.evaluation.ratios import Share
from annotate.text import Document

ALL = "all"
GROUPS = (*SOURCE_IS, ALL)
_BETWEEN_NAMES = re.compile(r",\s*and\s+|,\s*|\s+and\s+|\s+&\s+", re.IGNORECASE)


@dataclass(frozen=True)
class ActorCounts:
    """Counts by the form of the source (and "all"): attributions, those found, and those with the right actor.

    `sure` counts the actors suggested with enough confidence to show them without a question, `sure_right` the right
    ones among them.
    """

    attributions: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    sure: int = 0
    sure_right: int = 0

    def __add__(self, other: "ActorCounts") -> "ActorCounts":
        return ActorCounts(
            self.attributions + other.attributions,
            self.found + other.found,
            self.right + other.right,
            self.sure + other.sure,
            self.sure_right + other.sure_right,
        )

    def right_of_all(self, source_is: str) -> Share:
        """Return the right ones among all attributions with such a source. One that was not found is wrong."""
        return Share(self.right[source_is], self.attributions[source_is])

    def right_of_found(self, source_is: str) -> Share:
        """Return the right ones among the attributions that were found."""
        return Share(self.right[source_is], self.found[source_is])

    @property
    def right_of_sure(self) -> Share:
        return Share(self.sure_right, self.sure)


def count_given_sources(document: Document, rows: Sequence[KindsRow]) -> ActorCounts:
    """Count one article's rows, given in reading order, with the sources as they are marked."""
    actors = resolve_sources(document, [row.source for row in rows])
    return _count([(row, True, actor) for row, actor in zip(rows, actors, strict=True)])


def count_end_to_end(document: Document, rows: Sequence[KindsRow], found: Sequence[Attribution]) -> ActorCounts:
    """Count one article's rows, given in reading order, with the actors resolved for the detected attributions."""
    actors = resolve_sources(
        document,
        [attribution.source for attribution in found],
        [attribution.confidence for attribution in found],
    )
    matches = match_rows(rows, found)
    return _count([(row, i in matches, actors[matches[i]] if i in matches else None) for i, row in enumerate(rows)])


def same_actor(one: str | None, other: str | None) -> bool:
    """Return whether two names mean the same actor.

    Case, accents, punctuation, spaces and the order of joined names ("A, B and C") are ignored. None means a
    source that names nobody, and equals only None.
    """
    if one is None or other is None:
        return one is other
    return _names(one) == _names(other)


def _names(joint: str) -> set[str]:
    return {_fold(name) for name in _BETWEEN_NAMES.split(joint)} - {""}


def _fold(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())


def _count(cases: Sequence[tuple[KindsRow, bool, ResolvedActor | None]]) -> ActorCounts:
    """Count the rows that are not optional, each with whether it was found and with the actor suggested for it."""
    attributions: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    sure, sure_right = 0, 0
    for row, is_found, actor in cases:
        if row.optional:
            continue
        name = actor.name if actor else None
        is_right = is_found and any(same_actor(right, name) for right in (row.actor, *row.also))
        for group in (row.source_is, ALL):
            attributions[group] += 1
            found[group] += is_found
            right[group] += is_right
        if actor and is_sure(actor.confidence):
            sure += 1
            sure_right += is_right
    return ActorCounts(attributions, found, right, sure, sure_right)
