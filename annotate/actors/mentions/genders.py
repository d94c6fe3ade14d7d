"""Genders that an article tells by its pronouns."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.inventory import Inventory
from annotate.actors.mentions.prominence import is_subject

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
ENOUGH = 2  # votes; "his" and "her" may be anybody's of whom the sentence speaks, "he" and "she" seldom are


def learn_from_pronouns(inventory: Inventory) -> None:
    """Give a gender to those persons without one after whom, alone, the article says "he" or "she"."""
    votes: defaultdict[int, Counter[str]] = defaultdict(Counter)
    unknown: dict[int, Entity] = {}
    for gender, weight, entity in _alone_before_pronouns(inventory):
        if entity.is_person and not entity.gender and not _may_be_no_name(entity, inventory):
            unknown[id(entity)] = entity
            votes[id(entity)][gender] += weight
    for identity, entity in unknown.items():
        female, male = votes[identity]["f"], votes[identity]["m"]
        if abs(female - male) >= ENOUGH:
            entity.gender = "f" if female > male else "m"
            entity.type, entity.certain = "person", True


def _may_be_no_name(entity: Entity, inventory: Inventory) -> bool:
    """Whether the only word of a name stands once and begins a sentence: "Top advisers"."""
    once = len(entity.key) == 1 and inventory.times(entity) == 1
    return once and not entity.certain and inventory.tokens[entity.first_seen].opens_sentence


def _alone_before_pronouns(inventory: Inventory) -> Iterator[tuple[str, int, Entity]]:
    """Each pronoun's gender and weight with the only person of its sentence, or the one before, that it can mean."""
    by_sentence: defaultdict[int, list[tuple[int, Entity]]] = defaultdict(list)
    for mention, entity in zip(inventory.mentions, inventory.entities, strict=True):
        if entity is not None and entity.is_person and (entity.certain or is_subject(inventory.tokens, mention)):
            by_sentence[inventory.tokens[mention.first].sentence].append((mention.first, entity))
    for at, token in enumerate(inventory.tokens):
        gender = GENDER_OF_PRONOUN.get(token.low)
        if not gender or token.quoted:
            continue
        here = {id(entity): entity for first, entity in by_sentence.get(token.sentence, ())[:9] if first < at}
        before = {id(entity): entity for _, entity in by_sentence.get(token.sentence - 1, ())[:9]}
        persons = [entity for entity in (here or before).values() if entity.gender in {gender, ""}]
        if len(persons) == 1:
            yield gender, ENOUGH if token.low in {"he", "she"} else 1, persons[0]
