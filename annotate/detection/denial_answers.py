"""Finds the claim that a denial answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.detection.attribution import Attribution
from annotate.detection.charge_words import (
    ACCUSING_CUE,
    DOUBTING_CUE,
    MISDEED,
    OWN_CLAIM,
    POINTS_BACK,
    SAID,
    STATES_CHARGE,
)
from annotate.detection.claim_sides import find_antecedents, is_same_side, side_words
from annotate.detection.stances import read_cue
from annotate.text.cue_lexicon import DENIES
from annotate.text.spans import join_spans
from annotate.text.word_stems import word_stems
from annotate.vocabulary import ALLEGATION, DENIAL, QUOTE

_BEFORE, _AFTER = 15, 8  # claims
_NEAR = 3  # claims within which an accusation alone connects
_START = 4  # letters that a noun and its verb share: argument, argued
_FAR = 12
_FIRST = 5  # claims of a headline and a lead
_LONGEST = 2000  # code points of a content that are read
_CAPITAL = re.compile(r"\b[A-Z]\w{2,}")
_HALF = 0.5
# Points for what connects a claim with a denial, set by hand on articles of several beats.
_ACCUSING_CUE = 1.5
_DOUBTING_CUE = 1.1
_MISDEED = 1.0
_DENIER_NAMED = 1.5
_DENIER_GUESSED = 0.8
_ACCUSER_NAMED = 1.5
_SAME_WORD = 1.0  # the argument; argued
_NEAREST = 1.0
_SHARED_WORD = 1.0  # up to three
_ALL_SHARED = 2.0
_STEP = 0.12  # for each claim in between
_LATER = 0.5
_LEAST = 2.7  # fewer points are right too seldom


@dataclass(frozen=True, slots=True)
class _Statement:
    """An attribution as the search sees it. `side` is its source, or whom a pronoun seems to mean."""

    kind: str | None
    source: str
    side: str
    content: str
    stems: set[str]
    accuses: float
    cue_starts: set[str]
    denies: bool


@dataclass(frozen=True, slots=True)
class _Denial:
    """What a denial says about the claim that it answers.

    `accuser` is the owner of what is denied: Roe’s claims. `guessed` is whom its pronoun may mean. `nouns` are the
    starts of its words for something said. `states_charge` says whether it repeats the charge, `denies` whether its cue
    denies, and not only its content, and `is_first` whether it is among the first claims.
    """

    side: str
    denier: set[str]
    guessed: set[str]
    topic: set[str]
    accuser: str
    nouns: set[str]
    source: str
    points_back: bool
    states_charge: bool
    denies: bool
    is_first: bool


def find_answers(text: str, found: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the index of the claim that it answers; None if it answers nothing or is no denial.

    found: in reading order, each with its kind. A denial answers the claim of another source that has most in common
    with it: accusing words, the denier's name, words that both contain, and a short distance. It is usually an earlier
    claim; after a headline it may be a later one. A denial whose charge was not found answers nothing.
    """
    statements = _read(text, found)
    return [
        _find_charge(statements, number) if statement.kind == DENIAL else None
        for number, statement in enumerate(statements)
    ]


def _read(text: str, found: Sequence[Attribution]) -> list[_Statement]:
    sources = [join_spans(text, attribution.source) for attribution in found]
    statements = []
    for attribution, source, side in zip(found, sources, find_antecedents(sources), strict=True):
        content = join_spans(text, attribution.spans)[:_LONGEST]
        cue = join_spans(text, attribution.cue)
        stems = word_stems(f"{cue} {content}")
        starts = {word[:_START] for word in cue.casefold().split()}
        denies = attribution.kind == DENIAL and read_cue(cue)[0] == DENIES
        statements.append(
            _Statement(attribution.kind, source, side, content, stems, _accuses(cue, content), starts, denies)
        )
    return statements


def _accuses(cue: str, content: str) -> float:
    points = _ACCUSING_CUE if ACCUSING_CUE.search(cue) else _DOUBTING_CUE * bool(DOUBTING_CUE.search(cue))
    return points + _MISDEED * bool(MISDEED.search(content))


def _find_charge(statements: Sequence[_Statement], number: int) -> int | None:
    denial = _read_denial(statements, number)
    low, high = max(0, number - _BEFORE), min(len(statements), number + 1 + _AFTER)
    candidates = [
        other
        for other in range(low, high)
        if other != number and _may_be_charge(denial, statements[other], steps=other - number)
    ]
    nearest = _find_nearest(denial, statements, number, candidates)
    points = {
        other: _count_points(denial, statements[other])
        + _NEAREST * (other == nearest) * (1 + denial.points_back)
        - _distance(number, other)
        for other in candidates
    }
    best = max(candidates, key=lambda other: (points[other], other < number, other), default=None)
    return best if best is not None and points[best] >= _LEAST else None


def _read_denial(statements: Sequence[_Statement], number: int) -> _Denial:
    denial = statements[number]
    denier = side_words(denial.source)
    stems = word_stems(denial.content)
    owner = OWN_CLAIM.search(denial.content)
    return _Denial(
        side=denial.side,
        denier=denier,
        guessed=set() if denier else side_words(denial.side) | _names_before(statements, number),
        topic=stems - denier,
        accuser=owner[1] if owner else "",
        nouns={word[:_START] for word in SAID.findall(denial.content.casefold())},
        source=denial.source,
        points_back=bool(POINTS_BACK.search(denial.content)),
        states_charge=bool(STATES_CHARGE.search(denial.content)),
        denies=denial.denies,
        is_first=number < _FIRST,
    )


def _names_before(statements: Sequence[_Statement], number: int) -> set[str]:
    """The names in a charge shortly before: whom “he” means that denies it."""
    charges = [statement for statement in statements[max(0, number - 2) : number] if statement.accuses]
    return word_stems(" ".join(name for charge in charges for name in _CAPITAL.findall(charge.content)))


def _may_be_charge(denial: _Denial, claim: _Statement, *, steps: int) -> bool:
    if claim.kind not in (ALLEGATION, QUOTE) or claim.source.casefold() == denial.source.casefold() != "":
        return False
    if is_same_side(claim.side, denial.side):
        return False
    if denial.accuser and denial.accuser not in claim.side and not (claim.accuses and _is_singular(claim)):
        return False
    return _is_connected(denial, claim, steps)


def _is_connected(denial: _Denial, claim: _Statement, steps: int) -> bool:
    """Whether enough connects a claim with a denial, however many points it has. `steps` are negative before it."""
    named = bool(denial.denier & claim.stems)
    accuses = claim.accuses >= _ACCUSING_CUE
    shared = denial.topic & claim.stems
    alike = bool(shared) and len(shared) >= min(2, len(denial.topic)) and len(shared) >= _HALF * len(denial.topic)
    if steps > 0:
        return denial.is_first and (alike or (accuses and named))
    if denial.states_charge:
        return alike or (len(shared) > 1 and claim.accuses > 0)
    if denial.points_back:
        return bool(claim.accuses or named or steps >= -1) and steps >= -_FAR
    if alike or (claim.accuses and named and shared) or (len(shared) > 1 and steps >= -2):
        return True
    if steps < -_NEAR:
        return accuses and (named or (denial.denies and bool(shared))) and steps >= -_FAR
    return accuses or (claim.accuses >= _DOUBTING_CUE and steps >= -2) or bool(claim.accuses and (named or shared))


def _is_singular(claim: _Statement) -> bool:
    return claim.source.casefold() in ("he", "she", "his", "her")


def _find_nearest(
    denial: _Denial, statements: Sequence[_Statement], number: int, candidates: Sequence[int]
) -> int | None:
    """The nearest charge: one that accuses the denier by name, or else the last one before the denial."""
    charges = [other for other in candidates if statements[other].accuses >= (0.1 if denial.points_back else 1)]
    named = [
        other
        for other in candidates
        if denial.denier & statements[other].stems and (statements[other].accuses or other < number)
    ]
    return min(
        named or [other for other in charges if other < number],
        key=lambda other: _distance(number, other),
        default=None,
    )


def _count_points(denial: _Denial, claim: _Statement) -> float:
    shared = denial.topic & claim.stems
    common = _SHARED_WORD * min(len(shared), 3) + _ALL_SHARED * len(shared) / max(len(denial.topic), 1)
    return (
        claim.accuses
        + _DENIER_NAMED * bool(denial.denier & claim.stems)
        + _DENIER_GUESSED * bool(denial.guessed & claim.stems)
        + _ACCUSER_NAMED * bool(denial.accuser and denial.accuser in claim.side)
        + (common / 2 if denial.points_back else common)
        + _SAME_WORD * bool(denial.nouns & claim.cue_starts)
    )


def _distance(number: int, other: int) -> float:
    if other < number:
        return _STEP * (number - other)
    return _LATER + _STEP * (other - number)
