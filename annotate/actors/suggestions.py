"""Suggest actors of the register for the names in an article."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from annotate.actors.names import LONGEST, key_of_name
from annotate.actors.resolution import ResolvedActor
from annotate.actors.similarity import gender_of_name, types_conflict
from annotate.models import Actor, Alias
from annotate.vocabulary import PERSON

# The article's confidence is multiplied by one of these if only the register explains the name:
BY_ALIAS = 0.9  # an alias matches
BY_SURNAME = 0.8  # only a registered person's surname matches
BY_SEVERAL = 0.5  # several registered actors match
MOST_NAMESAKES = 500  # registered persons read for an article's surnames
MOST_OTHERS = 3  # other actors offered on the card
LONGEST_DESCRIPTION = 300  # characters


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The actor suggested for a claim.

    `confidence` is from 0 to 1, `reason` a phrase for the card, `others` are actors that the source could also mean,
    and `source_name` is the source's text if it is only a name.
    """

    actor: Actor
    confidence: float
    reason: str
    others: list[Actor] = field(default_factory=list)
    source_name: str = ""


@transaction.atomic
def suggest_actors(*, resolved: Sequence[ResolvedActor | None]) -> list[Suggestion | None]:
    """Return a suggestion for each of one article's resolved sources; None for those that name nobody.

    A registered actor is suggested if the name matches and nothing in the article contradicts it. Otherwise an actor
    with the article's own name is created, which joins the register when an editor links it.
    """
    named = [source for source in resolved if source and key_of_name(source.name)]
    matches = _RegisterMatches(named)
    own = _own_actors(named, matches)
    return [matches.suggest(source, own) if source and key_of_name(source.name) else None for source in resolved]


class _RegisterMatches:
    """The registered actors that match an article's names."""

    def __init__(self, named: Sequence[ResolvedActor]) -> None:
        keys = {key_of_name(name) for source in named for name in (source.name, *source.others)}
        self.exact = {actor.key: actor for actor in Actor.objects.filter(key__in=keys).select_related("survivor")}
        self.by_alias: defaultdict[str, list[Actor]] = defaultdict(list)
        for alias in Alias.objects.filter(key__in=keys).select_related("actor__survivor").order_by("actor"):
            self.by_alias[alias.key].append(alias.actor.survivor_or_self)
        self.by_surname = _by_surname({key for key in keys if " " not in key})

    def find(self, source: ResolvedActor) -> tuple[list[Actor], float]:
        """Return the registered actors of this name, by the surest kind of match, and its factor for the confidence."""
        key = key_of_name(source.name)
        exact = self.exact.get(key)
        if exact and exact.survivor_or_self.in_register:
            same = [exact.survivor_or_self, *_without_contradictions(source, self.by_alias[key])]
            return _distinct(same), 1.0
        if aliases := _without_contradictions(source, self.by_alias[key]):
            return aliases, BY_ALIAS
        if source.type in {PERSON, ""}:
            return _without_contradictions(source, self.by_surname[key]), BY_SURNAME
        return [], 0.0

    def suggest(self, source: ResolvedActor, own: dict[str, Actor]) -> Suggestion:
        matching, factor = self.find(source)
        others = [self._actor_of(name, own) for name in source.others]
        if not matching:
            actor = own[key_of_name(source.name)]
            return Suggestion(actor, source.confidence, source.reason, _distinct(others), source.mentioned)
        actor, *namesakes = matching
        others = [other for other in _distinct([*namesakes, *others]) if other != actor][:MOST_OTHERS]
        confidence = source.confidence * (BY_SEVERAL if namesakes else factor)
        reason = _reason(source, actor, namesakes)
        return Suggestion(actor, round(confidence, 2), reason, others, source.mentioned)

    def _actor_of(self, name: str, own: dict[str, Actor]) -> Actor:
        exact = self.exact.get(key_of_name(name))
        return exact.survivor_or_self if exact else own[key_of_name(name)]


def contradicts(source: ResolvedActor, actor: Actor) -> bool:
    """Return whether the article gives a name a type or a gender that the actor does not have."""
    genders = {source.gender, gender_of_name(actor.key)} - {""}
    return types_conflict(source.type, actor.type) or len(genders) > 1


def _without_contradictions(source: ResolvedActor, actors: Iterable[Actor]) -> list[Actor]:
    return _distinct(actor for actor in actors if not contradicts(source, actor))


def _reason(source: ResolvedActor, actor: Actor, namesakes: Sequence[Actor]) -> str:
    if namesakes:
        return f"{source.reason}; the register has several actors with that name"
    if key_of_name(source.name) == actor.key:
        return source.reason
    return f"{source.reason}; “{source.name}” is {actor.name} in the register"


def _by_surname(surnames: set[str]) -> defaultdict[str, list[Actor]]:
    """Return the registered persons with one of these surnames, by surname."""
    found: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in Actor.objects.in_register().with_any_word(surnames).order_by("pk")[:MOST_NAMESAKES]:
        surname = actor.key.rpartition(" ")[2]
        if surname in surnames and actor.type in {PERSON, ""}:
            found[surname].append(actor)
    return found


def _own_actors(named: Sequence[ResolvedActor], matches: _RegisterMatches) -> dict[str, Actor]:
    """Return actors, by key, for the article's names that the register does not know; create those that are missing."""
    unknown = {key_of_name(source.name): source for source in named if not matches.find(source)[0]}
    other_names = {key_of_name(name): name for source in named for name in source.others if key_of_name(name)}
    new = {key: Actor(name=name[:LONGEST], key=key) for key, name in other_names.items()}
    new |= {key: _new_actor(source, key) for key, source in unknown.items()}
    missing = sorted(set(new) - set(matches.exact))  # always in the same order, so that two jobs cannot deadlock
    Actor.objects.bulk_create([new[key] for key in missing], ignore_conflicts=True)
    stored = Actor.objects.filter(key__in=new).select_related("survivor")
    return {actor.key: actor.survivor_or_self for actor in stored}


def _new_actor(source: ResolvedActor, key: str) -> Actor:
    description = source.description[:LONGEST_DESCRIPTION]
    return Actor(name=source.name[:LONGEST], key=key, type=source.type, description=description)


def _distinct(actors: Iterable[Actor]) -> list[Actor]:
    return list({actor.pk: actor for actor in actors}.values())
