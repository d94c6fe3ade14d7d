"""Says in plain words why something is highlighted."""

from annotate.detection.rule import Rule
from annotate.vocabulary import QUOTE

_LONGEST_NAME = 80


def explain(rule: Rule, cue: str, source: str, kind: str | None) -> str:
    """Return why something is highlighted, without a full stop: “‘denied’ attributes this to the Kremlin”.

    cue, source: their words, "" if there are none.
    """
    name = _shorten(source)
    if rule == Rule.PULL_QUOTE:
        return f"a pull quote; the lines below it name {name}" if name else "a pull quote"
    if rule == Rule.FOREIGN:
        return "quotation marks; the text does not seem to be in English, so nothing else was looked for"
    if rule == Rule.LONE_QUOTE:
        return "a paragraph in quotation marks" + (f"; it follows {name}" if name else "")
    if rule == Rule.HEADLINE and not cue:
        return "quotation marks in the headline"
    if rule == Rule.TRANSCRIPT and not name:
        return "an answer in a transcript"
    if rule == Rule.TRANSCRIPT:
        return f"a transcript names {name} before these words"
    if not cue:
        return f"quotation marks; the nearest source is {name}" if name else "quotation marks"
    return f"quotation marks; {_attributes(cue, 'it', name)}" if kind == QUOTE else _attributes(cue, "this", name)


def _attributes(cue: str, content: str, name: str) -> str:
    words = "the colon" if cue == ":" else f"‘{cue}’"
    return (
        f"{words} attributes {content} to {name}" if name else f"{words} attributes {content}, without naming a source"
    )


def _shorten(source: str) -> str:
    words = " ".join(source.split()).rstrip(",")
    name = words if len(words) <= _LONGEST_NAME else words.split(",")[0][:_LONGEST_NAME].rstrip() + "…"
    return name[:1].lower() + name[1:] if name.startswith(("The ", "A ", "An ", "She", "He", "They", "It")) else name
