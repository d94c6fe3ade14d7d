"""Suggesting actors: from whom an article names to the actors that the desk knows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from annotate.actors.names import LONGEST, key_of_name
from annotate.actors.resolution import ResolvedActor
from annotate.actors.similarity import gender_of_name, types_differ
from annotate.models import Actor, Alias

# How sure a name is that only the register explains: by an alias, by a surname, and where it knows several.
BY_ALIAS, BY_SURNAME, BY_SEVERAL = 0.9, 0.8, 0.5
MOST_NAMESAKES = 500
MOST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The actor suggested for a claim. `confidence` is from 0 to 1, `reason` a phrase for the card, and `others` whom
    the source could mean too."""

    actor: Actor
    confidence: float
    reason: str
    others: list[Actor] = field(default_factory=list)


@transaction.atomic
def suggest_actors(*, resolved: Sequence[ResolvedActor | None]) -> list[Suggestion | None]:
    """For each of one article's sources, as resolved, whom to suggest: an actor of the register where one fits the name
    and the article says nothing against it, else one of the article's own name, which joins the register when an editor
    links it. None where nobody is named.
    """
    named = [each for each in resolved if each and key_of_name(each.name)]
    known = _Known(named)
    own = _own_actors(named, known)
    return [known.suggestion(each, own) if each and key_of_name(each.name) else None for each in resolved]


class _Known:
    """What the register knows of an article's names."""

    def __init__(self, named: Sequence[ResolvedActor]) -> None:
        keys = {key_of_name(name) for each in named for name in (each.name, *each.others)}
        self.exact = {actor.key: actor for actor in Actor.objects.filter(key__in=keys).select_related("survivor")}
        self.by_alias: defaultdict[str, list[Actor]] = defaultdict(list)
        for alias in Alias.objects.filter(key__in=keys).select_related("actor__survivor").order_by("actor"):
            self.by_alias[alias.key].append(alias.actor.standing)
        self.by_surname = _by_surname({each for each in keys if " " not in each})

    def fitting(self, each: ResolvedActor) -> tuple[list[Actor], float]:
        """The register's actors of this name, and how sure the name is of them; the surest sort only."""
        name_key = key_of_name(each.name)
        exact = self.exact.get(name_key)
        if exact and exact.standing.in_register:
            same = [exact.standing, *self._unopposed(each, self.by_alias[name_key])]
            return _distinct(same), 1.0
        if aliases := self._unopposed(each, self.by_alias[name_key]):
            return aliases, BY_ALIAS
        if each.type in {"person", ""}:
            return self._unopposed(each, self.by_surname[name_key]), BY_SURNAME
        return [], 0.0

    def _unopposed(self, each: ResolvedActor, actors: Iterable[Actor]) -> list[Actor]:
        return _distinct(actor for actor in actors if not speaks_against(each, actor))

    def suggestion(self, each: ResolvedActor, own: dict[str, Actor]) -> Suggestion:
        fitting, sureness = self.fitting(each)
        others = [self._actor_of(name, own) for name in each.others]
        if not fitting:
            return Suggestion(own[key_of_name(each.name)], each.confidence, each.reason, _distinct(others))
        actor, *namesakes = fitting
        others = [other for other in _distinct([*namesakes, *others]) if other != actor][:MOST_OTHERS]
        confidence = each.confidence * (BY_SEVERAL if namesakes else sureness)
        return Suggestion(actor, round(confidence, 2), _reason(each, actor, namesakes), others)

    def _actor_of(self, name: str, own: dict[str, Actor]) -> Actor:
        exact = self.exact.get(key_of_name(name))
        return exact.standing if exact else own[key_of_name(name)]


def speaks_against(each: ResolvedActor, actor: Actor) -> bool:
    """Whether the article says something of a name that the actor is not: another sort, another gender."""
    genders = {each.gender, gender_of_name(actor.key)} - {""}
    return types_differ(each.type, actor.type) or len(genders) > 1


def _reason(each: ResolvedActor, actor: Actor, namesakes: Sequence[Actor]) -> str:
    if namesakes:
        return f"{each.reason}; the register has several of that name"
    if key_of_name(each.name) == actor.key:
        return each.reason
    return f"{each.reason}; ‘{each.name}’ is {actor.name} in the register"


def _by_surname(names: set[str]) -> defaultdict[str, list[Actor]]:
    """The register's persons whose last name is one of these, by it."""
    found: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in Actor.objects.in_register().with_any_word(names).order_by("pk")[:MOST_NAMESAKES]:
        surname = actor.key.rpartition(" ")[2]
        if surname in names and actor.type in {"person", ""}:
            found[surname].append(actor)
    return found


def _own_actors(named: Sequence[ResolvedActor], known: _Known) -> dict[str, Actor]:
    """Actors for those names of the article that the register does not know, by key; new ones are made."""
    unknown = {key_of_name(each.name): each for each in named if not known.fitting(each)[0]}
    other_names = {key_of_name(name): name for each in named for name in each.others if key_of_name(name)}
    new = {name_key: Actor(name=name[:LONGEST], key=name_key) for name_key, name in other_names.items()}
    new |= {
        name_key: Actor(name=each.name[:LONGEST], key=name_key, type=each.type, description=each.description[:300])
        for name_key, each in unknown.items()
    }
    missing = sorted(set(new) - set(known.exact))  # in one order everywhere, so that two jobs cannot deadlock
    Actor.objects.bulk_create([new[name_key] for name_key in missing], ignore_conflicts=True)
    there = Actor.objects.filter(key__in=new).select_related("survivor")
    return {actor.key: actor.standing for actor in there}


def _distinct(actors: Iterable[Actor]) -> list[Actor]:
    return list({actor.pk: actor for actor in actors}.values())
