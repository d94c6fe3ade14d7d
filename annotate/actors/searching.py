"""Searching the register as somebody types."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

from django.db.models.functions import Coalesce
from rapidfuzz.distance import OSA

from annotate.actors.names import key_of_name, without_honorific
from annotate.models import Actor, Alias
from annotate.models.name_search import SHORTEST_WITH_TYPO, NamedQuerySet

# Names that are looked at for one search, of each sort; the best of them are shown.
MOST_LOOKED_AT = 200
LONG_WORD = 8  # letters from which on two may be wrong


class Name(NamedTuple):
    """A name or alias that may fit, and the id of the actor that has it."""

    key: str
    written: str
    actor_id: int


@dataclass(frozen=True, slots=True)
class Hit:
    """An actor that fits what was typed; `by` is the alias, or the merged actor's name, that does, else ""."""

    actor: Actor
    by: str = ""


def search_actors(typed: str, *, most: int, article_id: int = 0) -> list[Hit]:
    """The actors of the register, and those suggested in the article, with a name or an alias in which each typed word
    begins a word, or would with a small typing error put right; the best first, at most `most`.

    Case, accents, punctuation and honorifics do not count.
    """
    sought = without_honorific(key_of_name(typed))
    if not sought:
        return []
    ranked = sorted((rank_of(sought, name.key), len(name.key), name) for name in _names(sought, article_id, most))
    best: dict[int, Name] = {}
    for rank, _, name in ranked:
        if rank is not _NONE:
            best.setdefault(name.actor_id, name)
    shown = list(best.values())[:most]
    actors = Actor.objects.in_bulk([name.actor_id for name in shown])
    return [Hit(actors[name.actor_id], "" if actors[name.actor_id].key == name.key else name.written) for name in shown]


def _names(sought: str, article_id: int, most: int) -> list[Name]:
    """All names that may fit. Wrong letters are looked for only where right ones bring too few actors."""
    here = [Name(actor.key, actor.name, actor.standing.pk) for actor in Actor.objects.suggested_in(article_id)]
    found = [*here, *_of_register(sought, NamedQuerySet.starting, NamedQuerySet.with_words)]
    if len({name.actor_id for name in found if rank_of(sought, name.key) < _NEAR}) < most:
        found += _of_register(sought, NamedQuerySet.nearly)
    return found


def _of_register(sought: str, *ways: Callable[[NamedQuerySet, str], NamedQuerySet]) -> Iterator[Name]:
    """The register's names that these methods find, in one query."""
    actors = Actor.objects.filter(in_register=True).annotate(standing_id=Coalesce("survivor", "pk"))
    aliases = Alias.objects.annotate(standing_id=Coalesce("actor__survivor", "actor"))
    parts = [
        way(names, sought).values_list("key", "name", "standing_id")[:MOST_LOOKED_AT]
        for way in ways
        for names in (actors, aliases)
    ]
    return starmap(Name, parts[0].union(*parts[1:], all=True))


_NEAR, _NONE = 5.0, 99.0


def rank_of(sought: str, name: str) -> float:
    """How well a name's key fits the key that is sought: 0 the same, 1 has it as whole words, 2 begins with it, 3 a
    word of it does, 4 has all its words, 5 and more with as many wrong letters, 99 not at all."""
    if name == sought:
        return 0.0
    if f" {sought} " in f" {name} ":
        return 1.0
    if name.startswith(sought):
        return 2.0
    if f" {sought}" in name:
        return 3.0
    words = name.split()
    wrong = [min(wrong_letters(each, word) for word in words) for each in sought.split()]
    if not any(wrong):
        return 4.0
    fits = all(number <= _allowed(each) for each, number in zip(sought.split(), wrong, strict=True))
    return _NEAR + sum(wrong) if fits else _NONE


def wrong_letters(typed: str, word: str) -> int:
    """Letters to add, drop, change or swap until the typed ones begin the word (optimal string alignment)."""
    ends = {len(typed) - 1, len(typed), len(typed) + 1}
    return min(OSA.distance(typed, word[:end]) for end in ends)


def _allowed(typed: str) -> int:
    if len(typed) < SHORTEST_WITH_TYPO:
        return 0
    return 1 if len(typed) < LONG_WORD else 2
