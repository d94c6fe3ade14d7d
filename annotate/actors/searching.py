"""Searching the register while an editor types."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models.functions import Coalesce
from rapidfuzz.distance import OSA

from annotate.actors.names import key_of_name, without_honorific
from annotate.models import Actor, Alias
from annotate.models.name_search import SHORTEST_WITH_TYPO, NamedQuerySet

Lookup = Callable[[NamedQuerySet[Any], str], NamedQuerySet[Any]]
MOST_CANDIDATES = 200  # names read per query, from which the best are shown
LONG_WORD = 8  # letters; in words from this length on, two letters may be wrong
NEAR, NO_MATCH = 5.0, 99.0  # ranks: from NEAR on letters are wrong (see `rank_of`)


class CandidateName(NamedTuple):
    """A name or alias that may match, and the id of its actor."""

    key: str
    written: str
    actor_id: int


@dataclass(frozen=True, slots=True)
class ActorHit:
    """An actor that matches what was typed; `by` is the alias or merged actor's name that matched, else ""."""

    actor: Actor
    by: str = ""


def search_actors(typed: str, *, most: int, article_id: int = 0) -> list[ActorHit]:
    """Return the registered actors, and those suggested in the article, whose name or alias matches; the best first.

    A name matches if each typed word begins one of its words, small typing errors allowed. Case, accents, punctuation
    and honorifics are ignored. At most `most` actors are returned.
    """
    sought = without_honorific(key_of_name(typed))
    if not sought:
        return []
    names = _candidate_names(sought, article_id, most)
    best: dict[int, CandidateName] = {}
    for rank, _, name in sorted((rank_of(sought, name.key), len(name.key), name) for name in names):
        if rank < NO_MATCH:
            best.setdefault(name.actor_id, name)
    shown = list(best.values())[:most]
    actors = Actor.objects.in_bulk([name.actor_id for name in shown])
    return [
        ActorHit(actors[name.actor_id], "" if actors[name.actor_id].key == name.key else name.written) for name in shown
    ]


def _candidate_names(sought: str, article_id: int, most: int) -> list[CandidateName]:
    """Return all names that may match. Typing errors are considered only if exact letters match too few actors."""
    here = [
        CandidateName(actor.key, actor.name, actor.survivor_or_self.pk)
        for actor in Actor.objects.suggested_in(article_id)
    ]
    candidates = [*here, *_registered_names(sought, NamedQuerySet.starting_with, NamedQuerySet.with_word_prefixes)]
    if len({name.actor_id for name in candidates if rank_of(sought, name.key) < NEAR}) < most:
        candidates += _registered_names(sought, NamedQuerySet.with_similar_words)
    return candidates


def _registered_names(sought: str, *lookups: Lookup) -> Iterator[CandidateName]:
    """Return the names in the register that these lookups find, in one query."""
    actors = Actor.objects.filter(in_register=True).annotate(standing_id=Coalesce("survivor", "pk"))
    aliases = Alias.objects.annotate(standing_id=Coalesce("actor__survivor", "actor"))
    parts = [
        lookup(names, sought).values_list("key", "name", "standing_id")[:MOST_CANDIDATES]
        for lookup in lookups
        for names in (actors, aliases)
    ]
    return starmap(CandidateName, parts[0].union(*parts[1:], all=True))


def rank_of(sought: str, name: str) -> float:
    """Return how well a name's key matches the key sought; lower is better.

    0: the same. 1: contains it as whole words. 2: begins with it. 3: one of its words begins with it. 4: has words that
    begin with all of its words. 5 and a number of letters: the same with that many letters wrong. 99: no match.
    """
    if name == sought:
        return 0.0
    if f" {sought} " in f" {name} ":
        return 1.0
    if name.startswith(sought):
        return 2.0
    if f" {sought}" in name:
        return 3.0
    words = name.split()
    wrong = [min(count_wrong_letters(typed, word) for word in words) for typed in sought.split()]
    if not any(wrong):
        return 4.0
    matches = all(count <= _most_wrong_letters(typed) for typed, count in zip(sought.split(), wrong, strict=True))
    return NEAR + sum(wrong) if matches else NO_MATCH


def count_wrong_letters(typed: str, word: str) -> int:
    """Return how many letters to add, drop, change or swap until the typed ones begin the word.

    This is the optimal string alignment distance, to the closest of three beginnings of the word.
    """
    ends = {len(typed) - 1, len(typed), len(typed) + 1}
    return min(OSA.distance(typed, word[:end]) for end in ends)


def _most_wrong_letters(typed: str) -> int:
    if len(typed) < SHORTEST_WITH_TYPO:
        return 0
    return 1 if len(typed) < LONG_WORD else 2
