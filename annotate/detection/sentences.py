"""Sentences as rows of units: words, marks, and whole quotations as one unit each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from annotate.detection.attribution import Span
from annotate.detection.cue_lexicon import SPEECH_VERBS
from annotate.detection.paragraphs import paragraphs
from annotate.detection.quotations import Quotation, quotations
from annotate.detection.tokens import tokenise

_MOST_UNITS = 150  # no prose has longer sentences; what has them may not cost more than its length
_TERMINAL = frozenset(".!?")
_ENDINGS = frozenset(".,!?…-–—")
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev hon gov sen rep sens reps gen col lt sgt capt adm st jr sr vs no inc corp ltd co jan
    feb aug sept oct nov dec mt ft messrs vol fig ed
""".split()
)


class Unit(NamedTuple):
    """A word, a mark or a quotation. `word` is the lower-case text, "" for a quotation.

    `tail` is the character before a quotation's closing mark: a comma there means that an attribution follows.
    """

    start: int
    end: int
    word: str
    capital: bool
    quotation: Quotation | None = None
    tail: str = ""

    @property
    def is_mark(self) -> bool:
        return self.quotation is None and not self.word[0].isalnum()


@dataclass(frozen=True, slots=True)
class Sentence:
    """The units of one sentence; `body` of them come before the full stop. `paragraph` is its number."""

    units: list[Unit]
    body: int
    paragraph: int

    @property
    def span(self) -> Span:
        return self.units[0].start, self.units[-1].end


@dataclass(frozen=True, slots=True)
class Reading:
    """A text cut up once, for all rules to read."""

    text: str
    paragraphs: list[Span]
    quotations: list[Quotation]
    sentences: list[Sentence] = field(default_factory=list)


def read(text: str) -> Reading:
    """Cuts a text into paragraphs, quotations and sentences, in time linear in its length."""
    pieces = paragraphs(text)
    quoted = quotations(text, pieces)
    reading = Reading(text, pieces, quoted)
    owned = _by_paragraph(pieces, quoted)
    for number, piece in enumerate(pieces):
        for units in _split(list(_units(text, piece, owned.get(number, ())))):
            reading.sentences.append(Sentence(units, _body(units), number))
    return reading


def _by_paragraph(pieces: list[Span], quoted: list[Quotation]) -> dict[int, list[tuple[Span, Quotation]]]:
    """The quoted stretches of each paragraph."""
    owned: dict[int, list[tuple[Span, Quotation]]] = {}
    number = 0
    for span, whole in sorted(((span, one) for one in quoted for span in one.spans), key=lambda part: part[0]):
        while pieces[number][1] <= span[0]:
            number += 1
        owned.setdefault(number, []).append((span, whole))
    return owned


def _units(text: str, piece: Span, quoted: list[tuple[Span, Quotation]]) -> Iterator[Unit]:
    at = piece[0]
    for (start, end), quotation in quoted:
        yield from (Unit(*token) for token in tokenise(text, at, start))
        yield _quotation_unit(text, start, end, quotation)
        at = end
    yield from (Unit(*token) for token in tokenise(text, at, piece[1]))


def _quotation_unit(text: str, start: int, end: int, quotation: Quotation) -> Unit:
    last = end - quotation.width if quotation.closed else end
    inside = text[max(start, last - 4) : last].rstrip()
    first = text[start + quotation.width : start + quotation.width + 1]
    return Unit(start, end, "", first.isupper(), quotation, inside[-1:] if inside[-1:] in _ENDINGS else "")


def _split(units: list[Unit]) -> Iterator[list[Unit]]:
    begun = 0
    for at in range(1, len(units)):
        if _breaks_between(units, at) or at - begun >= _MOST_UNITS:
            yield units[begun:at]
            begun = at
    if begun < len(units):
        yield units[begun:]


def _breaks_between(units: list[Unit], at: int) -> bool:
    """Whether a sentence ends before units[at], which may follow without a space."""
    before, after = units[at - 1], units[at]
    if not (after.capital or after.quotation or after.word[0].isdigit() or not after.word[0].isascii()):
        return False
    if before.quotation:
        return before.tail in _TERMINAL and not after.quotation and not _speaker_follows(units, at, before.tail)
    if before.word in ("!", "?", "…") or before.word[:2] == "..":
        return True
    if before.word != "." or at < 2:
        return False
    return _full_stop(units[at - 2], before, after)


def _full_stop(word: Unit, stop: Unit, after: Unit) -> bool:
    """Whether the stop after `word` ends a sentence, rather than an abbreviation or an initial."""
    if word.quotation:
        return True
    if word.word in _ABBREVIATIONS or (len(word.word) == 1 and word.capital):
        return False
    if stop.end < after.start:
        return True
    return after.quotation is not None or (after.capital and len(word.word) > 1 and not word.word[-1].isdigit())


def _speaker_follows(units: list[Unit], at: int, tail: str) -> bool:
    """“Why?” Smith asked: a question or cry may stand before its speaker without ending the sentence."""
    if tail == ".":
        return False
    following = [unit.word for unit in units[at : at + 6]]
    for word in following:
        if word in SPEECH_VERBS:
            return True
        if not word or not word[0].isalnum():
            return False
    return False


def _body(units: list[Unit]) -> int:
    body = len(units)
    while body > 0 and units[body - 1].is_mark and units[body - 1].word[0] in ".!?…;,:":
        body -= 1
    return body
