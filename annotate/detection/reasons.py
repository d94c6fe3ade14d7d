"""Says in plain words why something is highlighted."""

from annotate.detection.rules.rule_match import FOREIGN, LONE_QUOTE, PULL_QUOTE, TRANSCRIPT
from annotate.vocabulary import QUOTE

_LONGEST_NAME = 80


def reason_for(rule: str, cue: str, source: str, kind: str | None) -> str:
    """One sentence without a full stop: “‘denied’ attributes this to the Kremlin”.

    rule: the name of the rule that found it. cue, source: their words, "" where there are none.
    """
    name = _short(source)
    if rule == PULL_QUOTE:
        return f"a pull quote; the lines below it name {name}" if name else "a pull quote"
    if rule == FOREIGN:
        return "quotation marks; the text does not seem to be in English, so nothing else was looked for"
    if rule == LONE_QUOTE:
        return "a paragraph in quotation marks" + (f"; it follows {name}" if name else "")
    if rule == TRANSCRIPT:
        return f"a transcript names {name} before these words"
    if not cue:
        return f"quotation marks; the nearest source is {name}" if name else "quotation marks"
    return f"quotation marks; {_attributes(cue, 'it', name)}" if kind == QUOTE else _attributes(cue, "this", name)


def _attributes(cue: str, what: str, name: str) -> str:
    words = "the colon" if cue == ":" else f"‘{cue}’"
    return f"{words} attributes {what} to {name}" if name else f"{words} attributes {what}, without naming a source"


def _short(source: str) -> str:
    words = " ".join(source.split()).rstrip(",")
    name = words if len(words) <= _LONGEST_NAME else words.split(",")[0][:_LONGEST_NAME].rstrip() + "…"
    return name[:1].lower() + name[1:] if name.startswith(("The ", "A ", "An ", "She", "He", "They", "It")) else name
