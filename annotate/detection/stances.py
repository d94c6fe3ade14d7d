"""Reads what a cue does with the content: assert it, deny it, or neither."""

import re

from annotate.detection.cues import HOLDS_BACK
from annotate.text.cue_lexicon import ASSERTS, CUE_FORMS, MUTE, NOUNS, Verb
from annotate.text.word_classes import BE, NEGATIONS

UNKNOWN = "unknown"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_POINT = (":", "-", "–", "—")
# Cues that attribute without a verb or noun of the lexicon.
_ATTRIBUTE = frozenset(
    """
    according allegedly reportedly purportedly supposedly per via implicated accusatory criticism criticisms critical
""".split()
)


def lower_words(text: str) -> list[str]:
    """Return the words of a text in lower case, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def read_cue(cue: str) -> tuple[str, Verb | None]:
    """Return the stance of a cue and the verb that expresses it; the verb is None for a noun or punctuation mark.

    The stance of a cue that is not in the lexicon is “unknown”: it attributes only words in quotation marks.
    """
    words = lower_words(cue)
    held = any(word in NEGATIONS | HOLDS_BACK for word in words) or "yet to" in " ".join(words)
    verb = _main_verb(words)
    if verb:
        return (MUTE if held else verb.stance), verb
    noun = next((NOUNS[word] for word in words if word in NOUNS), None)
    if noun is None:
        noun = ASSERTS if _attributes(cue, words) else UNKNOWN
    return (MUTE if held else noun), None


def _main_verb(words: list[str]) -> Verb | None:
    places = [words.index("to") + 1, *range(len(words))] if "to" in words else range(len(words))
    for at in places:  # continued *to call for*: the infinitive decides
        for verb, _ in CUE_FORMS.get(words[at] if at < len(words) else "", ()):
            if words[at] not in HOLDS_BACK and tuple(words[at + 1 : at + 1 + len(verb.particles)]) == verb.particles:
                return verb
    return None


def _attributes(cue: str, words: list[str]) -> bool:
    understood = "understood" in words and any(word in BE for word in words)
    return understood or cue.strip()[-1:] in _POINT or any(word in _ATTRIBUTE for word in words)
