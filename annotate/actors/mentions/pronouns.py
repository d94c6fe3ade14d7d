"""Whom a pronoun means."""

from collections.abc import Callable, Sequence

from annotate.actors.mentions.entity import Entity, joint
from annotate.actors.mentions.genders import GENDER_OF_PRONOUN
from annotate.actors.mentions.resolved_source import UNSETTLED, ResolvedSource
from annotate.actors.mentions.salience import Said, Salience
from annotate.text.article_tokens import BREAK

PLURAL = frozenset({"they", "them", "their", "both", "each"})
NEUTER = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
SPEAKER = frozenset({"i", "we", "me", "us", "you", "my", "our", "your", "one"})
ALL = frozenset(GENDER_OF_PRONOUN) | PLURAL | NEUTER | RELATIVE | SPEAKER
_BODIES = frozenset({"organisation", "government", "document"})
KNOWN_GENDER = 0.3
SURE = 0.6
UNNAMED = -0.3  # articles return to those whom they name
GOES_ON = 0.5
NAMED_AFTER = -1.0  # "he told Roe": not Roe
NO_HE = -9.0  # who says "I" in a quotation is no "he" there
CLOSE = 0.1  # weights that differ by less leave it open who is meant


def resolve_pronoun(word: str, at: int, foreground: Salience) -> ResolvedSource:
    """Whom the pronoun at token `at` means, and how surely."""
    if word in GENDER_OF_PRONOUN:
        return _person(GENDER_OF_PRONOUN[word], at, foreground)
    if word in RELATIVE:
        return _antecedent(word, at, foreground)
    if word in NEUTER:
        return _neuter(at, foreground)
    if word in {"both", "each"}:
        return _pair(at, foreground)
    return _plural(at, foreground) if word in {"they", "their"} else ResolvedSource(None, 0.0)


def fits_gender(gender: str) -> Callable[[Entity], bool]:
    """Whether an entity is a person who can have the gender."""
    return lambda entity: entity.is_person and entity.gender in {gender, ""} and not entity.members


def _person(gender: str, at: int, foreground: Salience) -> ResolvedSource:
    """The most prominent person of the gender."""
    told = _told_by_place(gender, at, foreground)
    ranked = [
        (weight + _sureness(entity, gender) + told.get(id(entity), 0.0), entity)
        for weight, entity in foreground.ranked(at, fits_gender(gender), unnamed=True)
    ]
    ranked = [(weight, entity) for weight, entity in ranked if weight > NO_HE / 2]
    if not ranked:
        ahead = foreground.ahead(at, lambda entity: entity.gender == gender)
        return ResolvedSource(ahead, 0.5, "pronoun")
    ranked.sort(key=lambda pair: -pair[0])
    margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    sure = 0.2 if ranked[0][1].gender == gender else 0.0
    if margin > 0.4 and not ranked[0][1].gender:
        ranked[0][1].gender = gender  # so that the next "she" agrees
    most = 0.93 if ranked[0][1].certain else 0.6
    if foreground.guessed(at, ranked[0][1]):
        most = min(most, UNSETTLED)
    confidence = min(most, 0.55 + sure + 0.25 * margin)
    return ResolvedSource(ranked[0][1], confidence, "pronoun").against(equals(ranked))


def _told_by_place(gender: str, at: int, foreground: Salience) -> dict[int, float]:
    """What the place of the pronoun at token `at` tells for or against those meant, by their identity."""
    told = dict.fromkeys(foreground.named_in_clause(at), NAMED_AFTER)
    told[id(foreground.speaks_in_quotation(at))] = NO_HE
    speaker = _before_quotation(gender, at, foreground) if _after_quotation(at, foreground) else None
    if speaker is not None:
        told[id(speaker)] = told.get(id(speaker), 0.0) + GOES_ON
    return told


def _before_quotation(gender: str, at: int, foreground: Salience) -> Entity | None:
    """Who was the last source or subject before the quotation that ends right before token `at`."""
    subject = foreground.subject_before(at, 1, fits_gender(gender))
    last = foreground.said[-1] if foreground.said else None
    speaker = last and (last.entity or last.unnamed)
    if last and speaker:
        since = subject and foreground.distance(subject[0], at) < foreground.distance(last.at, at)
        return subject[1] if subject and since else speaker
    return subject[1] if subject else None


def _after_quotation(at: int, foreground: Salience) -> bool:
    """Whether a quotation ends right before the token."""
    tokens = foreground.inventory.tokens
    before = at - 1 - (at > 0 and tokens[at - 1].low == ",")
    return before >= 0 and tokens[before].low in {"”", '"', "''", "’"}


def equals(ranked: Sequence[tuple[float, Entity]]) -> list[Entity]:
    """Those behind the first of the ranked who are as likely as he is."""
    return [entity for weight, entity in ranked[1:] if ranked[0][0] - weight < CLOSE]


def _sureness(entity: Entity, gender: str) -> float:
    """What is added for a known gender, and taken off for what may be no person at all."""
    if entity.gender == gender:
        return KNOWN_GENDER
    if not entity.is_named:
        return UNNAMED
    return 0.0 if entity.certain else -0.9 if len(entity.key) == 1 else -0.4


def _antecedent(word: str, at: int, foreground: Salience) -> ResolvedSource:
    """The name right before "who" or "which"."""
    said = foreground.right_before(at)
    if said is not None:
        most = 0.85 if said.entity and said.entity.certain else 0.6
        return ResolvedSource(said.entity, min(most, said.confidence), "pronoun")
    inventory = foreground.inventory
    index = inventory.mention_before(at) - 1
    before = at - 1
    while before >= 0 and inventory.tokens[before].low in {",", "—", "–", "(", ")"}:
        before -= 1
    if index < 0 or inventory.mentions[index].last <= before - 6:
        return ResolvedSource(None, 0.5)
    mention, entity = inventory.mentions[index], inventory.entities[index]
    bracket = any(token.low in {"(", ","} for token in inventory.tokens[mention.last : before + 1])
    if mention.last - 1 < before and (word == "that" or not bracket):
        return ResolvedSource(None, 0.6)
    fits = entity is not None and (
        entity.is_person if word in {"who", "whom"} else not (entity.type == "person" and entity.certain)
    )
    return ResolvedSource(entity, 0.85 if entity.certain else 0.6, "pronoun") if fits else ResolvedSource(None, 0.4)


def _neuter(at: int, foreground: Salience) -> ResolvedSource:
    """The most prominent organisation, government or document."""
    ranked = foreground.ranked(at, lambda entity: entity.type in _BODIES and not entity.members, unnamed=True)
    last = foreground.said[-1] if foreground.said else None
    if last and last.entity and last.entity in foreground.documents[-1:] and near(at, last, foreground):
        return ResolvedSource(last.entity, min(last.confidence, 0.6), "document before")
    if last and last.entity and last.entity.may_be_body and last.confidence >= SURE and near(at, last, foreground):
        ranked.insert(0, (1.0, last.entity))
    if not ranked or ranked[0][0] < 0.75:
        return ResolvedSource(None, 0.4)
    margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    return ResolvedSource(ranked[0][1], min(0.8, 0.45 + 0.25 * margin), "pronoun").against(equals(ranked))


def near(at: int, said: Said, foreground: Salience) -> bool:
    """Whether a source stands so close before token `at` that "it" or "they" may go on about it."""
    return foreground.distance(at, said.at) <= 2


def _plural(at: int, foreground: Salience) -> ResolvedSource:
    """The last source if it was several; else the most prominent group or organisation."""
    last = foreground.said[-1] if foreground.said else None
    if (
        last
        and near(at, last, foreground)
        and (last.plural or (last.entity is not None and last.entity.type != "person"))
    ):
        return ResolvedSource(last.entity, 0.75, "several")
    for said in reversed(foreground.said[-6:]):
        if said.entity is not None and said.entity.members and foreground.distance(at, said.at) <= 6:
            return ResolvedSource(said.entity, 0.5, "several")
    pair = foreground.joined_before(at)
    if pair:
        return ResolvedSource(joint(pair), 0.5, "several")
    ranked = foreground.ranked(at, lambda entity: entity.is_plural or entity.type in {"organisation", "government"})
    if not ranked or ranked[0][0] < 1.0:
        return ResolvedSource(None, 0.4)
    return ResolvedSource(ranked[0][1], 0.5, "several")


def _pair(at: int, foreground: Salience) -> ResolvedSource:
    """The two who were joined last, or the two most prominent persons."""
    for said in reversed(foreground.said[-4:]):
        if said.entity is not None and said.entity.members:
            return ResolvedSource(said.entity, 0.75, "several")
    joined = foreground.joined_before(at)
    if joined:
        return ResolvedSource(joint(joined), 0.6, "several")
    ranked = foreground.ranked(at, lambda entity: entity.type == "person")
    if len(ranked) < 2:
        return ResolvedSource(None, 0.4)
    pair = sorted((entity for _, entity in ranked[:2]), key=lambda entity: entity.first_seen)
    return ResolvedSource(joint(pair), 0.5, "several")


def former_or_latter(word: str, at: int, foreground: Salience) -> ResolvedSource:
    """The first or the second of the two names before "the former" or "the latter" at token `at`."""
    inventory = foreground.inventory
    different: list[Entity] = []
    end = inventory.mention_before(at)
    for index in range(end - 1, max(-1, end - 8), -1):
        entity = inventory.entities[index]
        if entity is not None and entity not in different and len(different) < 2:
            different.append(entity)
    if len(different) < 2 or BREAK in {token.low for token in inventory.tokens[max(0, at - 1) : at]}:
        return ResolvedSource(None, 0.3)
    return ResolvedSource(different[1 if word == "former" else 0], 0.8, word)
