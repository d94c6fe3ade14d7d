"""Resolving the sources of an article's attributions to those whom the article names."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.actors.mentions.entity import Entity, joint
from annotate.actors.mentions.foreground import Foreground
from annotate.actors.mentions.genders import GENDER_OF_PRONOUN, learn_from_pronouns
from annotate.actors.mentions.inventory import Inventory
from annotate.actors.mentions.items import NAME, Item, items_of
from annotate.actors.mentions.nominals import resolve_nominal
from annotate.actors.mentions.pronouns import ALL, PLURAL, former_or_latter, resolve_pronoun
from annotate.actors.mentions.reading import Reading, read

Span = tuple[int, int]

# How often each rule is right, measured on PolNeAR's development articles.
CONFIDENCE = {
    "name": 0.95,
    "joint": 0.85,
    "apposition": 0.9,
    "example": 0.8,
    "voice": 0.8,
    "document": 0.7,
    "institution": 0.7,
}
SHARED_NAME = 0.7  # a name that two bear, without a word that tells them apart


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """Whom a source means. `confidence` is from 0 to 1; `description` is the role as the article gives it, or ""."""

    name: str
    type: str
    confidence: float
    description: str
    others: tuple[str, ...] = ()
    mentioned: str = ""
    gender: str = ""
    reason: str = ""


def resolve(text: str, sources: Sequence[Sequence[Span]]) -> list[ResolvedActor | None]:
    """Whom each source means, in the order given; None where the article names nobody.

    `sources` are the attributions' sources in reading order, each a sequence of half-open spans that count code
    points of `text`, possibly empty.
    """
    inventory = Inventory(text)
    learn_from_pronouns(inventory)
    foreground = Foreground(inventory)
    return [_resolve_one(spans, foreground) for spans in sources]


def _resolve_one(spans: Sequence[Span], foreground: Foreground) -> ResolvedActor | None:
    """Whom one source means; noted for the ones after it."""
    at, items = items_of(foreground.inventory, spans)
    if not items:
        return None
    entity, confidence, kind = _meaning(items, at, foreground)
    if kind == "document" and entity is not None:
        foreground.documents.append(entity)
    else:
        foreground.note(at, entity, _is_plural(items, entity))
    return None if entity is None else _actor(entity, confidence, kind)


def _actor(entity: Entity, confidence: float, kind: str) -> ResolvedActor:
    """The entity as the caller gets it."""
    return ResolvedActor(entity.name, kind or entity.type or "person", round(confidence, 2), entity.description)


def _is_plural(items: Sequence[Item], entity: Entity | None) -> bool:
    """Whether "they" may go on speaking of the source."""
    if entity is not None:
        return entity.is_plural
    last = items[-1].low
    return last in PLURAL or any(item.low.endswith("s") and not item.low.endswith("'s") for item in items[:5])


def _meaning(items: list[Item], at: int, foreground: Foreground) -> tuple[Entity | None, float, str]:
    """Whom the items mean, how surely, and the type to give it if not its own."""
    words = [item.low for item in items]
    if words[:2] in (["the", "former"], ["the", "latter"]) and len(words) == 2:
        return *former_or_latter(words[1], at, foreground), ""
    if words[0] in ALL and len(words) == 1 and items[0].kind != NAME:
        return *resolve_pronoun(words[0], at, foreground), ""
    if words[0] in GENDER_OF_PRONOUN and words[1] == "and":
        return *resolve_pronoun(words[0], at, foreground), ""  # "he and his allies"
    if words[-1] in {"whom", "which", "them", "us"} and len(words) > 1:
        return None, 0.6, ""
    reading = read(items)
    if reading.entities:
        return _named(reading, _is_shared(items, reading, foreground))
    if reading.rule == "unnamed":
        return None, 0.8, ""
    entity, confidence = resolve_nominal(items, at, foreground)
    return entity, confidence, ""


def _is_shared(items: Sequence[Item], reading: Reading, foreground: Foreground) -> bool:
    """Whether one of the names read may be another's too."""
    named = [item.mention for item in items if item.mention and item.entity in reading.entities]
    return any(len(foreground.inventory.candidates(mention)) > 1 for mention in named)


def _named(reading: Reading, shared: bool) -> tuple[Entity, float, str]:
    """The one or several whom a source names."""
    entity = reading.entities[0] if len(reading.entities) == 1 else joint(list(reading.entities))
    confidence = min(CONFIDENCE[reading.rule], SHARED_NAME if shared else 1.0)
    return entity, confidence, "document" if reading.rule == "document" else ""
