"""Judges whether a cue and its content deny something."""

import re
from collections.abc import Sequence
from enum import IntEnum

from annotate.detection.denial_words import ANSWERS_A_CHARGE, MAY_ANSWER_A_CHARGE, Answer
from annotate.detection.stances import UNKNOWN, lower_words, read_cue
from annotate.text.cue_lexicon import ACCUSATIONS, ASSERTS, DENIES, Verb
from annotate.text.word_classes import COMMON_FINITES

_LONG_ENOUGH = 400  # code points; a denial shows early
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\b", re.IGNORECASE)
# Things that are denied when somebody refuses them, not when somebody disputes them.
_GRANTED = frozenset(
    """
    request requests bail motion motions petition petitions appeal appeals application applications permission access
    entry visa visas asylum parole stay injunction licence license certiorari clemency leave opportunity chance goal
    penalty winner equaliser equalizer hat-trick victory
""".split()
)
# Things that people turn down: if one comes first, nothing said is denied.
_OFFERED = _GRANTED | frozenset(
    """
    bid bids offer offers proposal proposals plan plans deal deals treaty amendment bill call calls invitation demand
    demands attempt attempts ultimatum advances approach approaches guidance application takeover resolution budget
""".split()
)
_BID = re.compile(r"(?:\w['’]s?|\b(?:his|her|their|its)) (?:\w+ )?(?:bid|attempt|effort|push)\b", re.IGNORECASE)
# A person or team that is denied something: denied Arsenal a late winner, denied the same player with a last tackle.
_THWARTED = re.compile(
    r"(?:(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?|the (?:[\w-]+ ){0,2}(?:player|striker|forward|winger|midfielder|defender"
    r"|substitute|captain|batsman|visitors|hosts|champions|side|team))"
    r"(?: (?:an?|the|with|from|by|twice|his|her|their|any)\b|[,.]?$)"
)
_NEEDS_A_CHARGE = frozenset(
    """
    reject dismiss contest shoot play brush wave knock hit fire laugh swat bat shrug fend pour fly see fight scotch
    quash disown discount disagree quarrel counter challenge ridicule mock
""".split()
)
# Verbs that assert or ask, and deny only if their object is a charge: countered the claim, challenged the figures.
_MAY_DENY = frozenset("counter challenge ridicule mock hit fire shoot".split())
_ANSWERS = frozenset("insist maintain protest".split())  # one insists because somebody said otherwise
# Falsehoods in what an accuser says are the charge: alleged that the accounts were false.
_ACCUSES = frozenset("allege accuse blame charge complain admit confess".split())
_PLEADS_GUILTY = re.compile(r"(?<!not )\bguilty\b", re.IGNORECASE)
_POINTS_BACK = frozenset("that it them any this those these".split())
_WILL_NOT_ACCEPT = re.compile(
    r"\b(?:not|n['’]t|never|refus\w+(?: to)?) (?:\w+ly )?(?:accept|recogni[sz]e|agree)", re.IGNORECASE
)
_VERDICT = re.compile(
    r"\b(?:f(?:ind|inds|ound)|clear\w*|acquit\w*|return\w*|convict\w*|verdict|deliver\w*)\b", re.IGNORECASE
)
_NOT_GUILTY = re.compile(r"\bnot guilty\b|\bno wrong-?doing\b", re.IGNORECASE)


class DenialStrength(IntEnum):
    """How much the words alone say that a claim is a denial."""

    NONE = 0
    WEAK = 1
    """Denies something if it answers a charge: “We did not pay.”"""
    STRONG = 2
    """Denies something whatever came before: “The claim is false.”"""


def denial_strength(cue: str, content: str) -> DenialStrength:
    """Return how strongly an attribution denies something, judged by its own words.

    cue: the words that attribute, "" if the layout does. content: what is said.
    """
    stance, verb = read_cue(cue)
    if stance == DENIES:
        return DenialStrength(2 * _denies_something_said(cue, verb, content))
    if verb and verb.lemma in _MAY_DENY and _is_charge(content):
        return DenialStrength.STRONG
    if _WILL_NOT_ACCEPT.search(cue) and (_is_charge(content) or content.startswith("that ")):
        return DenialStrength.STRONG
    if stance not in (ASSERTS, UNKNOWN) or (verb and verb.lemma in _ACCUSES) or _PLEADS_GUILTY.search(cue):
        return DenialStrength.NONE
    if _VERDICT.search(cue) and _NOT_GUILTY.search(content):
        return DenialStrength.NONE
    if _is_in(ANSWERS_A_CHARGE, content):
        return DenialStrength.STRONG
    if not _is_in(MAY_ANSWER_A_CHARGE, content):
        return DenialStrength.NONE
    return DenialStrength.STRONG if verb and verb.lemma in _ANSWERS else DenialStrength.WEAK


def _is_in(answers: Sequence[Answer], content: str) -> bool:
    head = content[:_LONG_ENOUGH]
    words = set(lower_words(head))
    if any(word.endswith("n't") for word in words):
        words.add("n't")
    return any(not words.isdisjoint(answer.words) and answer.pattern.search(head) for answer in answers)


def _denies_something_said(cue: str, verb: Verb | None, content: str) -> bool:
    """Whether a charge is denied, not a treaty rejected, bail denied, or a striker denied a goal."""
    words = lower_words(content)
    if verb and verb.lemma == "deny" and not _PASSIVE.search(cue):
        if _THWARTED.match(content) and not any(word in ACCUSATIONS for word in words):
            return False
        clause = words[:1] == ["that"] or any(word in COMMON_FINITES for word in words)
        return clause or not (any(word in _GRANTED for word in words[:6]) or _BID.search(content[:60]))
    if verb is None or (verb.lemma not in _NEEDS_A_CHARGE and verb.lemma != "deny"):
        return True
    return _is_charge(content)


def _is_charge(content: str) -> bool:
    """Whether the object of a cue is something said, not something offered: rejected *the claim*, not *the bid*."""
    words = lower_words(content)
    if words[:1] and words[0] in _POINTS_BACK and (len(words) == 1 or words[0] in ("that", "any")):
        return True
    first = next((at for at, word in enumerate(words[:12]) if word in ACCUSATIONS or word in _OFFERED), None)
    return first is not None and words[first] in ACCUSATIONS and words[first : first + 2] != ["idea", "of"]
