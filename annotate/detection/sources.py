"""Finds the source: the noun phrase before a cue, or after an inverted one."""

from annotate.detection.cues import PARTICIPIAL, Cue
from annotate.text.sentences import Unit
from annotate.text.word_classes import (
    CLOSING_BRACKETS,
    COMMON_FINITES,
    CONJUNCTIONS,
    DASHES,
    DAYS,
    DETERMINERS,
    FRONTING,
    OPENING_BRACKETS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIME,
    is_adverb,
)

Range = tuple[int, int]

_LONGEST = 40
_AFTER_NAME = frozenset("in on at during after before when while as because since following through via to if".split())


def source_before(units: list[Unit], cue: Cue, low: int) -> Range | None:
    """Return the units that name the source before a cue, from unit `low` on at the earliest.

    Return None if there is no noun phrase: the cue is inverted, or shares its subject with an earlier one.
    """
    if cue.form == PARTICIPIAL and (
        cue.first == low or units[cue.first - 1].word in {","} | CONJUNCTIONS | DASHES | PREPOSITIONS
    ):
        return None
    start = _phrase_start(units, cue.first, low)
    if start < cue.first:
        return _trim(units, _join_names(units, start, low), cue.first)
    if start > low and units[start - 1].word == ",":
        return _across_commas(units, low, cue.first)
    return None


def source_after(units: list[Unit], start: int, body: int) -> Range | None:
    """Return the units that name the source after an inverted cue: “…,” said *Jane Doe, a teacher*."""
    at = start
    while at < body and not _ends_inverted(units, at, start):
        at += 1
    return (start, at) if at > start and units[start].word[:1].isalnum() else None


def guess_subject(units: list[Unit], low: int, high: int) -> Range | None:
    """Guess the subject of the clause that starts at `low`: its first names, a pronoun, or *the* and a name."""
    start = _skip_front(units, low, high)
    if start >= high:
        return None
    at = start
    if units[at].word in ("he", "she", "they", "it", "we", "i"):
        return start, start + 1
    if units[at].word in DETERMINERS:
        at += 1
    while (
        at < high
        and (units[at].capital or (at == start + 1 and units[start].word in DETERMINERS))
        and not units[at].is_mark
    ):
        at += 1
    return (start, at) if at > start else None


def _skip_front(units: list[Unit], low: int, high: int) -> int:
    """The unit after the comma that ends an adverbial at the start; `low` if there is no adverbial."""
    if low < high and units[low].word in FRONTING:
        for at in range(low, min(high, low + 30)):
            if units[at].word == ",":
                return at + 1
    return low


def _phrase_start(units: list[Unit], end: int, low: int) -> int:
    """Where the phrase that ends before unit `end` starts; `end` if there is a boundary right before it."""
    if end > low and units[end - 1].word in RELATIVES:
        many = end - 3 >= low and units[end - 2].word == "of"
        return end - 3 if many else end - 1
    at = end
    while at > low and end - at < _LONGEST:
        word = units[at - 1].word
        if word in CLOSING_BRACKETS:
            at = _opening(units, at - 1, low)
        elif _is_boundary(units, at - 1, low):
            break
        else:
            at -= 1
    return at


def _is_boundary(units: list[Unit], at: int, low: int) -> bool:
    unit = units[at]
    if unit.quotation:
        return bool(unit.tail)
    if unit.word == "that":
        return at == low or not units[at - 1].word.isalpha() or units[at - 1].word in COMMON_FINITES
    if unit.word in ("who", "which", "whom"):
        follows = units[at + 1]
        return follows.capital or follows.word in DETERMINERS or follows.word in PRONOUNS
    return unit.word in SUBORDINATORS or (
        unit.is_mark and unit.word not in ("&", "'", "’", ".", "$", "#", "@", "/", "%")
    )


def _opening(units: list[Unit], close: int, low: int) -> int:
    for at in range(close - 1, max(low, close - 12) - 1, -1):
        if units[at].word in OPENING_BRACKETS:
            return at
    return close


def _join_names(units: list[Unit], start: int, low: int) -> int:
    """The start of “Smith and Jones” before “said”, if a name at a boundary comes before *and*; else `start`."""
    if (
        start - 2 < low
        or units[start - 1].word not in ("and", "&")
        or (not units[start - 2].capital and units[start - 2].word[-1:] != "s")
    ):
        return start
    left = _phrase_start(units, start - 1, low)
    names_a_person = left == low or (
        left > low and (units[left - 1].quotation is not None or units[left - 1].word == ",")
    )
    chunk = units[left : start - 1]
    if not names_a_person or len(chunk) > 7 or not chunk or any(unit.word in COMMON_FINITES for unit in chunk):
        return start
    if left > low + 1 and units[left - 1].word == "," and not all(unit.capital for unit in chunk):
        return start
    return left


def _trim(units: list[Unit], start: int, end: int) -> Range | None:
    """Cut off words around a noun phrase that do not belong to it: a conjunction, an adverb, “On Monday”."""
    while start < end and (
        units[start].word in CONJUNCTIONS or is_adverb(units[start].word) or units[start].word in ("but", "so")
    ):
        start += 1
    if (
        start + 1 < end
        and units[start].word in ("on", "in", "last", "this")
        and (units[start + 1].word in TIME or units[start + 1].word.isdigit())
    ):
        start += 2
    elif start + 1 < end and units[start].word in DAYS:
        start += 1
    while end - 1 > start and units[end - 1].word in TIME:
        end -= 1
    return (start, end) if start < end else None


def _across_commas(units: list[Unit], low: int, end: int) -> Range | None:
    """A noun phrase with something between commas: “Smith, who left in May, also” promised."""
    start = _clause_start(units, end - 1, low)
    start = _trim_front(units, start, end)
    stop = end
    first_comma = next((at for at in range(start, end) if units[at].word == ","), end)
    if first_comma + 1 < end and units[first_comma + 1].word in PREPOSITIONS:
        stop = first_comma
    return _trim(units, start, stop)


def _clause_start(units: list[Unit], comma: int, low: int) -> int:
    """The start of the clause, looking back over parts between commas."""
    at = comma
    while at > low:
        unit = units[at - 1]
        if unit.word in (";", ":") or unit.word in DASHES or (unit.quotation and unit.tail):
            break
        if unit.word in ("and", "but", "while") and at - 2 >= low and units[at - 2].word == ",":
            break
        at -= 1
    while at < comma and units[at].word == ",":
        at += 1
    return at


def _trim_front(units: list[Unit], start: int, end: int) -> int:
    """Drop adverbials at the front, as long as a phrase follows their comma."""
    while start < end and (units[start].word in FRONTING or units[start].word.endswith("ing")):
        comma = next((at for at in range(start, end - 1) if units[at].word == ","), None)
        if comma is None or comma + 1 >= end - 1:
            break
        start = comma + 1
    return start


def _ends_inverted(units: list[Unit], at: int, start: int) -> bool:
    unit = units[at]
    if unit.quotation or unit.word in (";", ":") or unit.word in DASHES:
        return unit.quotation is None or at > start
    if unit.word == ",":
        follows = units[at + 1] if at + 1 < len(units) else None
        return follows is None or follows.quotation is not None or _begins_adjunct(follows.word)
    if at == start:
        return False
    plain = not any(one.word == "," for one in units[start:at])
    return plain and (unit.word in _AFTER_NAME or unit.word in DAYS)


def _begins_adjunct(word: str) -> bool:
    return word in CONJUNCTIONS | PREPOSITIONS | SUBORDINATORS or word.endswith("ing")
