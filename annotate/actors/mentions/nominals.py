"""Resolving descriptions: "the senator", "the National Rally candidate", "the company"."""

from collections.abc import Sequence

from annotate.actors.mentions.description_fit import (
    ENOUGH,
    ENOUGH_AHEAD,
    FAR_SALIENCE,
    connected_with_owner,
    description_words,
    equally_fitting,
    gender_of_noun,
    owner_of,
    rank_described,
    score_margin,
)
from annotate.actors.mentions.entity import Entity, join_entities, make_unnamed
from annotate.actors.mentions.lexicons.institutions import (
    COMPANY_NOUNS,
    DOCUMENT_NOUNS,
    ORGANISATION_NOUNS,
    PUBLIC_HEADS,
    RULINGS,
    SAME_TAIL,
    TAILS,
)
from annotate.actors.mentions.lexicons.places import ADJECTIVES, COUNTRIES, GOVERNMENTS, STATES_AND_CITIES
from annotate.actors.mentions.lexicons.role_titles import ROLES, UNNAMED
from annotate.actors.mentions.pronouns import resolve_pronoun
from annotate.actors.mentions.resolved_source import NOBODY, UNSETTLED, ResolvedSource
from annotate.actors.mentions.role_words import canonical_word
from annotate.actors.mentions.salience import Salience
from annotate.actors.mentions.source_phrase import first_phrase, head_of
from annotate.actors.mentions.source_tokens import AND, OWNERS, POSSESSIVE, WORD, SourceToken
from annotate.vocabulary import GOVERNMENT, ORGANISATION, PERSON

_PLACES = {
    "city": STATES_AND_CITIES, "state": STATES_AND_CITIES, "town": STATES_AND_CITIES,
    "country": COUNTRIES, "nation": COUNTRIES, "kingdom": COUNTRIES, "republic": COUNTRIES,
}  # fmt: skip
DEFINITE = frozenset("the this that his her its their both".split())
INDEFINITE = frozenset("a an another one some any several many few most more other others".split())
_AGENT_ENDINGS = ("-old", "er", "or", "ist", "ian", "man", "woman", "eon")
_IRREGULAR_PLURALS = frozenset("men women people children".split())
_SINGULAR_DETERMINERS = frozenset("a an one another the".split())
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_PERSON, _BODY = frozenset({PERSON, ""}), frozenset({ORGANISATION, GOVERNMENT, ""})

# Confidences, 0 to 1.
SURE_OWNER = 0.8  # "Roe's campaign"
OWNED_MOST = 0.7  # at most, of "her campaign": the pronoun may mean somebody else
PERSON_BASE, PERSON_MOST = 0.6, 0.9  # of a described person
BODY_BASE, BODY_MOST = 0.5, 0.85  # of a described organisation or government
PER_SCORE_MARGIN = 0.12  # more for each point by which the best score exceeds the second
MOST_SALIENT = 0.45  # the most salient entity that could be meant, described or not
MOST_OFTEN_NAMED = 0.4  # the one named most often, if none was named close by
LAST_DOCUMENT = 0.6  # the author of the last document
COURT_OF_RULING = 0.6  # the most salient court
LAST_GROUP = 0.6  # several who were a joint source before
MOST_SALIENT_PAIR = 0.5  # the two persons or countries named most
NAMED_LATER = 0.5  # "a judge" in the lead, for somebody named later

_MOST_COUNTED = 6  # mentions of an organisation that raise its rank
_PER_MENTION = 0.1  # how much each of them does
_LEAD = 4  # sentences in which "a judge" can introduce somebody named later
_SOURCES_BACK = 6  # how many earlier sources are searched for a joint one


def resolve_nominal(source: Sequence[SourceToken], at: int, salience: Salience) -> ResolvedSource:
    """Return the entity meant by a source that is a description and begins at token `at`."""
    phrase, rest = first_phrase(source)
    head = head_of(phrase)
    if [token.low for token in phrase] == ["the", "force"]:
        head = "police"
    determiner = phrase[0].low if phrase and phrase[0].kind == WORD else ""
    if not head:
        return NOBODY
    if determiner == "both" and rest and rest[0].kind == AND:
        return NOBODY  # "both experts and officials"
    is_owned = any(token.kind == POSSESSIVE for token in phrase)
    if determiner in INDEFINITE or (determiner not in DEFINITE and not is_owned):
        return _resolve_indefinite(source, head, at, salience)
    if phrase[0].low in OWNERS and (head in DOCUMENT_NOUNS or head in {"campaign", "team"}):
        return _resolve_owned(phrase[0].low, head, at, salience)
    owner = owner_of(phrase)
    if (
        owner is not None
        and owner.is_person
        and (head in {"campaign", "administration"} or _is_candidates_team(owner, head, salience))
    ):
        noun = SAME_TAIL.get(head, head)
        return ResolvedSource(_campaign_of(owner, noun, salience), SURE_OWNER, "owned", owner=owner)
    if canonical_word(head) in DOCUMENT_NOUNS or head in DOCUMENT_NOUNS:
        return _resolve_document(head, at, salience)
    if phrase[0].low in OWNERS and head.endswith("s") and canonical_word(head) == canonical_word(head[:-1]):
        return NOBODY  # "his surrogates"
    if head in ORGANISATION_NOUNS:
        return _resolve_organisation(source, head, at, salience)
    if head in {"couple", "pair", "duo"} and not rest:
        return resolve_pronoun("both", at, salience)
    if _is_plural(head):
        return _resolve_plural(phrase, head, at, salience)
    return _resolve_person(source, head, at, salience)


def unnamed_entity(source: Sequence[SourceToken]) -> Entity | None:
    """Return an entity for the single person or body that the source mentions without a name; None for several."""
    phrase, _ = first_phrase(source)
    head = head_of(phrase)
    is_single = head and phrase[0].low in _SINGULAR_DETERMINERS and head not in _IRREGULAR_PLURALS
    if not is_single or any(token.kind == POSSESSIVE for token in phrase):
        return None
    if head in DOCUMENT_NOUNS or head in ORGANISATION_NOUNS:
        return make_unnamed(ORGANISATION)
    if head.endswith("s") and canonical_word(head) != head:
        return None
    gender = gender_of_noun(head)
    is_role = canonical_word(head) in ROLES
    if is_role and phrase[0].low == "the":
        return None  # the article probably names him elsewhere
    is_person = is_role or gender or f"{head}s" in UNNAMED or head in UNNAMED
    return make_unnamed(PERSON, gender) if is_person else None


def _is_plural(head: str) -> bool:
    return head in _IRREGULAR_PLURALS or (head.endswith("s") and canonical_word(head) != head and head[-2:] != "ss")


def _resolve_owned(pronoun: str, head: str, at: int, salience: Salience) -> ResolvedSource:
    """Resolve "her account" to its owner, and "her campaign" to the campaign with her name."""
    found = resolve_pronoun(pronoun, at, salience)
    owner, confidence = found.entity, min(found.confidence, OWNED_MOST)
    if owner is None or not owner.is_named:
        return NOBODY
    if head in DOCUMENT_NOUNS:
        salience.documents.append(owner)
        return ResolvedSource(owner, confidence, "owned", found.rivals)
    return ResolvedSource(_campaign_of(owner, "campaign", salience), confidence, "owned", owner=owner)


def _is_candidates_team(owner: Entity, head: str, salience: Salience) -> bool:
    """Whether "Roe's team" is a campaign, because the article mentions the "Roe campaign"."""
    return head in SAME_TAIL and bool(salience.inventory.names.entities_named((owner.key[-1], "campaign")))


def _campaign_of(owner: Entity, noun: str, salience: Salience) -> Entity:
    """Return the campaign or administration with the person's name, even if the article never names it."""
    key = (owner.key[-1], noun)
    known = salience.inventory.names.entities_named(key)
    return known[0] if known else Entity(f"{owner.name.split()[-1]} {noun}", TAILS[noun], key, certain=True)


def _resolve_person(source: Sequence[SourceToken], head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the person whom the description fits, or else the most salient person whom it could mean."""
    words = description_words(source) - {"campaign"}
    ranked = connected_with_owner(rank_described(words, head, at, salience, _PERSON), source)
    if ranked and ranked[0].score >= ENOUGH:
        best = ranked[0]
        other_country = (words & COUNTRIES) - best.entity.words
        is_near = best.salience > FAR_SALIENCE and not other_country
        most = PERSON_MOST if is_near or words <= best.entity.words else UNSETTLED
        confidence = min(most, PERSON_BASE + PER_SCORE_MARGIN * score_margin(ranked))
        return ResolvedSource(best.entity, confidence, "described").with_rivals(equally_fitting(ranked))
    if source[0].low in OWNERS or any(token.kind == POSSESSIVE for token in source):
        return NOBODY
    if head in {"source", "official", "spokesman", "spokeswoman", "spokesperson", "public"} | UNNAMED:
        return NOBODY
    gender = gender_of_noun(head)
    is_demonym = head in ADJECTIVES and not head.endswith(("sh", "ch", "se"))  # "the French" are several
    if not (canonical_word(head) in ROLES or gender or is_demonym or head.endswith(_AGENT_ENDINGS)):
        return NOBODY
    # Somebody whose role the article gives is not called by another role.
    other_roles = ROLES if canonical_word(head) in ROLES and not gender else frozenset()
    fitting = salience.rank(
        at,
        lambda entity: (
            entity.type == PERSON and entity.gender in {gender or entity.gender, ""} and not entity.words & other_roles
        ),
    )
    return ResolvedSource(fitting[0][1], MOST_SALIENT, "near") if fitting else NOBODY


def _resolve_organisation(source: Sequence[SourceToken], head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the body with the noun in its name or description, or else the most salient that it could mean."""
    words = description_words(source)
    ranked = connected_with_owner(rank_described(words, head, at, salience, _BODY), source)
    if ranked and ranked[0].score >= ENOUGH:
        confidence = min(BODY_MOST, BODY_BASE + PER_SCORE_MARGIN * score_margin(ranked))
        return ResolvedSource(ranked[0].entity, confidence, "described").with_rivals(equally_fitting(ranked))
    types = ORGANISATION_NOUNS[head]
    if head == "administration" or owner_of(source):
        return NOBODY  # its name would contain the noun, or the article would connect it with the owner
    fitting = salience.rank(at, lambda entity: _can_be_called(entity, types, head))
    if fitting:
        counts = salience.inventory.count_mentions
        best = max(fitting, key=lambda pair: pair[0] + _PER_MENTION * min(_MOST_COUNTED, counts(pair[1])))
        return ResolvedSource(best[1], MOST_SALIENT, "near")
    often = salience.most_named(lambda entity: _can_be_called(entity, types, head))
    return ResolvedSource(often[0], MOST_OFTEN_NAMED, "near") if often else NOBODY


def _can_be_called(entity: Entity, types: Sequence[str], head: str) -> bool:
    """Whether the noun can mean the entity: "the city" a city, "the bank" an organisation."""
    place = " ".join(entity.key)
    if head in _PLACES:
        return place in _PLACES[head]
    if head in COMPANY_NOUNS and PUBLIC_HEADS & set(entity.key):
        return False
    unsure = not entity.certain and not entity.gender and types == (ORGANISATION,)
    return (entity.type in types or unsure) and not entity.members and place not in GOVERNMENTS


def _resolve_document(head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the author of the document mentioned before, or the court of a ruling."""
    last = salience.sources[-1].entity if salience.sources else None
    if salience.documents:
        return ResolvedSource(salience.documents[-1], LAST_DOCUMENT, "document before")
    if last is not None and last.type in {ORGANISATION, GOVERNMENT} and head not in RULINGS:
        return ResolvedSource(last, MOST_SALIENT, "near")
    courts = salience.rank(at, lambda entity: "court" in entity.key) if head in RULINGS else []
    return ResolvedSource(courts[0][1], COURT_OF_RULING, "near") if courts else NOBODY


def _resolve_plural(phrase: Sequence[SourceToken], head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the entities that were named together before: "the senators", "the two men"."""
    count = next((_NUMBERS[token.low] for token in phrase if token.low in _NUMBERS), 0)
    for earlier in reversed(salience.sources[-_SOURCES_BACK:] if _can_be_sources(head) else []):
        if earlier.entity is not None and earlier.entity.members and count in {0, len(earlier.entity.members)}:
            return ResolvedSource(earlier.entity, LAST_GROUP, "several")
    if count > 2:
        return NOBODY
    if not any(token.low in {"two", "both"} for token in phrase) and canonical_word(head) != "candidate":
        return NOBODY
    are_countries = head in ORGANISATION_NOUNS or canonical_word(head) in ORGANISATION_NOUNS
    pair = _salient_countries(at, salience) if are_countries else _salient_persons(head, at, salience)
    if len(pair) < 2:
        return NOBODY
    return ResolvedSource(
        join_entities(sorted(pair, key=lambda entity: entity.first_seen)), MOST_SALIENT_PAIR, "several"
    )


def _salient_persons(head: str, at: int, salience: Salience) -> list[Entity]:
    """Return the two persons named most among those in the foreground."""
    gender = {"women": "f", "men": "m"}.get(head, "")
    ranked = salience.rank(at, lambda entity: entity.type == PERSON and entity.gender in {gender or entity.gender, ""})
    return sorted((entity for _, entity in ranked), key=lambda entity: -salience.inventory.count_mentions(entity))[:2]


def _salient_countries(at: int, salience: Salience) -> list[Entity]:
    """Return the two countries named most, in the foreground if there are two."""

    def is_country(entity: Entity) -> bool:
        return " ".join(entity.key) in COUNTRIES

    ranked = salience.rank(at, lambda entity: entity.type == GOVERNMENT and is_country(entity))
    often = sorted((entity for _, entity in ranked), key=lambda entity: -salience.inventory.count_mentions(entity))
    return often[:2] if len(often) > 1 else salience.most_named(is_country, 2)


def _can_be_sources(head: str) -> bool:
    """Whether the plural noun is used for named sources: "senators", "countries"."""
    nouns = ROLES | set(ORGANISATION_NOUNS) | DOCUMENT_NOUNS | {"researcher", "author", "list"}
    return (canonical_word(head) in nouns or head in _IRREGULAR_PLURALS) and head not in {"officials", "critics"}


def _resolve_indefinite(source: Sequence[SourceToken], head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the person whom a heading or lead calls "a judge" and names only later; nobody after the lead."""
    tokens = salience.inventory.tokens
    if tokens[at].sentence > _LEAD or head in UNNAMED or (head.endswith("s") and canonical_word(head) != head):
        return NOBODY
    types = _BODY if head in ORGANISATION_NOUNS else _PERSON
    ranked = rank_described(description_words(source), head, at, salience, types)
    if ranked and ranked[0].score >= ENOUGH_AHEAD:
        return ResolvedSource(ranked[0].entity, NAMED_LATER, "described")
    return NOBODY
