"""Texts whose sources are marked by square brackets."""

import re

from annotate.actors.resolution import ResolvedActor, resolve_sources
from annotate.text import Document


def resolved(marked: str) -> list[ResolvedActor | None]:
    """Whom the sources of a text mean, which stand in it in square brackets."""
    spans, text = [], ""
    for part in re.split(r"(\[.*?\])", marked, flags=re.DOTALL):
        words = part.removeprefix("[").removesuffix("]")
        if words != part:
            spans.append([(len(text), len(text) + len(words))])
        text += words
    return resolve_sources(Document(text), spans)


def names(marked: str) -> list[str | None]:
    """The names of those whom the sources in square brackets mean."""
    return [actor and actor.name for actor in resolved(marked)]


def last(marked: str) -> ResolvedActor:
    """The one whom the last source in square brackets means."""
    actor = resolved(marked)[-1]
    assert actor is not None
    return actor
