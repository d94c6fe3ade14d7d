"""Finds where the content after a cue starts and ends."""

from annotate.detection.cues import PARTICIPIAL, Cue
from annotate.text.cue_lexicon import CLAUSE, DO, OBJECT, SETTING_NOUNS, TELL, THAT
from annotate.text.sentences import Sentence, Unit
from annotate.text.word_classes import (
    BE,
    CLOSING_BRACKETS,
    DASHES,
    DAYS,
    DETERMINERS,
    HAVE,
    OPENING_BRACKETS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME,
    is_adverb,
)

_NEAR = 18
_SAID_WHEN = TIME - {"this", "last", "too", "then", "may", "march"}
_MAY_OPEN_A_CLAUSE = frozenset("all both each only even just not never however perhaps".split())
_OCCASIONS = frozenset("interview statement tweet briefing conference".split())
_ENDS_OBJECT = frozenset("during after when while before but amid".split())
_ENDS_OBJECT_AFTER_COMMA = frozenset("who which where whose with and but a as in on at".split())
_NO_START = frozenset("and or but while when as after before because if though although".split()) | CLOSING_BRACKETS


def content_start(sentence: Sentence, cue: Cue) -> int | None:
    """Return the unit at which the content after a cue starts; None if there is no content."""
    units, body = sentence.units, sentence.body
    at = _after_adverbs(units, cue.last, body)
    if at >= body:
        return None
    if cue.verb.pattern == TELL and units[at].word not in (":", ","):
        return _start_after_addressee(units, at, body)
    if cue.verb.pattern in (OBJECT, DO) and units[at].word not in (",", ":"):
        return at if _can_start(units[at]) else None
    return _clause_start(units, at, body)


def content_end(sentence: Sentence, start: int, later: list[Cue], pattern: str = CLAUSE) -> int:
    """Return the unit after the content: the end of the sentence, or an earlier one if another cue cuts it off.

    later: the cues after the content's own. pattern: of its own cue.
    """
    end = sentence.body
    for cue in later:
        if cue.first <= start:
            continue
        stop = _cut_off_by(cue, sentence.units, start)
        if stop is not None and stop > start:
            end = min(end, stop)
            break
    object_only = pattern in (OBJECT, DO, THAT)
    if object_only:
        end = _object_end(sentence.units, start, end)
    end = _before_but(sentence.units, start, end)
    end = _before_according(sentence.units, start, end)
    return _without_setting(sentence.units, start, end, SETTING_NOUNS if object_only else _OCCASIONS)


def introduces_clause(unit: Unit) -> bool:
    """Return whether content certainly starts with this unit: *that*, or words in quotation marks."""
    return unit.word == "that" or unit.quotation is not None


def _after_adverbs(units: list[Unit], at: int, body: int) -> int:
    while at < body and _is_aside(units[at].word):
        at += 1
    return at


def _is_aside(word: str) -> bool:
    """Whether a word between cue and content belongs to neither: said *Monday*, said *repeatedly*."""
    return word in _SAID_WHEN or (is_adverb(word) and word not in _MAY_OPEN_A_CLAUSE)


def _can_start(unit: Unit) -> bool:
    return not unit.is_mark and unit.word not in _NO_START


def _clause_start(units: list[Unit], at: int, body: int) -> int | None:
    first = units[at]
    if introduces_clause(first):
        return at
    if first.word == ":":
        return at + 1 if at + 1 < body else None
    if first.word == ",":
        return _start_after_comma(units, at, body)
    if first.word in PREPOSITIONS or first.word in DASHES or first.word in OPENING_BRACKETS:
        return _start_after_setting(units, at, body)
    if first.word in ("last", "this") and at + 1 < body and units[at + 1].word in TIME:
        return _clause_start(units, _after_adverbs(units, at + 2, body), body) if at + 2 < body else None
    return at if _can_start(first) else None


def _start_after_comma(units: list[Unit], comma: int, body: int) -> int | None:
    """noted, however, that …; said, “…”"""
    if comma + 1 < body and units[comma + 1].quotation:
        return comma + 1
    for at in range(comma + 1, min(body - 1, comma + 12)):
        if units[at].word == ",":
            follows = units[at + 1]
            sure = introduces_clause(follows) or (at - comma <= 4 and follows.word in PRONOUNS | DETERMINERS)
            return at + 1 if sure and follows.word not in ("who",) else None
        if units[at].quotation:
            return None
    return None


def _start_after_setting(units: list[Unit], start: int, body: int) -> int | None:
    """said *in a statement on Friday* that …; said *at a rally*, “…”; told on Monday he would …"""
    for at in range(start + 1, min(body, start + _NEAR)):
        unit, before = units[at], units[at - 1]
        if unit.word == "that" and before.word not in (
            "in",
            "of",
            "on",
            "at",
            "to",
            "for",
            "from",
            "with",
            "about",
            "after",
        ):
            return at
        if unit.quotation and (before.word in (",", ":") or before.word in TIME or before.word in SETTING_NOUNS):
            return at
        if unit.word == ":" and at + 1 < body:
            return at + 1
        if unit.word in (
            "he",
            "she",
            "they",
            "we",
            "there",
            "it",
        ) and before.word not in PREPOSITIONS | SUBORDINATORS | {","}:
            return at
        if unit.word in (",", ";") and not (at + 1 < body and (introduces_clause(units[at + 1]) or at - start > 9)):
            return None
    return None


def _start_after_addressee(units: list[Unit], start: int, body: int) -> int | None:
    """told *reporters* that …, told *USA TODAY* it is clear …, told *him*: “…”"""
    if introduces_clause(units[start]):
        return start
    for at in range(start + 1, min(body, start + _NEAR)):
        unit, before = units[at], units[at - 1]
        if unit.word == "that" or unit.quotation:
            return at
        if unit.word == ":":
            return at + 1 if at + 1 < body else None
        if unit.word == "," and not (at + 1 < body and introduces_clause(units[at + 1])):
            return None
        if unit.word in PREPOSITIONS and before.word not in ("of",):
            return _start_after_setting(units, at, body)
        if unit.word in PRONOUNS - {"who"} or (unit.word in DETERMINERS and before.word not in DETERMINERS):
            return at
        if unit.capital and not before.capital and before.word not in DETERMINERS:
            return at
    return None


def _cut_off_by(cue: Cue, units: list[Unit], start: int) -> int | None:
    """Where a later cue cuts off the content; None if that cue is part of it."""
    before = units[cue.first - 1]
    if before.word in ("and", "but"):
        return _without_comma(units, cue.first - 1)
    if cue.form == PARTICIPIAL:
        return _without_comma(units, cue.first) if before.word == "," or cue.verb.lemma == "cite" else None
    for at in range(cue.first - 1, max(start, cue.first - 12), -1):
        if units[at].word in ("and", "but", "while", "though", "although", "as") and units[at - 1].word == ",":
            return at - 1
        if units[at].word in (",", ";"):
            return at if units[at].word == ";" else None
    return None


def _object_end(units: list[Unit], start: int, end: int) -> int:
    """The end of an object, without a clause after a comma, a second verb or a time."""
    if units[start].word == "that" or any(
        units[at].word == "," and units[at + 1].word == "of" for at in range(start, end - 1)
    ):
        return end
    for at in range(start + 1, end):
        unit, follows = units[at], units[at + 1] if at + 1 < end else None
        if unit.word in _ENDS_OBJECT or (unit.word in DAYS and units[at - 1].word not in ("of", "the")):
            return _without_comma(units, at)
        if unit.word in ("and", "but") and follows and (follows.word.endswith("ed") or follows.word in HAVE | BE):
            return _without_comma(units, at)
        if unit.word == "," and follows and (follows.word in _ENDS_OBJECT_AFTER_COMMA or follows.word.endswith("ing")):
            return at
    return end


def _before_but(units: list[Unit], start: int, end: int) -> int:
    for at in range(start + 1, end):
        if units[at].word == "but" and (units[at - 1].word == "," or units[at - 1].tail == ","):
            return _without_comma(units, at)
    return end


def _without_comma(units: list[Unit], at: int) -> int:
    return at - 1 if units[at - 1].word == "," else at


def _before_according(units: list[Unit], start: int, end: int) -> int:
    for at in range(start + 1, end - 1):
        if units[at].word == "according" and units[at + 1].word == "to":
            return _without_comma(units, at)
    return end


def _without_setting(units: list[Unit], start: int, end: int, nouns: frozenset[str]) -> int:
    """Leave out “in an interview with the BBC” at the end."""
    for at in range(end - 2, max(start + 1, end - 14), -1):
        opens = units[at].word in ("in", "during", "at") and units[at + 1].word in DETERMINERS
        if opens and any(unit.word in nouns for unit in units[at + 1 : at + 5]):
            return _without_comma(units, at)
    return end
