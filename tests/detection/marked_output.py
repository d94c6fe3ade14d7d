"""Shows claims as words, so that tests compare words and not offsets."""

from annotate.detection import Attribution, detect, find_attributions
from annotate.text import Document


def words(text: str, spans) -> str:
    return " | ".join(text[start:end] for start, end in spans)


def claims(text: str) -> list[tuple[str, str, str, str | None]]:
    """Return source, cue, content and kind of each claim."""
    return [_shown(text, one) for one in detect(Document(text))]


def claim(text: str) -> tuple[str, str, str, str | None]:
    """Return the only claim of a text."""
    (only,) = claims(text)
    return only


def attributions(text: str) -> list[tuple[str, str, str, str | None]]:
    return [_shown(text, one) for one in find_attributions(Document(text))]


def contents(text: str) -> list[str]:
    return [content for _, _, content, _ in claims(text)]


def _shown(text: str, one: Attribution) -> tuple[str, str, str, str | None]:
    return words(text, one.source), words(text, one.cue), words(text, one.spans), one.kind
