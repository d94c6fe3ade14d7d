"""Texts with their sources in square brackets."""

import re

from annotate.actors.resolution import ResolvedActor, resolve_sources
from annotate.text import Document


def resolved(marked: str) -> list[ResolvedActor | None]:
    """Resolve the sources of a text, which are in square brackets."""
    spans, text = [], ""
    for part in re.split(r"(\[.*?\])", marked, flags=re.DOTALL):
        words = part.removeprefix("[").removesuffix("]")
        if words != part:
            spans.append([(len(text), len(text) + len(words))])
        text += words
    return resolve_sources(Document(text), spans)


def names(marked: str) -> list[str | None]:
    """Return the names of the actors that the sources in square brackets mean."""
    return [actor and actor.name for actor in resolved(marked)]


def last(marked: str) -> ResolvedActor:
    """Return the actor that the last source in square brackets means."""
    actor = resolved(marked)[-1]
    assert actor is not None
    return actor
