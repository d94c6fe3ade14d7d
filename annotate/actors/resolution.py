"""Resolving the sources of an article's attributions to the names in the article. Pure Python."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotate.actors.mentions.entity import Entity
from annotate.actors.mentions.explanations import describe_place, explain_source
from annotate.actors.mentions.genders import GENDER_OF_PRONOUN, learn_genders
from annotate.actors.mentions.inventory import Inventory
from annotate.actors.mentions.mention import THING
from annotate.actors.mentions.nominals import unnamed_entity
from annotate.actors.mentions.pronouns import PLURAL
from annotate.actors.mentions.resolved_source import NOBODY, ResolvedSource
from annotate.actors.mentions.resolver import MOST_RIVALS, resolve_source
from annotate.actors.mentions.salience import EarlierSource, Salience
from annotate.actors.mentions.source_phrase import bare_name, writes_document
from annotate.actors.mentions.source_tokens import SourceToken, source_tokens_of
from annotate.text import Document, Span
from annotate.vocabulary import DOCUMENT, ORGANISATION, PERSON

# From this confidence on an actor counts as sure: its card does not ask, and the evaluation counts how many are right.
SURE = 0.8
# A detected source is right more often than its whole attribution; measured on PolNeAR's development articles.
SOURCE_SURER = 0.15


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """The actor that a source means.

    `confidence` is from 0 to 1. `description` is the role as the article words it. `others` are the names of others
    whom the source could mean, most likely first. `mentioned` is the name in the source, if the source is only a name.
    `gender` is "f" or "m". `reason` is a phrase for the editor. Text fields are "" if the article does not say.
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
    """Return the actor that each source means, in the order given; None if the article names nobody.

    `sources` are the attributions' sources in reading order, each a sequence of half-open spans that count code
    points of the text, possibly empty. `sureness` is the confidence of each attribution, from 0 to 1, if a detector
    found it: the actor of a doubtful attribution is doubtful.
    """
    inventory = Inventory(document)
    learn_genders(inventory)
    salience = Salience(inventory)
    confidences = [min(1.0, sure + SOURCE_SURER) for sure in sureness] or [1.0] * len(sources)
    return [_resolve_one(spans, salience, sure) for spans, sure in zip(sources, confidences, strict=True)]


def is_sure(confidence: float) -> bool:
    """Return whether an actor of this confidence, from 0 to 1, needs no question mark."""
    return confidence >= SURE


def _resolve_one(spans: Sequence[Span], salience: Salience, sure: float) -> ResolvedActor | None:
    """Resolve one source, whose own confidence is `sure`, and add it to the salience for the sources after it."""
    at, source = source_tokens_of(salience.inventory, spans)
    if not source:
        return None
    answer = resolve_source(source, at, salience)
    answer = replace(answer, confidence=answer.confidence * sure)
    unnamed = None
    if answer.entity is None:
        unnamed = unnamed_entity(source)
    elif not answer.entity.is_named:
        answer, unnamed = NOBODY, answer.entity
    actor = _actor(answer, source, _words(salience.inventory.text, spans), _place_of(answer.entity, at, salience))
    if answer.entity is not None and (answer.rule == "document" or writes_document(source)):
        salience.documents.append(answer.entity)
    by_person = answer.entity is not None and answer.entity.is_person
    if by_person if answer.rule == "document" else not (by_person and answer.rule == "document before"):
        end = max(end for _, end in spans)
        plural = _is_plural(source, answer.entity)
        salience.add_source(EarlierSource(at, end, answer.entity, plural, answer.confidence, unnamed))
    return actor


def _actor(answer: ResolvedSource, source: Sequence[SourceToken], words: str, place: str) -> ResolvedActor | None:
    """Return the result for the caller."""
    entity = answer.entity
    if entity is None:
        return None
    mentioned = bare_name(source) if answer.rule == "name" else ""
    return ResolvedActor(
        name=entity.name,
        type=_type(answer, entity),
        confidence=round(answer.confidence, 2),
        description=entity.description,
        others=tuple(dict.fromkeys(rival.name for rival in answer.rivals))[:MOST_RIVALS],
        mentioned=mentioned,
        gender=_gender(entity, source),
        reason=explain_source(answer, words, mentioned, place),
    )


def _type(answer: ResolvedSource, entity: Entity) -> str:
    """Return the actor's type, one of `Actor.Type`."""
    if answer.rule == "document":
        return DOCUMENT
    return ORGANISATION if entity.type == THING else entity.type or PERSON


def _gender(entity: Entity, source: Sequence[SourceToken]) -> str:
    """Return a person's gender from the source, or else from the article."""
    if not entity.is_person or entity.members:
        return ""
    by_pronoun = GENDER_OF_PRONOUN.get(source[0].low, "") if len(source) == 1 else ""
    return by_pronoun or entity.gender


def _words(text: str, spans: Sequence[Span]) -> str:
    """Return the source's words on one line."""
    return " ".join(" ".join(text[start:end] for start, end in sorted(spans)).split()).strip(' ,;:."“”')


def _place_of(entity: Entity | None, at: int, salience: Salience) -> str:
    """Return where the article names the entity, seen from token `at`."""
    if entity is None:
        return ""
    spoke = bool(salience.sources) and salience.sources[-1].entity is entity
    return describe_place(salience.sentences_back(at, entity), spoke, entity.is_person)


def _is_plural(source: Sequence[SourceToken], entity: Entity | None) -> bool:
    """Whether "they" can continue the source."""
    if entity is not None:
        return entity.is_plural
    last = source[-1].low
    return last in PLURAL or any(token.low.endswith("s") and not token.low.endswith("'s") for token in source[:5])
