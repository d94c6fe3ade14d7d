"""Resolving descriptions: "the senator", "the National Rally candidate", "the company"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from annotate.actors.mentions.entity import Entity, joint, unnamed
from annotate.actors.mentions.lexicons import titles
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
from annotate.actors.mentions.pronouns import CLOSE, resolve_pronoun
from annotate.actors.mentions.resolved_source import NOBODY, UNSETTLED, ResolvedSource
from annotate.actors.mentions.role_words import canonical_word, role_words
from annotate.actors.mentions.salience import Salience
from annotate.actors.mentions.source_phrase import first_phrase, head_of
from annotate.actors.mentions.source_tokens import AND, COMMA, NAME, OWNERS, POSSESSIVE, RELATIVE, WORD, SourceToken

_PLACES = {
    "city": STATES_AND_CITIES, "state": STATES_AND_CITIES, "town": STATES_AND_CITIES,
    "country": COUNTRIES, "nation": COUNTRIES, "kingdom": COUNTRIES, "republic": COUNTRIES,
}  # fmt: skip
DEFINITE = frozenset("the this that his her its their both".split())
INDEFINITE = frozenset("a an another one some any several many few most more other others".split())
_AGENT_ENDINGS = ("-old", "er", "or", "ist", "ian", "man", "woman", "eon")
_IRREGULAR_PLURALS = frozenset("men women people children".split())
_SINGULAR_DETERMINERS = frozenset("a an one another the".split())
_PARTIES = frozenset({"democratic", "republican", "conservative", "liberal", "independent"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_PERSON, _BODY = frozenset({"person", ""}), frozenset({"organisation", "government", ""})

# How well a description fits an entity (`_score`). Tuned on PolNeAR's development articles.
SHARED_WORD = 1.0  # for each word that the description shares with what the article says of the entity
SHARED_HEAD = 1.0  # more, if that includes the noun: "senator"
PARTY_MISSING = 0.6  # less for each party in the description that the article does not give
COUNTRY_MISSING = 0.4  # the same for each country
STATUS_DIFFERS = 0.5  # less if only one of the two is "former", "vice" or "deputy"
PER_SALIENCE = 0.4  # more for each unit of salience
ENOUGH = 1.5  # the score from which a definite description is resolved
ENOUGH_AHEAD = 2.0  # the score from which "a judge" in the lead is somebody named later
FAR_SALIENCE = 0.5  # an entity of at most this salience was named some sentences ago

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
_SOURCES_BACK = 6  # sources before, among which a joint one is looked for


class Ranked(NamedTuple):
    """An entity that a description may mean, with the score of the description and the entity's salience."""

    score: float
    salience: float
    entity: Entity


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
    owner = _owner(phrase)
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
        return unnamed("organisation")
    if head.endswith("s") and canonical_word(head) != head:
        return None
    gender = _gender_of_noun(head)
    is_role = canonical_word(head) in titles.ROLES
    if is_role and phrase[0].low == "the":
        return None  # the article probably names him elsewhere
    is_person = is_role or gender or f"{head}s" in titles.UNNAMED or head in titles.UNNAMED
    return unnamed("person", gender) if is_person else None


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


def _description_words(source: Sequence[SourceToken]) -> set[str]:
    """Return the role words of a description up to a relative clause, including those in names."""
    end = next((at for at, token in enumerate(source) if token.kind in {RELATIVE, COMMA}), len(source))
    words = [word for token in source[:end] for word in token.low.split() if token.kind in {WORD, NAME}]
    return role_words(words)


def _gender_of_noun(head: str) -> str:
    return "f" if head in titles.FEMALE else "m" if head in titles.MALE else ""


def _score(entity: Entity, head: str, words: set[str]) -> float:
    """Return how well the words fit what the article says of the entity."""
    own = set() if entity.type == "person" else role_words(entity.key)
    known = entity.words | own
    score = SHARED_WORD * len(words & known)
    score += SHARED_HEAD * (canonical_word(head) in entity.heads | own)
    parties, countries = (words & _PARTIES) - known, (words & COUNTRIES) - known
    score -= PARTY_MISSING * len(parties) + COUNTRY_MISSING * len(countries)
    status_differs = any((word in words) != (word in known) for word in ("former", "vice", "deputy"))
    return score - (STATUS_DIFFERS * status_differs if canonical_word(head) in known else 0.0)


def _rank_described(words: set[str], head: str, at: int, salience: Salience, types: frozenset[str]) -> list[Ranked]:
    """Return the entities whose description has the same head noun, best first."""
    weights = {id(entity): weight for weight, entity in salience.rank(at, lambda entity: True)}
    gender = _gender_of_noun(head)
    ranked = []
    for entity in salience.entities_described(canonical_word(head), types):
        if gender and entity.gender and entity.gender != gender:
            continue
        weight = weights.get(id(entity), 0.0)
        ranked.append(Ranked(_score(entity, head, words) + PER_SALIENCE * weight, weight, entity))
    return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.entity.first_seen))


def _equally_fitting(ranked: Sequence[Ranked]) -> list[Entity]:
    """Return the entities that the description fits nearly as well as the first."""
    return [candidate.entity for candidate in ranked[1:] if ranked[0].score - candidate.score < CLOSE]


def _margin(ranked: Sequence[Ranked]) -> float:
    return ranked[0].score - (ranked[1].score if len(ranked) > 1 else 0.0)


def _owner(source: Sequence[SourceToken]) -> Entity | None:
    """Return the owner named in the source: in "Roe's lawyer", Roe."""
    return next((left.entity for left, right in pairwise(source) if right.kind == POSSESSIVE), None)


def _connected_with_owner(ranked: list[Ranked], source: Sequence[SourceToken]) -> list[Ranked]:
    """If the source names an owner, keep only the entities that the article connects with that owner."""
    owner = _owner(source)
    if owner is None:
        return ranked
    known = [(candidate, candidate.entity.words | role_words(candidate.entity.key)) for candidate in ranked]
    own = [candidate for candidate, words in known if words & role_words(owner.key)]
    if own or " ".join(owner.key) not in COUNTRIES:
        return own
    # "France's president" is the only president for whom the article gives no country.
    without_country = [candidate for candidate, words in known if not words & COUNTRIES]
    return without_country if len(without_country) == 1 else []


def _resolve_person(source: Sequence[SourceToken], head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the person whom the description fits, or else the most salient person whom it could mean."""
    words = _description_words(source) - {"campaign"}
    ranked = _connected_with_owner(_rank_described(words, head, at, salience, _PERSON), source)
    if ranked and ranked[0].score >= ENOUGH:
        best = ranked[0]
        other_country = (words & COUNTRIES) - best.entity.words
        is_near = best.salience > FAR_SALIENCE and not other_country
        most = PERSON_MOST if is_near or words <= best.entity.words else UNSETTLED
        confidence = min(most, PERSON_BASE + PER_SCORE_MARGIN * _margin(ranked))
        return ResolvedSource(best.entity, confidence, "described").with_rivals(_equally_fitting(ranked))
    if source[0].low in OWNERS or any(token.kind == POSSESSIVE for token in source):
        return NOBODY
    if head in {"source", "official", "spokesman", "spokeswoman", "spokesperson", "public"} | titles.UNNAMED:
        return NOBODY
    gender = _gender_of_noun(head)
    is_demonym = head in ADJECTIVES and not head.endswith(("sh", "ch", "se"))  # "the French" are several
    if not (canonical_word(head) in titles.ROLES or gender or is_demonym or head.endswith(_AGENT_ENDINGS)):
        return NOBODY
    # Somebody whose role the article gives is not called by another role.
    other_roles = titles.ROLES if canonical_word(head) in titles.ROLES and not gender else frozenset()
    fitting = salience.rank(
        at,
        lambda entity: (
            entity.type == "person"
            and entity.gender in {gender or entity.gender, ""}
            and not entity.words & other_roles
        ),
    )
    return ResolvedSource(fitting[0][1], MOST_SALIENT, "near") if fitting else NOBODY


def _resolve_organisation(source: Sequence[SourceToken], head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the body with the noun in its name or description, or else the most salient that it could mean."""
    words = _description_words(source)
    ranked = _connected_with_owner(_rank_described(words, head, at, salience, _BODY), source)
    if ranked and ranked[0].score >= ENOUGH:
        confidence = min(BODY_MOST, BODY_BASE + PER_SCORE_MARGIN * _margin(ranked))
        return ResolvedSource(ranked[0].entity, confidence, "described").with_rivals(_equally_fitting(ranked))
    types = ORGANISATION_NOUNS[head]
    if head == "administration" or _owner(source):
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
    unsure = not entity.certain and not entity.gender and types == ("organisation",)
    return (entity.type in types or unsure) and not entity.members and place not in GOVERNMENTS


def _resolve_document(head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the author of the document mentioned before, or the court of a ruling."""
    last = salience.sources[-1].entity if salience.sources else None
    if salience.documents:
        return ResolvedSource(salience.documents[-1], LAST_DOCUMENT, "document before")
    if last is not None and last.type in {"organisation", "government"} and head not in RULINGS:
        return ResolvedSource(last, MOST_SALIENT, "near")
    courts = salience.rank(at, lambda entity: "court" in entity.key) if head in RULINGS else []
    return ResolvedSource(courts[0][1], COURT_OF_RULING, "near") if courts else NOBODY


def _resolve_plural(phrase: Sequence[SourceToken], head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return those who were named together before: "the senators", "the two men"."""
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
    return ResolvedSource(joint(sorted(pair, key=lambda entity: entity.first_seen)), MOST_SALIENT_PAIR, "several")


def _salient_persons(head: str, at: int, salience: Salience) -> list[Entity]:
    """Return the two persons named most among those in the foreground."""
    gender = {"women": "f", "men": "m"}.get(head, "")
    ranked = salience.rank(
        at, lambda entity: entity.type == "person" and entity.gender in {gender or entity.gender, ""}
    )
    return sorted((entity for _, entity in ranked), key=lambda entity: -salience.inventory.count_mentions(entity))[:2]


def _salient_countries(at: int, salience: Salience) -> list[Entity]:
    """Return the two countries named most, in the foreground if there are two."""

    def is_country(entity: Entity) -> bool:
        return " ".join(entity.key) in COUNTRIES

    ranked = salience.rank(at, lambda entity: entity.type == "government" and is_country(entity))
    often = sorted((entity for _, entity in ranked), key=lambda entity: -salience.inventory.count_mentions(entity))
    return often[:2] if len(often) > 1 else salience.most_named(is_country, 2)


def _can_be_sources(head: str) -> bool:
    """Whether the plural noun is used for named sources: "senators", "countries"."""
    nouns = titles.ROLES | set(ORGANISATION_NOUNS) | DOCUMENT_NOUNS | {"researcher", "author", "list"}
    return (canonical_word(head) in nouns or head in _IRREGULAR_PLURALS) and head not in {"officials", "critics"}


def _resolve_indefinite(source: Sequence[SourceToken], head: str, at: int, salience: Salience) -> ResolvedSource:
    """Return the one whom a heading or lead calls "a judge" and names only later; nobody further down."""
    tokens = salience.inventory.tokens
    if tokens[at].sentence > _LEAD or head in titles.UNNAMED or (head.endswith("s") and canonical_word(head) != head):
        return NOBODY
    types = _BODY if head in ORGANISATION_NOUNS else _PERSON
    ranked = _rank_described(_description_words(source), head, at, salience, types)
    if ranked and ranked[0].score >= ENOUGH_AHEAD:
        return ResolvedSource(ranked[0].entity, NAMED_LATER, "described")
    return NOBODY
