"""Resolving the sources of an article's attributions to those whom the article names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.explanations import reason, where
from annotate.actors.mentions.genders import GENDER_OF_PRONOUN, learn_from_pronouns
from annotate.actors.mentions.inventory import Inventory
from annotate.actors.mentions.mention import THING
from annotate.actors.mentions.nominals import unnamed_one
from annotate.actors.mentions.pronouns import PLURAL
from annotate.actors.mentions.resolved_source import ResolvedSource
from annotate.actors.mentions.resolver import MOST_RIVALS, meaning
from annotate.actors.mentions.salience import Said, Salience
from annotate.actors.mentions.source_phrase import bare_name, writes_document
from annotate.actors.mentions.source_tokens import SourceToken, items_of
from annotate.text import Document, Span

# From this confidence on an actor counts as sure: its card does not ask, and the evaluation counts how many are right.
SURE = 0.8
# How much oftener a found source is the right one than its whole attribution, measured on PolNeAR's development
# articles.
SOURCE_SURER = 0.15


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """Whom a source means.

    `confidence` is from 0 to 1, `description` the role as the article gives it, `others` the names of those whom the
    source could mean as well where the article leaves it open, most likely first, `mentioned` the name as it stands in
    a source that is only a name, `gender` "f" or "m", and `reason` a phrase for the editor. Each is empty where the
    article does not tell.
    """

    name: str
    type: str
    confidence: float
    description: str
    others: tuple[str, ...] = ()
    mentioned: str = ""
    gender: str = ""
    reason: str = ""


def resolve_sources(
    document: Document, sources: Sequence[Sequence[Span]], sureness: Sequence[float] = ()
) -> list[ResolvedActor | None]:
    """Whom each source means, in the order given; None where the article names nobody.

    `sources` are the attributions' sources in reading order, each a sequence of half-open spans that count code
    points of the text, possibly empty. `sureness`, from 0 to 1, says how sure each attribution is, if a detector found
    it: nobody is surely the actor of a doubtful one.
    """
    inventory = Inventory(document)
    learn_from_pronouns(inventory)
    foreground = Salience(inventory)
    return [
        _resolve_one(spans, foreground, min(1.0, sure + SOURCE_SURER))
        for spans, sure in zip_longest(sources, sureness[: len(sources)], fillvalue=1.0)
    ]


def is_sure(confidence: float) -> bool:
    """Return whether an actor of this confidence, from 0 to 1, needs no question mark."""
    return confidence >= SURE


def _resolve_one(spans: Sequence[Span], foreground: Salience, sure: float) -> ResolvedActor | None:
    """Whom one source means; noted for the ones after it. `sure` is how sure the source itself is."""
    at, items = items_of(foreground.inventory, spans)
    if not items:
        return None
    answer = meaning(items, at, foreground)
    answer = replace(answer, confidence=answer.confidence * sure)
    unnamed = None
    if answer.entity is None:
        unnamed = unnamed_one(items)
    elif not answer.entity.is_named:
        answer, unnamed = ResolvedSource(None, answer.confidence), answer.entity
    actor = _actor(answer, items, _words(foreground.inventory.text, spans), _where(answer.entity, at, foreground))
    if answer.entity is not None and (answer.rule == "document" or writes_document(items)):
        foreground.documents.append(answer.entity)
    by_person = answer.entity is not None and answer.entity.is_person
    if by_person if answer.rule == "document" else not (by_person and answer.rule == "document before"):
        end = max(end for _, end in spans)
        plural = _is_plural(items, answer.entity)
        foreground.note(Said(at, end, answer.entity, plural, answer.confidence, unnamed))
    return actor


def _actor(answer: ResolvedSource, items: Sequence[SourceToken], words: str, stands: str) -> ResolvedActor | None:
    """The answer as the caller gets it."""
    entity = answer.entity
    if entity is None:
        return None
    mentioned = bare_name(items) if answer.rule == "name" else ""
    return ResolvedActor(
        name=entity.name,
        type=_type(answer, entity),
        confidence=round(answer.confidence, 2),
        description=entity.description,
        others=tuple(dict.fromkeys(each.name for each in answer.rivals))[:MOST_RIVALS],
        mentioned=mentioned,
        gender=_gender(entity, items),
        reason=reason(answer, words, mentioned, stands),
    )


def _type(answer: ResolvedSource, entity: Entity) -> str:
    """The type as the caller knows it."""
    if answer.rule == "document":
        return "document"
    return "organisation" if entity.type == THING else entity.type or "person"


def _gender(entity: Entity, items: Sequence[SourceToken]) -> str:
    """The gender that the source, or else the article, tells of a person."""
    if not entity.is_person or entity.members:
        return ""
    told = GENDER_OF_PRONOUN.get(items[0].low, "") if len(items) == 1 else ""
    return told or entity.gender


def _words(text: str, spans: Sequence[Span]) -> str:
    """The source's words on one line."""
    return " ".join(" ".join(text[start:end] for start, end in sorted(spans)).split()).strip(' ,;:."“”')


def _where(entity: Entity | None, at: int, foreground: Salience) -> str:
    """Where the article names the entity, seen from token `at`."""
    if entity is None:
        return ""
    spoke = bool(foreground.said) and foreground.said[-1].entity is entity
    return where(foreground.sentences_back(at, entity), spoke, entity.is_person)


def _is_plural(items: Sequence[SourceToken], entity: Entity | None) -> bool:
    """Whether "they" may go on speaking of the source."""
    if entity is not None:
        return entity.is_plural
    last = items[-1].low
    return last in PLURAL or any(item.low.endswith("s") and not item.low.endswith("'s") for item in items[:5])
