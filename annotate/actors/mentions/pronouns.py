"""Resolving pronouns."""

from collections.abc import Callable, Sequence

from annotate.actors.mentions.entity import Entity, join_entities
from annotate.actors.mentions.genders import GENDER_OF_PRONOUN
from annotate.actors.mentions.resolved_source import NOBODY, UNSETTLED, ResolvedSource
from annotate.actors.mentions.salience import EarlierSource, Salience
from annotate.text.article_tokens import BREAK
from annotate.vocabulary import DOCUMENT, GOVERNMENT, ORGANISATION, PERSON

PLURAL = frozenset({"they", "them", "their", "both", "each"})
NEUTER = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
SPEAKER = frozenset({"i", "we", "me", "us", "you", "my", "our", "your", "one"})
ALL = frozenset(GENDER_OF_PRONOUN) | PLURAL | NEUTER | RELATIVE | SPEAKER
_BODIES = frozenset({ORGANISATION, GOVERNMENT, DOCUMENT})

# Added to a person's salience. Tuned on PolNeAR's development articles.
KNOWN_GENDER = 0.3  # the gender is known, and is the pronoun's
UNNAMED = -0.3  # the article gives no name: articles mostly return to people whom they name
UNCERTAIN_WORD = -0.9  # a single word that may not be a person's name at all
UNCERTAIN_NAME = -0.4  # the same with several words
CONTINUES = 0.5  # spoke or acted right before the quotation that ends before the pronoun
IN_CLAUSE = -1.0  # named in the pronoun's own clause: "he told Roe" is not Roe
QUOTED_SPEAKER = -9.0  # speaks the quotation that contains the pronoun, and so would say "I"
CLOSE = 0.1  # below this difference, it is unclear who is meant
CLEAR = 0.4  # a margin above this gives a person the pronoun's gender, so that the next "she" agrees

# Saliences from which a body is meant.
ENOUGH_FOR_IT = 0.75
ENOUGH_FOR_THEY = 1.0
_LAST_BODY = 1.0  # the salience given to a last source that may be a body

# Confidences, 0 to 1.
PERSON_BASE, SAME_GENDER = 0.55, 0.2  # of a person; more if the gender is known
PERSON_MOST, UNCERTAIN_MOST = 0.93, 0.6  # at most; if it is not certain that it is a person
BODY_BASE, BODY_MOST = 0.45, 0.8  # of an organisation, government or document
PER_MARGIN = 0.25  # more for each unit of salience by which the first exceeds the second
NAMED_AFTER = 0.5  # a person named only after the pronoun
ANTECEDENT, UNCERTAIN_ANTECEDENT = 0.85, 0.6  # the name or source before "who"
DOCUMENT_MOST = 0.6  # at most, of "it" for a document
LAST_SEVERAL = 0.75  # "they" or "both" for the last source, which is several or a body
EARLIER_SEVERAL = 0.5  # "they" for a joint source some sentences ago, two joined names, or the most salient body
JOINED_PAIR, SALIENT_PAIR = 0.6, 0.5  # "both" for two joined names, or for the two most salient persons
FORMER_OR_LATTER = 0.8

SURE_BODY = 0.6  # the confidence from which a last source that may be a body is meant by "it"
NEAR = 2  # sentences within which "it" or "they" can continue a source
_SEVERAL_WITHIN = 6  # sentences, for "they" and a joint source
_SOURCES_BACK, _SOURCES_BACK_BOTH = 6, 4  # how many earlier sources are searched for a joint one
_NAME_WITHIN = 6  # tokens between a name and its relative pronoun
_PAIR_WITHIN = 8  # mentions, for "the former" and "the latter"


def resolve_pronoun(word: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the entity meant by the pronoun at token `at`."""
    if word in GENDER_OF_PRONOUN:
        return _resolve_person(GENDER_OF_PRONOUN[word], at, salience)
    if word in RELATIVE:
        return _resolve_relative(word, at, salience)
    if word in NEUTER:
        return _resolve_it(at, salience)
    if word in {"both", "each"}:
        return _resolve_both(at, salience)
    return _resolve_they(at, salience) if word in {"they", "their"} else NOBODY


def may_have_gender(gender: str) -> Callable[[Entity], bool]:
    """Return a test for single persons who have this gender, or whose gender is unknown."""
    return lambda entity: entity.is_person and entity.gender in {gender, ""} and not entity.members


def _resolve_person(gender: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the most salient person of the gender, or the first one named afterwards."""
    by_place = _weights_by_place(gender, at, salience)
    ranked = [
        (weight + _weight_of_gender(entity, gender) + by_place.get(id(entity), 0.0), entity)
        for weight, entity in salience.rank(at, may_have_gender(gender), unnamed=True)
    ]
    ranked = [(weight, entity) for weight, entity in ranked if weight > QUOTED_SPEAKER / 2]
    if not ranked:
        named_after = salience.first_named_after(at, lambda entity: entity.gender == gender)
        return ResolvedSource(named_after, NAMED_AFTER, "pronoun")
    ranked.sort(key=lambda pair: -pair[0])
    best = ranked[0][1]
    margin = _margin(ranked)
    same_gender = SAME_GENDER if best.gender == gender else 0.0
    if margin > CLEAR and not best.gender:
        best.gender = gender
    most = PERSON_MOST if best.certain else UNCERTAIN_MOST
    if salience.is_guess(at, best):
        most = min(most, UNSETTLED)
    confidence = min(most, PERSON_BASE + same_gender + PER_MARGIN * margin)
    return ResolvedSource(best, confidence, "pronoun").with_rivals(_equally_salient(ranked))


def _weights_by_place(gender: str, at: int, salience: Salience) -> dict[int, float]:
    """Return how much the pronoun's place adds to the salience of each person, by id()."""
    weights = dict.fromkeys(salience.ids_in_clause(at), IN_CLAUSE)
    weights[id(salience.quoted_speaker(at))] = QUOTED_SPEAKER
    speaker = _speaker_before_quotation(gender, at, salience) if _follows_quotation(at, salience) else None
    if speaker is not None:
        weights[id(speaker)] = weights.get(id(speaker), 0.0) + CONTINUES
    return weights


def _speaker_before_quotation(gender: str, at: int, salience: Salience) -> Entity | None:
    """Return the last source or subject before the quotation that ends right before token `at`."""
    subject = salience.subject_before(at, 1, may_have_gender(gender))
    last = salience.sources[-1] if salience.sources else None
    speaker = last and (last.entity or last.unnamed)
    if last and speaker:
        is_later = subject and salience.distance(subject[0], at) < salience.distance(last.at, at)
        return subject[1] if subject and is_later else speaker
    return subject[1] if subject else None


def _follows_quotation(at: int, salience: Salience) -> bool:
    """Whether a quotation ends right before token `at`."""
    tokens = salience.inventory.tokens
    before = at - 1 - (at > 0 and tokens[at - 1].low == ",")
    return before >= 0 and tokens[before].low in {"”", '"', "''", "’"}


def _equally_salient(ranked: Sequence[tuple[float, Entity]]) -> list[Entity]:
    """Return the entities that are nearly as salient as the first."""
    return [entity for weight, entity in ranked[1:] if ranked[0][0] - weight < CLOSE]


def _margin(ranked: Sequence[tuple[float, Entity]]) -> float:
    return ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)


def _weight_of_gender(entity: Entity, gender: str) -> float:
    if entity.gender == gender:
        return KNOWN_GENDER
    if not entity.is_named:
        return UNNAMED
    if entity.certain:
        return 0.0
    return UNCERTAIN_WORD if len(entity.key) == 1 else UNCERTAIN_NAME


def _resolve_relative(word: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the source or name right before "who" or "which"."""
    source = salience.source_right_before(at)
    if source is not None:
        most = ANTECEDENT if source.entity and source.entity.certain else UNCERTAIN_ANTECEDENT
        return ResolvedSource(source.entity, min(most, source.confidence), "pronoun")
    inventory = salience.inventory
    index = inventory.first_mention_from(at) - 1
    before = at - 1
    while before >= 0 and inventory.tokens[before].low in {",", "—", "–", "(", ")"}:
        before -= 1
    if index < 0 or inventory.mentions[index].last <= before - _NAME_WITHIN:
        return NOBODY
    mention, entity = inventory.mentions[index], inventory.entities[index]
    is_parted = any(token.low in {"(", ","} for token in inventory.tokens[mention.last : before + 1])
    if mention.last - 1 < before and (word == "that" or not is_parted):
        return NOBODY
    if entity is None:
        return NOBODY
    fits = entity.is_person if word in {"who", "whom"} else not (entity.type == PERSON and entity.certain)
    confidence = ANTECEDENT if entity.certain else UNCERTAIN_ANTECEDENT
    return ResolvedSource(entity, confidence, "pronoun") if fits else NOBODY


def _resolve_it(at: int, salience: Salience) -> ResolvedSource:
    """Return the last document, or else the most salient organisation, government or document."""
    ranked = salience.rank(at, lambda entity: entity.type in _BODIES and not entity.members, unnamed=True)
    last = salience.sources[-1] if salience.sources else None
    if last and last.entity and _is_near(at, last, salience):
        if last.entity in salience.documents[-1:]:
            return ResolvedSource(last.entity, min(last.confidence, DOCUMENT_MOST), "document before")
        if last.entity.may_be_body and last.confidence >= SURE_BODY:
            ranked.insert(0, (_LAST_BODY, last.entity))
    if not ranked or ranked[0][0] < ENOUGH_FOR_IT:
        return NOBODY
    confidence = min(BODY_MOST, BODY_BASE + PER_MARGIN * _margin(ranked))
    return ResolvedSource(ranked[0][1], confidence, "pronoun").with_rivals(_equally_salient(ranked))


def _is_near(at: int, source: EarlierSource, salience: Salience) -> bool:
    """Whether a source is so close before token `at` that "it" or "they" can continue it."""
    return salience.distance(at, source.at) <= NEAR


def _resolve_they(at: int, salience: Salience) -> ResolvedSource:
    """Return the last source if it was several people; otherwise the most salient group or organisation."""
    last = salience.sources[-1] if salience.sources else None
    if (
        last
        and _is_near(at, last, salience)
        and (last.plural or (last.entity is not None and last.entity.type != PERSON))
    ):
        return ResolvedSource(last.entity, LAST_SEVERAL, "several")
    for source in reversed(salience.sources[-_SOURCES_BACK:]):
        is_joint = source.entity is not None and bool(source.entity.members)
        if is_joint and salience.distance(at, source.at) <= _SEVERAL_WITHIN:
            return ResolvedSource(source.entity, EARLIER_SEVERAL, "several")
    pair = salience.pair_before(at)
    if pair:
        return ResolvedSource(join_entities(pair), EARLIER_SEVERAL, "several")
    ranked = salience.rank(at, lambda entity: entity.is_plural or entity.type in {ORGANISATION, GOVERNMENT})
    if not ranked or ranked[0][0] < ENOUGH_FOR_THEY:
        return NOBODY
    return ResolvedSource(ranked[0][1], EARLIER_SEVERAL, "several")


def _resolve_both(at: int, salience: Salience) -> ResolvedSource:
    """Return the two who were joined last, or else the two most salient persons."""
    for source in reversed(salience.sources[-_SOURCES_BACK_BOTH:]):
        if source.entity is not None and source.entity.members:
            return ResolvedSource(source.entity, LAST_SEVERAL, "several")
    joined = salience.pair_before(at)
    if joined:
        return ResolvedSource(join_entities(joined), JOINED_PAIR, "several")
    ranked = salience.rank(at, lambda entity: entity.type == PERSON)
    if len(ranked) < 2:
        return NOBODY
    pair = sorted((entity for _, entity in ranked[:2]), key=lambda entity: entity.first_seen)
    return ResolvedSource(join_entities(pair), SALIENT_PAIR, "several")


def resolve_former_or_latter(word: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the first or second of the two names before "the former" or "the latter" at token `at`."""
    inventory = salience.inventory
    pair: list[Entity] = []  # the later one first
    end = inventory.first_mention_from(at)
    for index in range(end - 1, max(-1, end - _PAIR_WITHIN), -1):
        entity = inventory.entities[index]
        if entity is not None and entity not in pair and len(pair) < 2:
            pair.append(entity)
    if len(pair) < 2 or BREAK in {token.low for token in inventory.tokens[max(0, at - 1) : at]}:
        return NOBODY
    return ResolvedSource(pair[1 if word == "former" else 0], FORMER_OR_LATTER, word)
