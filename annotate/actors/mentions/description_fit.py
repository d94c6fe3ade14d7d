"""Score how well a description fits each entity, by what the article says about it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.lexicons import role_titles
from annotate.actors.mentions.lexicons.places import COUNTRIES
from annotate.actors.mentions.pronouns import CLOSE
from annotate.actors.mentions.role_words import canonical_word, role_words
from annotate.actors.mentions.salience import Salience
from annotate.actors.mentions.source_tokens import COMMA, NAME, POSSESSIVE, RELATIVE, WORD, SourceToken
from annotate.vocabulary import PERSON

_PARTIES = frozenset({"democratic", "republican", "conservative", "liberal", "independent"})

# The parts of a score. Tuned on PolNeAR's development articles.
SHARED_WORD = 1.0  # for each word that the description shares with what the article says of the entity
SHARED_HEAD = 1.0  # more, if that includes the noun: "senator"
PARTY_MISSING = 0.6  # less for each party in the description that the article does not give
COUNTRY_MISSING = 0.4  # the same for each country
STATUS_DIFFERS = 0.5  # less if only one of the two is "former", "vice" or "deputy"
PER_SALIENCE = 0.4  # more for each unit of salience
ENOUGH = 1.5  # the score from which a definite description is resolved
ENOUGH_AHEAD = 2.0  # the score from which "a judge" in the lead is somebody named later
FAR_SALIENCE = 0.5  # an entity of at most this salience was named some sentences ago


class Ranked(NamedTuple):
    """An entity that a description may mean, with the score of the description and the entity's salience."""

    score: float
    salience: float
    entity: Entity


def description_words(source: Sequence[SourceToken]) -> set[str]:
    """Return the role words of a description up to a relative clause, including those in names."""
    end = next((at for at, token in enumerate(source) if token.kind in {RELATIVE, COMMA}), len(source))
    words = [word for token in source[:end] for word in token.low.split() if token.kind in {WORD, NAME}]
    return role_words(words)


def gender_of_noun(head: str) -> str:
    """Return the gender that a role noun shows: "f", "m" or ""."""
    return "f" if head in role_titles.FEMALE else "m" if head in role_titles.MALE else ""


def _score(entity: Entity, head: str, words: set[str]) -> float:
    """Return how well the words fit what the article says of the entity."""
    own = set() if entity.type == PERSON else role_words(entity.key)
    known = entity.words | own
    score = SHARED_WORD * len(words & known)
    score += SHARED_HEAD * (canonical_word(head) in entity.heads | own)
    parties, countries = (words & _PARTIES) - known, (words & COUNTRIES) - known
    score -= PARTY_MISSING * len(parties) + COUNTRY_MISSING * len(countries)
    status_differs = any((word in words) != (word in known) for word in ("former", "vice", "deputy"))
    return score - (STATUS_DIFFERS * status_differs if canonical_word(head) in known else 0.0)


def rank_described(words: set[str], head: str, at: int, salience: Salience, types: frozenset[str]) -> list[Ranked]:
    """Return the entities whose description has the same head noun, best first."""
    weights = {id(entity): weight for weight, entity in salience.rank(at, lambda entity: True)}
    gender = gender_of_noun(head)
    ranked = []
    for entity in salience.entities_described(canonical_word(head), types):
        if gender and entity.gender and entity.gender != gender:
            continue
        weight = weights.get(id(entity), 0.0)
        ranked.append(Ranked(_score(entity, head, words) + PER_SALIENCE * weight, weight, entity))
    return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.entity.first_seen))


def equally_fitting(ranked: Sequence[Ranked]) -> list[Entity]:
    """Return the entities that the description fits nearly as well as the first."""
    return [candidate.entity for candidate in ranked[1:] if ranked[0].score - candidate.score < CLOSE]


def score_margin(ranked: Sequence[Ranked]) -> float:
    """Return by how much the best score exceeds the second."""
    return ranked[0].score - (ranked[1].score if len(ranked) > 1 else 0.0)


def owner_of(source: Sequence[SourceToken]) -> Entity | None:
    """Return the owner named in the source: in "Roe's lawyer", Roe."""
    return next((left.entity for left, right in pairwise(source) if right.kind == POSSESSIVE), None)


def connected_with_owner(ranked: list[Ranked], source: Sequence[SourceToken]) -> list[Ranked]:
    """If the source names an owner, keep only the entities that the article connects with that owner."""
    owner = owner_of(source)
    if owner is None:
        return ranked
    known = [(candidate, candidate.entity.words | role_words(candidate.entity.key)) for candidate in ranked]
    own = [candidate for candidate, words in known if words & role_words(owner.key)]
    if own or " ".join(owner.key) not in COUNTRIES:
        return own
    # "France's president" is the only president for whom the article gives no country.
    without_country = [candidate for candidate, words in known if not words & COUNTRIES]
    return without_country if len(without_country) == 1 else []
