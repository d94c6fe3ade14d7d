"""Cuts sentences into units: words, punctuation marks, and whole quotations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotate.text.cue_lexicon import SPEECH_VERBS
from annotate.text.quotations import Quotation
from annotate.text.spans import Span
from annotate.text.word_classes import SHORT_MONTHS
from annotate.text.word_scanner import scan_words

_MOST_UNITS = 150  # longer than any sentence of prose; keeps the cost linear for texts without full stops
_TERMINAL = frozenset(".!?")
_ENDINGS = frozenset(".,!?…-–—")
# Not the titles of `titles`: the rules were tuned to this shorter list.
_ABBREVIATIONS = SHORT_MONTHS | frozenset(
    """
    mr mrs ms dr prof rev hon gov sen rep sens reps gen col lt sgt capt adm st jr sr vs no inc corp ltd co mt ft
    messrs vol fig ed
""".split()
)


class Unit(NamedTuple):
    """A word, a punctuation mark or a quotation. `word` is its text in lower case, "" for a quotation.

    `tail` is the punctuation before a quotation's closing mark: a comma means that an attribution follows.
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


def unit_spans(units: Sequence[Unit], start: int, end: int) -> tuple[Span, ...]:
    """Return the span of units [start, end), with the other paragraphs of any quotation among them."""
    if start >= end:
        return ()
    here = (units[start].start, units[end - 1].end)
    parts = [span for unit in units[start:end] if unit.quotation for span in unit.quotation.spans]
    earlier = [part for part in parts if part[1] <= here[0]]
    further = [part for part in parts if part[0] >= here[1]]
    return (*earlier, here, *further)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The units of one sentence; the first `body` of them come before its closing punctuation.

    paragraph: the number of its paragraph in the text, from 0.
    """

    units: list[Unit]
    body: int
    paragraph: int

    @property
    def span(self) -> Span:
        return self.units[0].start, self.units[-1].end


def cut_sentences(text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Sentence]:
    """Yield the sentences of a text in order, in time linear in its length."""
    quoted = _quoted_by_paragraph(paragraphs, quotations)
    for number, paragraph in enumerate(paragraphs):
        for units in _split(list(_units(text, paragraph, quoted.get(number, ())))):
            yield Sentence(units, _body(units), number)


def _quoted_by_paragraph(
    paragraphs: Sequence[Span], quotations: Sequence[Quotation]
) -> dict[int, list[tuple[Span, Quotation]]]:
    """The quoted stretches of each paragraph, by its number."""
    quoted: dict[int, list[tuple[Span, Quotation]]] = {}
    number = 0
    stretches = ((span, quotation) for quotation in quotations for span in quotation.spans)
    for span, quotation in sorted(stretches, key=lambda stretch: stretch[0]):
        while paragraphs[number][1] <= span[0]:
            number += 1
        quoted.setdefault(number, []).append((span, quotation))
    return quoted


def _units(text: str, paragraph: Span, quoted: Sequence[tuple[Span, Quotation]]) -> Iterator[Unit]:
    at = paragraph[0]
    for (start, end), quotation in quoted:
        yield from (Unit(*word) for word in scan_words(text, at, start))
        yield _quotation_unit(text, start, end, quotation)
        at = end
    yield from (Unit(*word) for word in scan_words(text, at, paragraph[1]))


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
    """Whether a sentence ends before units[at]; there need not be a space between them."""
    before, after = units[at - 1], units[at]
    if not (after.capital or after.quotation or after.word[0].isdigit() or not after.word[0].isascii()):
        return False
    if before.quotation:
        return before.tail in _TERMINAL and not after.quotation and not _speaker_follows(units, at, before.tail)
    if before.word in ("!", "?", "…") or before.word[:2] == "..":
        return True
    if before.word != "." or at < 2:
        return False
    return _is_sentence_end(units[at - 2], before, after)


def _is_sentence_end(word: Unit, stop: Unit, after: Unit) -> bool:
    """Whether the full stop after `word` ends a sentence, not an abbreviation or an initial."""
    if word.quotation:
        return True
    if word.word in _ABBREVIATIONS or (len(word.word) == 1 and word.capital):
        return False
    if stop.end < after.start:
        return True
    return after.quotation is not None or (after.capital and len(word.word) > 1 and not word.word[-1].isdigit())


def _speaker_follows(units: list[Unit], at: int, tail: str) -> bool:
    """Whether a speaker follows the quotation, so that the sentence continues: “Why?” Smith asked."""
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
