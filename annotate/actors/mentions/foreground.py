"""Who stands in the foreground of an article at a place: named lately, as a subject, or as the last source."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.inventory import Inventory
from annotate.actors.mentions.roles import role_words
from annotate.actors.mentions.subjects import is_possessor, is_subject

# Weights tuned on PolNeAR's development articles.
BY_SENTENCES = (1.0, 0.85, 0.6, 0.45, 0.3, 0.2, 0.15)  # how many sentences back
SUBJECT, QUOTED, POSSESSOR, SOURCE, LAST_SOURCE, AGAIN = 0.45, -0.5, -0.25, 0.55, 0.3, 0.05
MENTIONS_BACK, SOURCES_BACK = 40, 10  # bounds the cost for one source


@dataclass(frozen=True, slots=True)
class Said:
    """A source met before: at which token, and whom it means; None for one that the article does not name."""

    at: int
    entity: Entity | None
    plural: bool


class Foreground:
    """The article's mentions and the sources resolved so far."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.said: list[Said] = []
        self.documents: list[Entity] = []  # whose the documents were that spoke before
        self._by_word: defaultdict[str, list[Entity]] = defaultdict(list)
        self._often = sorted(inventory.names.entities, key=lambda entity: -inventory.times(entity))[:MENTIONS_BACK]
        for entity in inventory.names.entities:
            for word in entity.heads if entity.type == "person" else entity.heads | role_words(entity.key):
                self._by_word[word].append(entity)

    def note(self, at: int, entity: Entity | None, plural: bool = False) -> None:
        """Note whom the source at token `at` means."""
        self.said.append(Said(at, entity, plural))

    def most_named(self, fits: Callable[[Entity], bool], count: int = 1) -> list[Entity]:
        """Those who fit among the ones that the article names most, at most `count`."""
        return [entity for entity in self._often if fits(entity)][:count]

    def described(self, word: str, kinds: frozenset[str]) -> list[Entity]:
        """The first of the article's entities of these types that the word describes."""
        return list(islice((entity for entity in self._by_word.get(word, ()) if entity.type in kinds), MENTIONS_BACK))

    def ranked(self, at: int, fits: Callable[[Entity], bool]) -> list[tuple[float, Entity]]:
        """Those who fit and stand before token `at`, the most prominent first, with their weight."""
        weights: dict[int, float] = {}
        met: dict[int, Entity] = {}
        for weight, entity in [*self._from_mentions(at), *self._from_sources(at)]:
            if fits(entity):
                met[id(entity)] = entity
                known = weights.get(id(entity))
                weights[id(entity)] = weight if known is None else max(known, weight) + AGAIN
        ordered = sorted(((weights[identity], entity) for identity, entity in met.items()), key=lambda pair: -pair[0])
        return ordered

    def distance(self, at: int, earlier: int) -> int:
        """How many sentences lie between two tokens."""
        tokens = self.inventory.tokens
        return abs(tokens[at].sentence - tokens[earlier].sentence)

    def sentences_back(self, at: int, entity: Entity) -> int | None:
        """How many sentences before token `at` the article names the entity last; None if it does so only later."""
        inventory = self.inventory
        places = inventory.by_entity.get(id(entity), [])
        before = bisect_left(places, inventory.mention_before(at))
        return self.distance(at, inventory.mentions[places[before - 1]].first) if before else None

    def _from_mentions(self, at: int) -> list[tuple[float, Entity]]:
        """The weights of the names before token `at`."""
        inventory, found = self.inventory, []
        end = inventory.mention_before(at)
        for index in range(end - 1, max(-1, end - 1 - MENTIONS_BACK), -1):
            mention, entity = inventory.mentions[index], inventory.entities[index]
            distance = self.distance(at, mention.first)
            if distance >= len(BY_SENTENCES):
                break
            if entity is not None:
                found.append((self._weight(index, at, distance), entity))
        return found

    def _weight(self, index: int, at: int, distance: int) -> float:
        """The weight of one name, seen from token `at`."""
        inventory, weight = self.inventory, BY_SENTENCES[distance]
        mention = inventory.mentions[index]
        if is_subject(inventory.tokens, mention):
            weight += SUBJECT
        if is_possessor(inventory.tokens, mention):
            weight += POSSESSOR
        if inventory.tokens[mention.first].quoted and not inventory.tokens[at].quoted:
            weight += QUOTED
        return weight

    def _from_sources(self, at: int) -> list[tuple[float, Entity]]:
        """The weights of the sources met before."""
        found, bonus = [], LAST_SOURCE
        for said in reversed(self.said[-SOURCES_BACK:]):
            distance = self.distance(at, said.at)
            if said.entity is not None and said.at < at and distance < len(BY_SENTENCES):
                found.append((BY_SENTENCES[distance] + SOURCE + bonus, said.entity))
            bonus = 0.0
        return found

    def ahead(self, at: int, fits: Callable[[Entity], bool]) -> Entity | None:
        """The first who fits and is named behind token `at` in its sentence or the next one."""
        inventory = self.inventory
        start = inventory.mention_before(at)
        for index in range(start, min(start + 6, len(inventory.mentions))):
            entity = inventory.entities[index]
            if self.distance(at, inventory.mentions[index].first) > 1:
                return None
            if entity is not None and fits(entity):
                return entity
        return None
