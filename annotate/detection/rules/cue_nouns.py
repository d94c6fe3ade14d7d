"""Attributions by a noun: the allegation that …, Smith’s claim that …"""

from annotate.detection.attribution import Attribution
from annotate.detection.contents import content_end
from annotate.detection.cues import Cue, find_cues
from annotate.detection.rule import Rule
from annotate.text import Span
from annotate.text.cue_lexicon import NOUNS
from annotate.text.sentences import Sentence, Unit, unit_spans

_POSSESSIVES = frozenset("his her their its my our".split())
# After *that* a verb continues a relative clause: the claim that *made* him famous.
_RELATIVE_VERBS = frozenset("made was is were are has have had would could came led".split())


def find_by_nouns(sentence: Sentence) -> list[Attribution]:
    """Return the attributions of a sentence whose cue is a noun before *that*."""
    units = sentence.units
    places = [at for at in range(sentence.body - 2) if units[at].word in NOUNS and units[at + 1].word == "that"]
    if not places:
        return []
    cues = find_cues(sentence)
    return [_attribute(sentence, at, cues) for at in places if not _is_verb(at, cues) and _opens_clause(units[at + 2])]


def _is_verb(at: int, cues: list[Cue]) -> bool:
    return any(cue.first <= at < cue.last for cue in cues)


def _opens_clause(unit: Unit) -> bool:
    """Whether the word after *that* can begin what is said."""
    return not unit.word.endswith("ed") and unit.word not in _RELATIVE_VERBS


def _attribute(sentence: Sentence, at: int, cues: list[Cue]) -> Attribution:
    units = sentence.units
    later = [cue for cue in cues if cue.first > at]
    end = content_end(sentence, at + 1, later)
    return Attribution(unit_spans(units, at + 1, end), _owner(units, at), unit_spans(units, at, at + 1), rule=Rule.NOUN)


def _owner(units: list[Unit], noun: int) -> tuple[Span, ...]:
    """The possessive before a noun: Smith’s, his."""
    for at in range(noun - 1, max(-1, noun - 4), -1):
        word = units[at].word
        if word in _POSSESSIVES:
            return unit_spans(units, at, at + 1)
        if word.endswith(("'s", "s'")):
            start = at
            while start > 0 and units[start - 1].capital and units[at].capital:
                start -= 1
            return unit_spans(units, start, at + 1)
    return ()
