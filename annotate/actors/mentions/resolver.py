"""Resolving a source: by the names in it, as a pronoun, or as a description."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from annotate.actors.mentions.entity import Entity, join_entities
from annotate.actors.mentions.genders import GENDER_OF_PRONOUN
from annotate.actors.mentions.nominals import DEFINITE, resolve_nominal
from annotate.actors.mentions.pronouns import ALL, RELATIVE, resolve_former_or_latter, resolve_pronoun
from annotate.actors.mentions.resolved_source import NOBODY, ResolvedSource
from annotate.actors.mentions.salience import Salience
from annotate.actors.mentions.source_phrase import SourcePhrase, owner_tokens, read_source_phrase
from annotate.actors.mentions.source_tokens import NAME, PREPOSITION, SourceToken, source_tokens_of
from annotate.vocabulary import GROUP, PERSON

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
    "part": 0.7,  # "Democrats in the House" are only some of the group
}
TOLD_APART = 0.8  # confidence at most, of a namesake whom a later pronoun tells apart
PRONOUN_WITHIN = 25  # tokens between the name and that pronoun
LONGEST_BEFORE = 10  # words of a description before "who"
MOST_RIVALS = 3
_MOST_JOINED = 3  # names of a joint source whose namesakes are considered


def resolve_source(source: Sequence[SourceToken], at: int, salience: Salience) -> ResolvedSource:
    """Return the entity meant by a source that begins at token `at` and has at least one token."""
    words = [token.low for token in source]
    if words in (["the", "former"], ["the", "latter"]):
        return resolve_former_or_latter(words[1], at, salience)
    if words[0] in ALL and len(words) == 1 and source[0].kind != NAME:
        answer = resolve_pronoun(words[0], at, salience)
        is_open = answer.entity is None and words[0] in RELATIVE
        return _resolve_description_before(at, salience) or answer if is_open else answer
    if words[0] in GENDER_OF_PRONOUN and words[1:2] == ["and"]:
        return resolve_pronoun(words[0], at, salience)  # "he and his allies"
    if words[-1] in {"whom", "which", "them", "us"} and len(words) > 1:
        return NOBODY  # "some of them"
    phrase = read_source_phrase(source)
    if phrase.entities:
        return _resolve_names(source, phrase, at, salience)
    if phrase.rule == "unnamed":
        return NOBODY
    owner = owner_tokens(source)
    if owner:
        found = resolve_source(owner, at, salience)
        return replace(found, confidence=min(found.confidence, CONFIDENCE["document"]), rule="of its owner")
    return resolve_nominal(source, at, salience)


def _resolve_description_before(at: int, salience: Salience) -> ResolvedSource | None:
    """Resolve the description right before the "who" at token `at`: "the nominee for mayor, who"."""
    tokens = salience.inventory.tokens
    end = at - (at > 0 and tokens[at - 1].low in {",", "—", "–", "--"})
    start = end
    while start and end - start < LONGEST_BEFORE and (tokens[start - 1].is_word or tokens[start - 1].low == "'s"):
        start -= 1
        if tokens[start].low in DEFINITE:
            _, source = source_tokens_of(salience.inventory, [(tokens[start].start, tokens[end - 1].end)])
            answer = resolve_source(source, start, salience)
            if answer.entity is None or answer.rule != "described" or answer.rivals:
                return None
            return answer if answer.entity.is_person == (tokens[at].low in {"who", "whom"}) else None
    return None


def _resolve_names(source: Sequence[SourceToken], phrase: SourcePhrase, at: int, salience: Salience) -> ResolvedSource:
    """Return the entities named in a source, with namesakes as rivals."""
    family = _family_of(phrase.entities[0], salience) if len(phrase.entities) == 1 else []
    if family:
        return ResolvedSource(join_entities(family), CONFIDENCE["joint"], phrase.rule)
    choices = [_namesakes(entity, source, salience) for entity in phrase.entities]
    if len(choices) == 1 and len(choices[0]) > 1:
        told_apart = _told_apart_by_pronoun(choices[0], at, salience)
        if told_apart is not None:
            return ResolvedSource(told_apart, min(TOLD_APART, CONFIDENCE[phrase.rule]), phrase.rule)
    first, *rivals = [_joined(entities) for entities in _likeliest_combinations(choices)]
    is_part = first.type == GROUP and not first.members and any(token.kind == PREPOSITION for token in source)
    confidence = CONFIDENCE["part" if is_part else phrase.rule]
    return ResolvedSource(first, confidence, phrase.rule).with_rivals(rivals)


def _family_of(entity: Entity, salience: Salience) -> list[Entity]:
    """Return the two persons meant by the plural of their surname, "the Does"; empty if there are not just two."""
    name = entity.key[-1]
    if len(entity.key) != 1 or entity.certain or not name.endswith("s"):
        return []
    singular = name[:-2] if name.endswith(("ses", "xes", "zes", "ches")) else name[:-1]
    bearers = [bearer for bearer in salience.inventory.names.entities_named((singular,)) if bearer.type == PERSON]
    return sorted(bearers, key=lambda bearer: bearer.first_seen) if len(bearers) == 2 else []


def _told_apart_by_pronoun(namesakes: Sequence[Entity], at: int, salience: Salience) -> Entity | None:
    """Return the only namesake who fits the next pronoun in the sentence: "Roe said she"."""
    tokens = salience.inventory.tokens
    for token in tokens[at : at + PRONOUN_WITHIN]:
        gender = GENDER_OF_PRONOUN.get(token.low)
        if token.sentence != tokens[at].sentence:
            break
        if token.low in {"he", "she"} and not token.quoted:
            fitting = [namesake for namesake in namesakes if namesake.gender in {gender, ""}]
            return fitting[0] if len(fitting) == 1 and fitting[0].gender else None
    return None


def _namesakes(entity: Entity, source: Sequence[SourceToken], salience: Salience) -> list[Entity]:
    """Return the entity, followed by others whom the name in the source could mean."""
    mention = next((token.mention for token in source if token.entity is entity and token.mention), None)
    possible = salience.inventory.equally_likely(mention) if mention else []
    return [entity, *(namesake for namesake in possible if namesake is not entity)]


def _likeliest_combinations(choices: Sequence[Sequence[Entity]]) -> list[tuple[Entity, ...]]:
    """Return combinations with one of each choice, the likeliest first."""
    few = [choice[: MOST_RIVALS + 1] for choice in choices[:_MOST_JOINED]]
    rest = tuple(choice[0] for choice in choices[_MOST_JOINED:])
    return [(*combination, *rest) for combination in product(*few)][: MOST_RIVALS + 1]


def _joined(entities: Sequence[Entity]) -> Entity:
    return entities[0] if len(entities) == 1 else join_entities(list(entities))
