"""How salient the article's entities are at a place: named recently, as a subject, or as the last source."""

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
from annotate.vocabulary import PERSON

# Weights, tuned on PolNeAR's development articles.
BY_SENTENCES = (1.0, 0.85, 0.6, 0.45, 0.3, 0.2, 0.15)  # a mention 0, 1, 2 … sentences earlier
SUBJECT = 0.45  # more for the subject of a clause
POSSESSOR = -0.25  # less for the owner of something: "Roe's house"
QUOTED = -0.7  # less for a name inside a quotation, seen from outside
SOURCE = 0.55  # more for a source
LAST_SOURCE = 0.3  # still more for the last source
AGAIN = 0.05  # more for each further mention

GUESS = 0.6  # the confidence below which a last source, not named close by, is only a guess
# These bound the cost of one source, whatever the length of the article.
MENTIONS_BACK, SOURCES_BACK, PAIRS_BACK = 40, 10, 12  # mentions, sources and mentions of pairs before it
MENTIONS_AHEAD = 6
CLAUSE, LONGEST_QUOTATION = 15, 400  # tokens
LONGEST_GAP = 4  # characters between a source and "who"
PAIR_WITHIN = 3  # sentences


@dataclass(frozen=True, slots=True)
class EarlierSource:
    """A source resolved before: its first token, the end of its span in the text, and the entity that it means.

    `plural` says whether "they" can continue it. If the article does not name the source, `entity` is None, and
    `unnamed` is an entity for it if "he" or "it" can continue it.
    """

    at: int
    end: int
    entity: Entity | None
    plural: bool
    confidence: float = 1.0
    unnamed: Entity | None = None


class Salience:
    """The article's mentions, and the sources resolved so far."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.sources: list[EarlierSource] = []
        self.documents: list[Entity] = []  # the authors or issuers of earlier documents
        self._own: dict[int, float] = {}  # weights of mentions in their own clause, by index
        self._by_word: defaultdict[str, list[Entity]] = defaultdict(list)
        self._often = sorted(inventory.names.entities, key=lambda entity: -inventory.count_mentions(entity))[
            :MENTIONS_BACK
        ]
        for entity in inventory.names.entities:
            for word in entity.heads if entity.type == PERSON else entity.heads | role_words(entity.key):
                self._by_word[word].append(entity)

    def add_source(self, source: EarlierSource) -> None:
        """Add a resolved source, which changes the salience for later ones."""
        self.sources.append(source)

    def most_named(self, fits: Callable[[Entity], bool], count: int = 1) -> list[Entity]:
        """Return those who fit among the entities with the most mentions, at most `count`."""
        return [entity for entity in self._often if fits(entity)][:count]

    def entities_described(self, word: str, types: frozenset[str]) -> list[Entity]:
        """Return the first entities of these types that the word describes."""
        return list(islice((entity for entity in self._by_word.get(word, ()) if entity.type in types), MENTIONS_BACK))

    def rank(self, at: int, fits: Callable[[Entity], bool], unnamed: bool = False) -> list[tuple[float, Entity]]:
        """Return the entities before token `at` that fit, each with its weight, the most salient first.

        With `unnamed`, entities for sources that the article does not name are included.
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
        """Return the number of sentences between two tokens."""
        tokens = self.inventory.tokens
        return abs(tokens[at].sentence - tokens[earlier].sentence)

    def sentences_back(self, at: int, entity: Entity) -> int | None:
        """Return how many sentences before token `at` the entity was last named; None if it is named only later."""
        inventory = self.inventory
        places = inventory.by_entity.get(id(entity), [])
        before = bisect_left(places, inventory.first_mention_from(at))
        return self.distance(at, inventory.mentions[places[before - 1]].first) if before else None

    def _from_mentions(self, at: int) -> list[tuple[float, Entity]]:
        """Return the weights of the mentions before token `at`."""
        inventory, found = self.inventory, []
        end = inventory.first_mention_from(at)
        for index in range(end - 1, max(-1, end - 1 - MENTIONS_BACK), -1):
            mention, entity = inventory.mentions[index], inventory.entities[index]
            distance = self.distance(at, mention.first)
            if distance >= len(BY_SENTENCES):
                break
            if entity is not None:
                found.append((self._weight(index, at, distance), entity))
        return found

    def _weight(self, index: int, at: int, distance: int) -> float:
        """Return the weight of one mention, seen from token `at`."""
        tokens, mention = self.inventory.tokens, self.inventory.mentions[index]
        if index not in self._own:
            subject, possessor = is_subject(tokens, mention), is_possessor(tokens, mention)
            self._own[index] = 1.0 + SUBJECT * subject + POSSESSOR * possessor
        quoted = tokens[mention.first].quoted and not tokens[at].quoted
        return BY_SENTENCES[distance] * self._own[index] + QUOTED * quoted

    def _from_sources(self, at: int) -> list[tuple[float, Entity]]:
        """Return the weights of the sources before token `at`."""
        found, bonus = [], LAST_SOURCE
        for source in reversed(self.sources[-SOURCES_BACK:]):
            distance = self.distance(at, source.at)
            meant = source.entity or source.unnamed
            if meant is not None and source.at < at and distance < len(BY_SENTENCES):
                found.append((BY_SENTENCES[distance] * (1.0 + SOURCE + bonus), meant))
            bonus = 0.0
        return found

    def ids_in_clause(self, at: int) -> set[int]:
        """Return the id()s of the entities named in the clause that begins with the pronoun at token `at`."""
        inventory = self.inventory
        first, last = (
            inventory.first_mention_from(at),
            inventory.first_mention_from(min(clause_end(inventory.tokens, at), at + CLAUSE)),
        )
        return {id(entity) for entity in inventory.entities[first:last]}

    def source_right_before(self, at: int) -> EarlierSource | None:
        """Return the source that ends right before token `at`, or before a comma there: "Jo Doe, who"."""
        inventory = self.inventory
        start = inventory.tokens[at].start
        near = (
            source for source in reversed(self.sources[-SOURCES_BACK:]) if start - LONGEST_GAP <= source.end <= start
        )
        return next((source for source in near if not inventory.text[source.end : start].strip(" ,(\n-–—―")), None)

    def is_guess(self, at: int, entity: Entity) -> bool:
        """Return whether the entity is the last source only by a guess, and is not named close by."""
        last = self.sources[-1] if self.sources else None
        back = self.sentences_back(at, entity)
        return last is not None and last.entity is entity and last.confidence < GUESS and (back is None or back > 1)

    def quoted_speaker(self, at: int) -> Entity | None:
        """Return the speaker of the quotation around token `at`, if the text names the speaker before it."""
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
        last = next((source for source in reversed(self.sources[-SOURCES_BACK:]) if source.at < opens), None)
        if last is None or self.distance(opens, last.at) > 1:
            return None
        return last.entity

    def pair_before(self, at: int) -> list[Entity]:
        """Return the last two entities joined by "and" as a subject, if they are close before token `at`."""
        inventory = self.inventory
        tokens, end = inventory.tokens, inventory.first_mention_from(at)
        for index in range(end - 1, max(0, end - PAIRS_BACK), -1):
            left, right = inventory.mentions[index - 1], inventory.mentions[index]
            if self.distance(at, left.first) > PAIR_WITHIN:
                break
            pair = [entity for entity in inventory.entities[index - 1 : index + 1] if entity is not None]
            start = right.first - len(right.titles)
            between = _without_brackets([token.low for token in tokens[left.last : start]])
            joins = between == ["and"] and is_subject(tokens, left, pair=True)
            if joins and len(pair) == 2 and pair[0] is not pair[1] and pair[0].type == pair[1].type:
                return pair
        return []

    def subject_before(self, at: int, back: int, fits: Callable[[Entity], bool]) -> tuple[int, Entity] | None:
        """Return the first subject that fits in the sentence of token `at`, before it, with the index of its token.

        If there is none, look up to `back` sentences before. Names inside quotations are ignored.
        """
        inventory, found = self.inventory, None
        end = inventory.first_mention_from(at)
        for index in range(end - 1, max(-1, end - 1 - PAIRS_BACK), -1):
            mention, entity = inventory.mentions[index], inventory.entities[index]
            if self.distance(at, mention.first) > (self.distance(at, found[0]) if found else back):
                break
            quoted = inventory.tokens[mention.first].quoted
            if entity is not None and not quoted and fits(entity) and is_subject(inventory.tokens, mention):
                found = mention.first, entity
        return found

    def first_named_after(self, at: int, fits: Callable[[Entity], bool]) -> Entity | None:
        """Return the first entity that fits and is named after token `at` in its sentence or the next."""
        inventory = self.inventory
        start = inventory.first_mention_from(at)
        for index in range(start, min(start + MENTIONS_AHEAD, len(inventory.mentions))):
            entity = inventory.entities[index]
            if self.distance(at, inventory.mentions[index].first) > 1:
                return None
            if entity is not None and fits(entity):
                return entity
        return None


def _without_brackets(words: list[str]) -> list[str]:
    """Drop the words in brackets: "Jo Doe (R-Ohio) and"."""
    if "(" not in words or ")" not in words:
        return words
    return words[: words.index("(")] + words[words.index(")") + 1 :]
