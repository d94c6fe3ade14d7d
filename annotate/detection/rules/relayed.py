"""Statements that one source relays from another: quoted an official as saying …; reported, citing officials, that …"""

from annotate.detection.attribution import Attribution
from annotate.detection.rule import Rule
from annotate.text.cue_lexicon import SPEECH_VERBS
from annotate.text.sentences import Sentence, Unit, unit_spans
from annotate.text.word_classes import DAYS, TIME

_QUOTED = frozenset("quoted quotes quoting cited cites citing".split())
_SAYING = frozenset("saying claiming suggesting alleging denying warning".split())
_CITING = frozenset("citing quoting".split())
_CLAIMED = frozenset("claimed alleged understood reported revealed believed announced confirmed said".split())
_LONGEST_SOURCE = 25  # words


def find_relayed(sentence: Sentence) -> list[Attribution]:
    """Return the statements in a sentence whose source is between the cue and the content."""
    units, body = sentence.units, sentence.body
    found = [claimed] if (claimed := _it_was_claimed(units, body)) else []
    for at in range(1, body - 3):
        attribution = _quoted_as_saying(units, at, body) or _reported_citing(units, at, body)
        if attribution:
            found.append(attribution)
    return found


def _it_was_claimed(units: list[Unit], body: int) -> Attribution | None:
    """*The board knew of the losses*, it was claimed yesterday."""
    at = next((at for at in range(body - 3, max(2, body - 6), -1) if units[at].word == "it"), None)
    if at is None or units[at - 1].word != "," or units[at + 1].word not in ("is", "was", "has"):
        return None
    said = next((place for place in range(at + 2, body) if units[place].word in _CLAIMED), None)
    if said is None or not all(unit.word in TIME | DAYS | {"on", "in", "at"} for unit in units[said + 1 : body]):
        return None
    return Attribution(unit_spans(units, 0, at - 1), (), unit_spans(units, at, said + 1), rule=Rule.RELAYED)


def _quoted_as_saying(units: list[Unit], at: int, body: int) -> Attribution | None:
    """The agency quoted *an official* as saying *it was over*."""
    if units[at].word not in _QUOTED:
        return None
    near = range(at + 2, min(body - 2, at + _LONGEST_SOURCE))
    saying = next((place for place in near if _is_as_saying(units, place)), None)
    if saying is None or any(unit.quotation or unit.word in (";", ":") for unit in units[at + 1 : saying]):
        return None
    content = unit_spans(units, saying + 2, body)
    cue = unit_spans(units, at, at + 1) + unit_spans(units, saying, saying + 2)
    return Attribution(content, unit_spans(units, at + 1, saying), cue, rule=Rule.RELAYED)


def _is_as_saying(units: list[Unit], at: int) -> bool:
    return units[at].word == "as" and units[at + 1].word in _SAYING


def _reported_citing(units: list[Unit], at: int, body: int) -> Attribution | None:
    """*The agency* reported, citing officials, *that it was over*."""
    if units[at].word not in SPEECH_VERBS or units[at + 1].word != "," or units[at + 2].word not in _CITING:
        return None
    near = range(at + 3, min(body - 2, at + _LONGEST_SOURCE))
    comma = next((place for place in near if units[place].word == "," and units[place + 1].word == "that"), None)
    start = at
    while start > 0 and not units[start - 1].is_mark and not units[start - 1].quotation:
        start -= 1
    if comma is None or start == at:
        return None
    return Attribution(
        unit_spans(units, comma + 1, body),
        unit_spans(units, start, at),
        unit_spans(units, at, at + 1),
        rule=Rule.RELAYED,
    )
