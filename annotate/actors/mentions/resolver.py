"""Whom a source means: by the names in it, as a pronoun, or as a description."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from annotate.actors.mentions.entity import Entity, joint
from annotate.actors.mentions.genders import GENDER_OF_PRONOUN
from annotate.actors.mentions.nominals import DEFINITE, resolve_nominal
from annotate.actors.mentions.pronouns import ALL, RELATIVE, former_or_latter, resolve_pronoun
from annotate.actors.mentions.resolved_source import ResolvedSource
from annotate.actors.mentions.salience import Salience
from annotate.actors.mentions.source_phrase import SourcePhrase, described_owner, read
from annotate.actors.mentions.source_tokens import NAME, PREPOSITION, SourceToken, items_of

# How often each rule is right, measured on PolNeAR's development articles.
CONFIDENCE = {
    "name": 0.95,
    "joint": 0.85,
    "called": 0.9,
    "apposition": 0.9,
    "example": 0.8,
    "voice": 0.8,
    "office": 0.8,
    "utterance": 0.85,
    "document": 0.7,
    "institution": 0.7,
    "part": 0.7,  # "Democrats in the House": of a group only some
}
TOLD_APART = 0.8  # namesakes, by a pronoun that follows
PRONOUN_WITHIN = 25  # tokens
LONGEST_BEFORE = 10  # words of a description before "who"
MOST_RIVALS = 3


def meaning(items: Sequence[SourceToken], at: int, foreground: Salience) -> ResolvedSource:
    """Whom the items of the source at token `at` mean; there must be one at least."""
    words = [item.low for item in items]
    if words in (["the", "former"], ["the", "latter"]):
        return former_or_latter(words[1], at, foreground)
    if words[0] in ALL and len(words) == 1 and items[0].kind != NAME:
        answer = resolve_pronoun(words[0], at, foreground)
        is_open = answer.entity is None and words[0] in RELATIVE
        return _described_before(at, foreground) or answer if is_open else answer
    if words[0] in GENDER_OF_PRONOUN and words[1:2] == ["and"]:
        return resolve_pronoun(words[0], at, foreground)  # "he and his allies"
    if words[-1] in {"whom", "which", "them", "us"} and len(words) > 1:
        return ResolvedSource(None, 0.6)
    reading = read(items)
    if reading.entities:
        return _named(items, reading, at, foreground)
    if reading.rule == "unnamed":
        return ResolvedSource(None, 0.8)
    owner = described_owner(items)
    if owner:
        found = meaning(owner, at, foreground)
        return replace(found, confidence=min(found.confidence, CONFIDENCE["document"]), rule="of its owner")
    return resolve_nominal(items, at, foreground)


def _described_before(at: int, foreground: Salience) -> ResolvedSource | None:
    """Whom the description means that ends right before the "who" at token `at`: "the nominee for mayor, who"."""
    tokens = foreground.inventory.tokens
    end = at - (at > 0 and tokens[at - 1].low in {",", "—", "–", "--"})
    start = end
    while start and end - start < LONGEST_BEFORE and (tokens[start - 1].is_word or tokens[start - 1].low == "'s"):
        start -= 1
        if tokens[start].low in DEFINITE:
            _, items = items_of(foreground.inventory, [(tokens[start].start, tokens[end - 1].end)])
            answer = meaning(items, start, foreground)
            clear = answer.entity is not None and answer.rule == "described" and not answer.rivals
            return answer if clear and answer.entity.is_person == (tokens[at].low in {"who", "whom"}) else None
    return None


def _named(items: Sequence[SourceToken], reading: SourcePhrase, at: int, foreground: Salience) -> ResolvedSource:
    """The one or several whom a source names, with those who bear such a name too."""
    family = _family(reading.entities[0], foreground) if len(reading.entities) == 1 else []
    if family:
        return ResolvedSource(joint(family), CONFIDENCE["joint"], reading.rule)
    choices = [_bearers(each, items, foreground) for each in reading.entities]
    if len(choices) == 1 and len(choices[0]) > 1:
        told = _told_by_pronoun(choices[0], at, foreground)
        if told is not None:
            return ResolvedSource(told, min(TOLD_APART, CONFIDENCE[reading.rule]), reading.rule)
    first, *rivals = [_together(each) for each in _first_of(choices)]
    part = first.type == "group" and not first.members and any(item.kind == PREPOSITION for item in items)
    return ResolvedSource(first, CONFIDENCE["part" if part else reading.rule], reading.rule).against(rivals)


def _family(entity: Entity, foreground: Salience) -> list[Entity]:
    """The two persons of one surname whom its plural means: "the Does"; none if the name is no such plural."""
    name = entity.key[-1]
    if len(entity.key) != 1 or entity.certain or not name.endswith("s"):
        return []
    singular = name[:-2] if name.endswith(("ses", "xes", "zes", "ches")) else name[:-1]
    bearers = [each for each in foreground.inventory.names.meant((singular,)) if each.type == "person"]
    return sorted(bearers, key=lambda each: each.first_seen) if len(bearers) == 2 else []


def _told_by_pronoun(namesakes: Sequence[Entity], at: int, foreground: Salience) -> Entity | None:
    """The only one of the namesakes whom the next pronoun in the sentence of token `at` fits: "Roe said she"."""
    tokens = foreground.inventory.tokens
    for token in tokens[at : at + PRONOUN_WITHIN]:
        gender = GENDER_OF_PRONOUN.get(token.low)
        if token.sentence != tokens[at].sentence:
            break
        if token.low in {"he", "she"} and not token.quoted:
            fitting = [each for each in namesakes if each.gender in {gender, ""}]
            return fitting[0] if len(fitting) == 1 and fitting[0].gender else None
    return None


def _bearers(entity: Entity, items: Sequence[SourceToken], foreground: Salience) -> list[Entity]:
    """The one named and after him those whom the name, as it stands in the source, leaves as possible."""
    mention = next((item.mention for item in items if item.entity is entity and item.mention), None)
    meant = foreground.inventory.equals(mention) if mention else []
    return [entity, *(each for each in meant if each is not entity)]


def _first_of(choices: Sequence[Sequence[Entity]]) -> list[tuple[Entity, ...]]:
    """The likeliest combinations of one of each choice."""
    few = [each[: MOST_RIVALS + 1] for each in choices[:3]]
    rest = tuple(each[0] for each in choices[3:])
    return [(*each, *rest) for each in product(*few)][: MOST_RIVALS + 1]


def _together(entities: Sequence[Entity]) -> Entity:
    """The one entity, or the joint one."""
    return entities[0] if len(entities) == 1 else joint(list(entities))
