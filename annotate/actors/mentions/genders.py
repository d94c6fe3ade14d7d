"""Learning the genders of persons from an article's pronouns."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.inventory import Inventory
from annotate.actors.mentions.prominence import is_subject
from annotate.vocabulary import PERSON

GENDER_OF_PRONOUN = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
# Votes that settle a gender. "He" and "she" count as many; "his" and "her" count 1, because they often mean others.
ENOUGH = 2
_NAMES_PER_SENTENCE = 9  # bounds the cost of long lists


def learn_genders(inventory: Inventory) -> None:
    """Give a gender to persons without one if "he" or "she" follows in the article and can mean nobody else."""
    votes: defaultdict[int, Counter[str]] = defaultdict(Counter)
    unknown: dict[int, Entity] = {}
    for gender, weight, entity in _only_candidates(inventory):
        if entity.is_person and not entity.gender and not _may_be_a_common_word(entity, inventory):
            unknown[id(entity)] = entity
            votes[id(entity)][gender] += weight
    for identity, entity in unknown.items():
        female, male = votes[identity]["f"], votes[identity]["m"]
        if abs(female - male) >= ENOUGH:
            entity.gender = "f" if female > male else "m"
            entity.type, entity.certain = PERSON, True


def _may_be_a_common_word(entity: Entity, inventory: Inventory) -> bool:
    """Whether the name is a single word that occurs once, at the start of a sentence: "Top advisers"."""
    once = len(entity.key) == 1 and inventory.count_mentions(entity) == 1
    return once and not entity.certain and inventory.tokens[entity.first_seen].opens_sentence


def _only_candidates(inventory: Inventory) -> Iterator[tuple[str, int, Entity]]:
    """Yield the gender and votes of each pronoun that can mean only one person of its sentence or the one before."""
    by_sentence: defaultdict[int, list[tuple[int, Entity]]] = defaultdict(list)
    for mention, entity in zip(inventory.mentions, inventory.entities, strict=True):
        if entity is not None and entity.is_person and (entity.certain or is_subject(inventory.tokens, mention)):
            by_sentence[inventory.tokens[mention.first].sentence].append((mention.first, entity))
    for at, token in enumerate(inventory.tokens):
        gender = GENDER_OF_PRONOUN.get(token.low)
        if not gender or token.quoted:
            continue
        here = {
            id(entity): entity
            for first, entity in by_sentence.get(token.sentence, ())[:_NAMES_PER_SENTENCE]
            if first < at
        }
        before = {id(entity): entity for _, entity in by_sentence.get(token.sentence - 1, ())[:_NAMES_PER_SENTENCE]}
        persons = [entity for entity in (here or before).values() if entity.gender in {gender, ""}]
        if len(persons) == 1:
            yield gender, ENOUGH if token.low in {"he", "she"} else 1, persons[0]
