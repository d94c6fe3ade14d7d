"""Who stands in the foreground of an article at a place: named lately, as a subject, or as the last source."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.inventory import Inventory
from annotate.actors.mentions.prominence import clause_end, is_possessor, is_subject
from annotate.actors.mentions.role_words import role_words
from annotate.text.article_tokens import BREAK

# Weights tuned on PolNeAR's development articles.
BY_SENTENCES = (1.0, 0.85, 0.6, 0.45, 0.3, 0.2, 0.15)  # how many sentences back
SUBJECT, QUOTED, POSSESSOR, SOURCE, LAST_SOURCE, AGAIN = 0.45, -0.7, -0.25, 0.55, 0.3, 0.05
MENTIONS_BACK, SOURCES_BACK = 40, 10  # bounds the cost for one source
CLAUSE, PAIRS_BACK = 15, 12  # tokens and names; the same
LONGEST_QUOTATION, LONGEST_MARK = 400, 4  # tokens; characters


@dataclass(frozen=True, slots=True)
class Said:
    """A source met before: at which token it begins, where in the text it ends, whom it means and how surely; None
    for one that the article does not name.

    `unnamed` then stands for that one, if "he" or "it" may go on speaking of it.
    """

    at: int
    end: int
    entity: Entity | None
    plural: bool
    confidence: float = 1.0
    unnamed: Entity | None = None


class Salience:
    """The article's mentions and the sources resolved so far."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.said: list[Said] = []
        self.documents: list[Entity] = []  # whose the documents were that spoke before
        self._own: dict[int, float] = {}  # weights of names where they stand, by index
        self._by_word: defaultdict[str, list[Entity]] = defaultdict(list)
        self._often = sorted(inventory.names.entities, key=lambda entity: -inventory.times(entity))[:MENTIONS_BACK]
        for entity in inventory.names.entities:
            for word in entity.heads if entity.type == "person" else entity.heads | role_words(entity.key):
                self._by_word[word].append(entity)

    def note(self, said: Said) -> None:
        """Note whom a source means."""
        self.said.append(said)

    def most_named(self, fits: Callable[[Entity], bool], count: int = 1) -> list[Entity]:
        """Those who fit among the ones that the article names most, at most `count`."""
        return [entity for entity in self._often if fits(entity)][:count]

    def described(self, word: str, kinds: frozenset[str]) -> list[Entity]:
        """The first of the article's entities of these types that the word describes."""
        return list(islice((entity for entity in self._by_word.get(word, ()) if entity.type in kinds), MENTIONS_BACK))

    def ranked(self, at: int, fits: Callable[[Entity], bool], unnamed: bool = False) -> list[tuple[float, Entity]]:
        """Those who fit and stand before token `at`, the most prominent first, with their weight.

        With `unnamed`, what stands for sources that the article does not name is among them.
        """
        weights: dict[int, float] = {}
        met: dict[int, Entity] = {}
        for weight, entity in [*self._from_mentions(at), *self._from_sources(at)]:
            if fits(entity) and (unnamed or entity.is_named):
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
        tokens, mention = self.inventory.tokens, self.inventory.mentions[index]
        if index not in self._own:
            subject, possessor = is_subject(tokens, mention), is_possessor(tokens, mention)
            self._own[index] = 1.0 + SUBJECT * subject + POSSESSOR * possessor
        quoted = tokens[mention.first].quoted and not tokens[at].quoted
        return BY_SENTENCES[distance] * self._own[index] + QUOTED * quoted

    def _from_sources(self, at: int) -> list[tuple[float, Entity]]:
        """The weights of the sources met before."""
        found, bonus = [], LAST_SOURCE
        for said in reversed(self.said[-SOURCES_BACK:]):
            distance = self.distance(at, said.at)
            meant = said.entity or said.unnamed
            if meant is not None and said.at < at and distance < len(BY_SENTENCES):
                found.append((BY_SENTENCES[distance] * (1.0 + SOURCE + bonus), meant))
            bonus = 0.0
        return found

    def named_in_clause(self, at: int) -> set[int]:
        """The identities of those whom the clause names that begins with the pronoun at token `at`."""
        inventory = self.inventory
        first, last = (
            inventory.mention_before(at),
            inventory.mention_before(min(clause_end(inventory.tokens, at), at + CLAUSE)),
        )
        return {id(entity) for entity in inventory.entities[first:last]}

    def right_before(self, at: int) -> Said | None:
        """The source that ends right before token `at`, but for a comma: "Jo Doe, who"."""
        inventory = self.inventory
        start = inventory.tokens[at].start
        near = (said for said in reversed(self.said[-SOURCES_BACK:]) if start - LONGEST_MARK <= said.end <= start)
        return next((said for said in near if not inventory.text[said.end : start].strip(" ,(\n-–—―")), None)

    def guessed(self, at: int, entity: Entity) -> bool:
        """Whether the entity is only supposed to speak before token `at`, where no name stands close by."""
        last = self.said[-1] if self.said else None
        back = self.sentences_back(at, entity)
        return last is not None and last.entity is entity and last.confidence < 0.6 and (back is None or back > 1)

    def speaks_in_quotation(self, at: int) -> Entity | None:
        """Who speaks the quotation in which token `at` stands, where the text says so before it."""
        tokens = self.inventory.tokens
        opens = at
        while opens and at - opens < LONGEST_QUOTATION and tokens[opens].quoted:
            opens -= 1
        if not tokens[at].quoted:
            return None
        colon = opens - 1 - (tokens[opens - 1].low == BREAK) if opens > 1 else 0
        if tokens[colon].low == ":":  # "Roe reports:"
            subject = self.subject_before(colon, 0, lambda entity: entity.is_person)
            return subject[1] if subject else None
        last = next((said for said in reversed(self.said[-SOURCES_BACK:]) if said.at < opens), None)
        if last is None or self.distance(opens, last.at) > 1:
            return None
        return last.entity

    def joined_before(self, at: int) -> list[Entity]:
        """The two whom the text before token `at`, not far back, joins by "and" as a subject."""
        inventory = self.inventory
        tokens, end = inventory.tokens, inventory.mention_before(at)
        for index in range(end - 1, max(0, end - PAIRS_BACK), -1):
            left, right = inventory.mentions[index - 1], inventory.mentions[index]
            if self.distance(at, left.first) > 3:
                break
            pair = [each for each in inventory.entities[index - 1 : index + 1] if each is not None]
            start = right.first - len(right.titles)
            between = _without_brackets([token.low for token in tokens[left.last : start]])
            joins = between == ["and"] and is_subject(tokens, left, pair=True)
            if joins and len(pair) == 2 and pair[0] is not pair[1] and pair[0].type == pair[1].type:
                return pair
        return []

    def subject_before(self, at: int, back: int, fits: Callable[[Entity], bool]) -> tuple[int, Entity] | None:
        """The first subject who fits of the sentence of token `at`, before it; if none, of one up to `back` before.

        Given with the index of its token. Quotations are left out.
        """
        inventory, found = self.inventory, None
        end = inventory.mention_before(at)
        for index in range(end - 1, max(-1, end - 1 - PAIRS_BACK), -1):
            mention, entity = inventory.mentions[index], inventory.entities[index]
            if self.distance(at, mention.first) > (self.distance(at, found[0]) if found else back):
                break
            quoted = inventory.tokens[mention.first].quoted
            if entity is not None and not quoted and fits(entity) and is_subject(inventory.tokens, mention):
                found = mention.first, entity
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


def _without_brackets(words: list[str]) -> list[str]:
    """The words without what stands in a bracket: "Jo Doe (R-Ohio) and"."""
    if "(" not in words or ")" not in words:
        return words
    return words[: words.index("(")] + words[words.index(")") + 1 :]
