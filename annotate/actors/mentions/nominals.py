"""Whom a description means: "the senator", "the National Rally candidate", "the company"."""

from collections.abc import Sequence
from itertools import pairwise

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
from annotate.actors.mentions.resolved_source import UNSETTLED, ResolvedSource
from annotate.actors.mentions.role_words import canonical, role_words
from annotate.actors.mentions.salience import Salience
from annotate.actors.mentions.source_phrase import first_phrase, head_of
from annotate.actors.mentions.source_tokens import AND, COMMA, NAME, OWNERS, POSSESSIVE, RELATIVE, WORD, SourceToken

_PLACES = {
    "city": STATES_AND_CITIES, "state": STATES_AND_CITIES, "town": STATES_AND_CITIES,
    "country": COUNTRIES, "nation": COUNTRIES, "kingdom": COUNTRIES, "republic": COUNTRIES,
}  # fmt: skip
DEFINITE = frozenset("the this that his her its their both".split())
INDEFINITE = frozenset("a an another one some any several many few most more other others".split())
_AGENTS = ("-old", "er", "or", "ist", "ian", "man", "woman", "eon")
_IRREGULAR = frozenset("men women people children".split())
_ONE = frozenset("a an one another the".split())
_PARTIES = frozenset({"democratic", "republican", "conservative", "liberal", "independent"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
SURE_OWNER = 0.8  # of "Roe's campaign"
FAR = 0.5  # weight of one who was named some sentences ago
_LEAD = 4  # sentences in which "a judge" may stand for one who is named later


def resolve_nominal(items: Sequence[SourceToken], at: int, foreground: Salience) -> ResolvedSource:
    """Whom the description at token `at` means, and how surely."""
    phrase, rest = first_phrase(items)
    head = head_of(phrase)
    if [item.low for item in phrase] == ["the", "force"]:
        head = "police"
    determiner = phrase[0].low if phrase and phrase[0].kind == WORD else ""
    if not head:
        return ResolvedSource(None, 0.5)
    if determiner == "both" and rest and rest[0].kind == AND:
        return ResolvedSource(None, 0.7)  # "both experts and officials"
    if determiner in INDEFINITE or (determiner not in DEFINITE and not any(item.kind == POSSESSIVE for item in phrase)):
        return _introduced(items, head, at, foreground)
    if phrase[0].low in OWNERS and (head in DOCUMENT_NOUNS or head in {"campaign", "team"}):
        return _owned(phrase[0].low, head, at, foreground)
    owner = _owner(phrase)
    if (
        owner is not None
        and owner.is_person
        and (head in {"campaign", "administration"} or _is_candidates(owner, head, foreground))
    ):
        noun = SAME_TAIL.get(head, head)
        return ResolvedSource(_campaign(owner, noun, foreground), SURE_OWNER, "owned", of=owner)
    if canonical(head) in DOCUMENT_NOUNS or head in DOCUMENT_NOUNS:
        return _document(phrase, head, at, foreground)
    if phrase[0].low in OWNERS and head.endswith("s") and canonical(head) == canonical(head[:-1]):
        return ResolvedSource(None, 0.6)
    if head in ORGANISATION_NOUNS:
        return _organisation(items, head, at, foreground)
    if head in {"couple", "pair", "duo"} and not rest:
        return resolve_pronoun("both", at, foreground)
    if head in _IRREGULAR or (head.endswith("s") and canonical(head) != head and not head.endswith("ss")):
        return _several(phrase, head, at, foreground)
    return _person(items, head, at, foreground)


def unnamed_one(items: Sequence[SourceToken]) -> Entity | None:
    """What stands for the single person or body of whom the items speak without a name; None for several."""
    phrase, _ = first_phrase(items)
    head = head_of(phrase)
    is_one = head and phrase[0].low in _ONE and head not in _IRREGULAR
    if not is_one or any(item.kind == POSSESSIVE for item in phrase):
        return None
    if head in DOCUMENT_NOUNS or head in ORGANISATION_NOUNS:
        return unnamed("organisation")
    if head.endswith("s") and canonical(head) != head:
        return None
    gender = _gender(head)
    is_role = canonical(head) in titles.ROLES
    if is_role and phrase[0].low == "the":
        return None  # the article may well name him elsewhere
    is_person = is_role or gender or f"{head}s" in titles.UNNAMED or head in titles.UNNAMED
    return unnamed("person", gender) if is_person else None


def _owned(pronoun: str, head: str, at: int, foreground: Salience) -> ResolvedSource:
    """The owner of "her account"; of "her campaign", the campaign under her name."""
    found = resolve_pronoun(pronoun, at, foreground)
    owner, confidence = found.entity, min(found.confidence, 0.7)
    if owner is None or not owner.is_named:
        return ResolvedSource(None, confidence)
    if head in DOCUMENT_NOUNS:
        foreground.documents.append(owner)
        return ResolvedSource(owner, confidence, "owned", found.rivals)
    return ResolvedSource(_campaign(owner, "campaign", foreground), confidence, "owned", of=owner)


def _is_candidates(owner: Entity, head: str, foreground: Salience) -> bool:
    """Whether "Roe's team" is that of a candidate, of whose campaign the article speaks."""
    return head in SAME_TAIL and bool(foreground.inventory.names.meant((owner.key[-1], "campaign")))


def _campaign(owner: Entity, noun: str, foreground: Salience) -> Entity:
    """The campaign or administration under the person's name, which the article need not give."""
    key = (owner.key[-1], noun)
    known = foreground.inventory.names.meant(key)
    kind = TAILS[noun]
    return known[0] if known else Entity(f"{owner.name.split()[-1]} {noun}", kind, key, certain=True)


def _telling(items: Sequence[SourceToken]) -> set[str]:
    """The telling words of a description, names in it included, up to a relative clause."""
    end = next((at for at, item in enumerate(items) if item.kind in {RELATIVE, COMMA}), len(items))
    words = [word for item in items[:end] for word in item.low.split() if item.kind in {WORD, NAME}]
    return role_words(words)


def _gender(head: str) -> str:
    """The gender that a role noun tells."""
    return "f" if head in titles.FEMALE else "m" if head in titles.MALE else ""


def _score(entity: Entity, head: str, words: set[str]) -> float:
    """How well the article's description of the entity agrees with the words; the head counts double."""
    own = set() if entity.type == "person" else role_words(entity.key)
    known = entity.words | own
    score = len(words & known) + (1.0 if canonical(head) in entity.heads | own else 0.0)
    score -= 0.6 * len((words & _PARTIES) - known) + 0.4 * len((words & COUNTRIES) - known)
    apart = any((word in words) != (word in known) for word in ("former", "vice", "deputy"))
    return score - (0.5 * apart if canonical(head) in known else 0.0)


def _best(
    words: set[str], head: str, at: int, foreground: Salience, kinds: frozenset[str]
) -> list[tuple[float, float, Entity]]:
    """The article's entities that share the head noun with the description, best first: (score, weight, entity)."""
    weights = {id(entity): weight for weight, entity in foreground.ranked(at, lambda entity: True)}
    gender = _gender(head)
    found = []
    for entity in foreground.described(canonical(head), kinds):
        if gender and entity.gender and entity.gender != gender:
            continue
        weight = weights.get(id(entity), 0.0)
        found.append((_score(entity, head, words) + 0.4 * weight, weight, entity))
    return sorted(found, key=lambda each: (-each[0], each[2].first_seen))


def _equals(ranked: Sequence[tuple[float, float, Entity]]) -> list[Entity]:
    """Those behind the first of the ranked whom the description fits as well."""
    return [each[2] for each in ranked[1:] if ranked[0][0] - each[0] < CLOSE]


def _owner(items: Sequence[SourceToken]) -> Entity | None:
    """Whose the source is: of "Roe's lawyer", Roe."""
    return next((left.entity for left, right in pairwise(items) if right.kind == POSSESSIVE), None)


def _connected(
    ranked: list[tuple[float, float, Entity]], items: Sequence[SourceToken]
) -> list[tuple[float, float, Entity]]:
    """Of the ranked those whom the article connects with the owner, if the source names one."""
    owner = _owner(items)
    if owner is None:
        return ranked
    known = [(each, each[2].words | role_words(each[2].key)) for each in ranked]
    own = [each for each, words in known if words & role_words(owner.key)]
    if own or " ".join(owner.key) not in COUNTRIES:
        return own
    nobodys = [each for each, words in known if not words & COUNTRIES]  # of "France's president", one of no country
    return nobodys if len(nobodys) == 1 else []


_PERSON, _BODY = frozenset({"person", ""}), frozenset({"organisation", "government", ""})


def _person(items: Sequence[SourceToken], head: str, at: int, foreground: Salience) -> ResolvedSource:
    """The person whom the description fits; else the last one who can be meant."""
    words = _telling(items) - {"campaign"}
    own = items[0].low in OWNERS
    ranked = _best(words, head, at, foreground, _PERSON)
    ranked = _connected(ranked, items)
    if ranked and ranked[0][0] >= 1.5:
        margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
        other_country = (words & COUNTRIES) - ranked[0][2].words
        near = ranked[0][1] > FAR and not other_country
        most = 0.9 if near or words <= ranked[0][2].words else UNSETTLED
        return ResolvedSource(ranked[0][2], min(most, 0.6 + 0.12 * margin), "described").against(_equals(ranked))
    if own or any(item.kind == POSSESSIVE for item in items):
        return ResolvedSource(None, 0.4)
    if head in {"source", "official", "spokesman", "spokeswoman", "spokesperson", "public"} | titles.UNNAMED:
        return ResolvedSource(None, 0.5)
    gender = _gender(head)
    demonym = head in ADJECTIVES and not head.endswith(("sh", "ch", "se"))  # "the French" are many
    if not (canonical(head) in titles.ROLES or gender or demonym or head.endswith(_AGENTS)):
        return ResolvedSource(None, 0.3)
    other = titles.ROLES if canonical(head) in titles.ROLES and not gender else frozenset()
    fits = foreground.ranked(
        at,
        lambda entity: (
            entity.type == "person" and entity.gender in {gender or entity.gender, ""} and not entity.words & other
        ),
    )
    return ResolvedSource(fits[0][1], 0.45, "near") if fits else ResolvedSource(None, 0.3)


def _organisation(items: Sequence[SourceToken], head: str, at: int, foreground: Salience) -> ResolvedSource:
    """The organisation or government whose name or description has the noun; else the last one that can be meant."""
    words = _telling(items)
    ranked = _connected(_best(words, head, at, foreground, _BODY), items)
    if ranked and ranked[0][0] >= 1.5:
        margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
        return ResolvedSource(ranked[0][2], min(0.85, 0.5 + 0.12 * margin), "described").against(_equals(ranked))
    kinds = ORGANISATION_NOUNS[head]
    if head == "administration" or _owner(items):
        return ResolvedSource(None, 0.4)  # its name would have the noun, or stand beside the owner's
    fits = foreground.ranked(at, lambda entity: _can_be(entity, kinds, head))
    if fits:
        best = max(fits, key=lambda pair: pair[0] + 0.1 * min(6, foreground.inventory.times(pair[1])))
        return ResolvedSource(best[1], 0.45, "near")
    often = foreground.most_named(lambda entity: _can_be(entity, kinds, head))
    return ResolvedSource(often[0], 0.4, "near") if often else ResolvedSource(None, 0.4)


def _can_be(entity: Entity, kinds: Sequence[str], head: str) -> bool:
    """Whether the entity may be what the noun says: a city for "the city", an organisation for "the bank"."""
    place = " ".join(entity.key)
    if head in _PLACES:
        return place in _PLACES[head]
    if head in COMPANY_NOUNS and PUBLIC_HEADS & set(entity.key):
        return False
    unsure = not entity.certain and not entity.gender and kinds == ("organisation",)
    return (entity.type in kinds or unsure) and not entity.members and place not in GOVERNMENTS


def _document(phrase: Sequence[SourceToken], head: str, at: int, foreground: Salience) -> ResolvedSource:
    """The author of the document spoken of before; of a ruling, the court; of "her book", herself."""
    last = foreground.said[-1].entity if foreground.said else None
    if foreground.documents:
        return ResolvedSource(foreground.documents[-1], 0.6, "document before")
    if last is not None and last.type in {"organisation", "government"} and head not in RULINGS:
        return ResolvedSource(last, 0.45, "near")
    if head in RULINGS:
        courts = foreground.ranked(at, lambda entity: "court" in entity.key)
        return ResolvedSource(courts[0][1], 0.6, "near") if courts else ResolvedSource(None, 0.5)
    return ResolvedSource(None, 0.5)


def _several(phrase: Sequence[SourceToken], head: str, at: int, foreground: Salience) -> ResolvedSource:
    """Those who were named together before: "the senators", "the two men"."""
    count = next((_NUMBERS[item.low] for item in phrase if item.low in _NUMBERS), 0)
    for said in reversed(foreground.said[-6:] if _are_sources(head) else []):
        if said.entity is not None and said.entity.members and count in {0, len(said.entity.members)}:
            return ResolvedSource(said.entity, 0.6, "several")
    if count > 2:
        return ResolvedSource(None, 0.5)
    if not any(item.low in {"two", "both"} for item in phrase) and canonical(head) != "candidate":
        return ResolvedSource(None, 0.5)
    kinds = {"government"} if head in ORGANISATION_NOUNS or canonical(head) in ORGANISATION_NOUNS else {"person"}
    places = COUNTRIES if "government" in kinds else None
    gender = {"women": "f", "men": "m"}.get(head, "")
    ranked = foreground.ranked(
        at, lambda entity: entity.type in kinds and entity.gender in {gender or entity.gender, ""}
    )
    ranked = [pair for pair in ranked if not places or " ".join(pair[1].key) in places]
    often = sorted((each for _, each in ranked), key=lambda each: -foreground.inventory.times(each))
    if len(often) < 2 and places:
        often = foreground.most_named(lambda entity: " ".join(entity.key) in places, 2)
    if len(often) < 2:
        return ResolvedSource(None, 0.4)
    return ResolvedSource(joint(sorted(often[:2], key=lambda each: each.first_seen)), 0.5, "several")


def _are_sources(head: str) -> bool:
    """Whether the plural noun speaks of those who say something and have names: "senators", "countries"."""
    nouns = titles.ROLES | set(ORGANISATION_NOUNS) | DOCUMENT_NOUNS | {"researcher", "author", "list"}
    return (canonical(head) in nouns or head in _IRREGULAR) and head not in {"officials", "critics"}


def _introduced(items: Sequence[SourceToken], head: str, at: int, foreground: Salience) -> ResolvedSource:
    """Whom a heading or lead means by "a judge" and names only later; nobody further down."""
    tokens = foreground.inventory.tokens
    if tokens[at].sentence > _LEAD or head in titles.UNNAMED or (head.endswith("s") and canonical(head) != head):
        return ResolvedSource(None, 0.75)
    kinds = _BODY if head in ORGANISATION_NOUNS else _PERSON
    ranked = _best(_telling(items), head, at, foreground, kinds)
    if ranked and ranked[0][0] >= 2.0:
        return ResolvedSource(ranked[0][2], 0.5, "described")
    return ResolvedSource(None, 0.6)
