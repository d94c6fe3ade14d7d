"""Finds claims that deny something because a charge came before: She accused the firm. “We did not pay,” it said."""

import re
from collections.abc import Sequence
from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.detection.denials import DenialStrength, denial_strength
from annotate.text.spans import join_spans
from annotate.text.word_stems import word_stems
from annotate.vocabulary import ALLEGATION, DENIAL, QUOTE

_REACH = 600  # code points before a claim in which a charge counts
# A sentence with one of these makes a charge or reports one.
_CHARGE = re.compile(
    r"\b(?:accus(?:e|es|ed|ing|ations?)|alleg(?:es?|ed|edly|ing|ations?)|charged with|charges (?:of|against)|lawsuit"
    r"|blam(?:e|es|ed|ing)|su(?:ed|ing|es)|claims? (?:that|of)|rumou?rs|suggestions? (?:that|of)|complain(?:ed|ts?)"
    r"|denie[ds]|under investigation|criticism of|misconduct|prosecut(?:ors?|ion))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\W*(?:[\w'’-]+[^\w'’-]+){0,8}?(?:(?:did|was|were|had|has|have) not|never|nothing|neither"
    r"|no (?!longer|one|doubt)|(?:did|was|were|had|has|have)n['’]t)\b(?! (?:yet|only|just|know|sure|comment|surpris))",
    re.IGNORECASE,
)
_SOMEBODY_ACCUSED = re.compile(
    r"\b(?:was|were|is|are|been|stands?) (?:\w+ly )?(?:accused|charged|alleged|sued|blamed)\b", re.IGNORECASE
)
_SPEAKS_FOR_ACCUSED = re.compile(
    r"\b(?:spokes\w+|lawyers?|attorneys?|solicitors?|counsel|barristers?|agent|defen[cs]e|defendant)\b", re.IGNORECASE
)
# For whom somebody speaks: a spokesman for *the weather service*, *Roe*’s lawyer.
_FOR_WHOM = re.compile(r"\b(?:for|of) ([^,]+)|^([^,]+?)['’]s? ")
_PRONOUN = re.compile(r"^(?:s?he|they|it|i|we|who)$", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z]\w{2,}")
_SENTENCE_END = re.compile(r"[.!?][\x22”'’]?\s|\n")


def mark_answers(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the same attributions, but make each negated claim that answers a charge shortly before it a denial.

    found: in reading order, each with its kind.
    """
    marked: list[Attribution] = []
    for claim in found:
        answers = claim.kind in (ALLEGATION, QUOTE) and _answers_a_charge(text, marked, claim)
        marked.append(replace(claim, kind=DENIAL) if answers else claim)
    return marked


def _answers_a_charge(text: str, before: Sequence[Attribution], claim: Attribution) -> bool:
    cue, content = join_spans(text, claim.cue), join_spans(text, claim.spans)
    weak = denial_strength(cue, content) == DenialStrength.WEAK
    if not weak and not (cue and _NEGATED.match(content)):
        return False
    start = min(span[0] for span in (*claim.spans, *claim.cue, *claim.source))
    charge = _sentences_with_charges(text[max(0, start - _REACH) : start])
    source = join_spans(text, claim.source)
    if not charge or _accuses(text, before, source):
        return False
    return weak or _is_accused(source, charge)


def _is_accused(source: str, charge: str) -> bool:
    """Whether the source is the accused side: its speaker, somebody named in the charge, or “he” who was accused."""
    if _PRONOUN.match(source):
        return bool(_SOMEBODY_ACCUSED.search(charge))
    if set(_NAME.findall(source)) & set(_NAME.findall(charge)):
        return True
    side = _FOR_WHOM.search(source)
    if side and not word_stems(side[1] or side[2]) & word_stems(charge):
        return False
    return bool(_SPEAKS_FOR_ACCUSED.search(source))


def _sentences_with_charges(before: str) -> str:
    """The sentences that make a charge, joined."""
    return " ".join(sentence for sentence in _SENTENCE_END.split(before) if _CHARGE.search(sentence))


def _accuses(text: str, before: Sequence[Attribution], source: str) -> bool:
    """Whether the source made a charge just before; a pronoun is the last source."""
    recent = [(join_spans(text, claim.source), join_spans(text, (*claim.cue, *claim.spans))) for claim in before[-6:]]
    if _PRONOUN.match(source) or not source:
        return any(other and _CHARGE.search(words) for other, words in recent[-1:])
    names = set(_NAME.findall(source))
    return any(names & set(_NAME.findall(other)) and _CHARGE.search(words) for other, words in recent)
