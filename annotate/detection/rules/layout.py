"""Attributions by layout: pull quotes, transcripts, headlines with a colon, paragraphs that are quotations."""

import re

from annotate.detection.attribution import Attribution
from annotate.detection.cues import find_cues
from annotate.detection.rule import Rule
from annotate.text import Document
from annotate.text.sentences import Sentence, unit_spans
from annotate.text.spans import Span
from annotate.text.word_classes import DASHES, DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS

_LABELS = frozenset(
    """
    update updated photo photos image images video watch read related source sources note notes correction
    editor's editor caption credit by from more also see tags topics contact by-line byline exclusive breaking
    analysis opinion poll live click date time where when what who q a subject re to cc via and location url
    https http
""".split()
)
_SPEAKER_IN_CAPITALS = re.compile(r"[A-Z][A-Z.'’ -]{1,40}:")
_LONGEST_LINE = 70
_LONGEST_NAME = 9
_SPEAKER = 6
_LONGEST_TITLE = 30  # code points
_MOST_NAMES = 6
_INSIDE_NAMES = frozenset("of the and de da del della di du la le van von der den bin al el ben".split())
_NO_NAME = DETERMINERS | PREPOSITIONS | SUBORDINATORS | PRONOUNS | frozenset("how why what when where more".split())
_LEAST_WORDS = 3  # fewer are a title or a scare quote


def is_quotation(sentences: list[Sentence]) -> bool:
    """Return whether a paragraph consists only of quotations."""
    units = [unit for sentence in sentences for unit in sentence.units]
    return (
        bool(units)
        and units[0].quotation is not None
        and all(unit.quotation or unit.word in (".", ",") for unit in units)
    )


def is_speech(sentences: list[Sentence]) -> bool:
    """Return whether a paragraph in quotation marks may be speech: it is not a title or label of a few words."""
    quoted = [unit for sentence in sentences for unit in sentence.units if unit.quotation]
    closes = [unit.tail for unit in quoted if unit.quotation and unit.quotation.closed]
    long = sum(unit.end - unit.start for unit in quoted) > _LONGEST_TITLE
    return long or len(closes) < len(quoted) or any(tail in (".", ",", "!", "?", "…") for tail in closes)


def is_attribution_line(sentences: list[Sentence]) -> bool:
    """Return whether a paragraph may be a name or role below a pull quote: short, no full stop, no attributing verb."""
    if len(sentences) != 1:
        return False
    sentence = sentences[0]
    short = sentence.span[1] - sentence.span[0] <= _LONGEST_LINE and len(sentence.units) <= _LONGEST_NAME
    names = sentence.units[0].capital or sentence.units[0].word in DASHES
    plain = sentence.body == len(sentence.units) and not any(
        unit.quotation or unit.word == ":" for unit in sentence.units
    )
    return short and names and plain and not find_cues(sentence)


def is_speaker_line(sentences: list[Sentence]) -> bool:
    """Return whether an attribution line names somebody, as a subheading does not: Ada Roe, vicar; — Doe."""
    units = sentences[0].units
    start = 1 if units[0].word in DASHES else 0
    end = next((at for at, unit in enumerate(units[start:], start) if unit.word in (",", "(")), len(units))
    name = [unit for unit in units[start:end] if unit.word not in _INSIDE_NAMES and not unit.is_mark]
    if not name or not all(unit.capital for unit in name) or units[start].word in _NO_NAME:
        return False
    return start > 0 or 2 <= len(name) <= _MOST_NAMES


def make_pull_quote(quotation: list[Sentence], line: list[Sentence]) -> Attribution:
    """Return the attribution of a quotation to the speaker on the line below."""
    units = line[0].units
    start = 1 if units[0].word in DASHES and len(units) > 1 else 0
    return Attribution(quotation_spans(quotation), unit_spans(units, start, len(units)), (), rule=Rule.PULL_QUOTE)


def find_signed_quote(sentences: list[Sentence]) -> Attribution | None:
    """Return the attribution of a quotation signed after a dash, if there is a signature: “…” — Jane Doe, teacher"""
    units = [unit for sentence in sentences for unit in sentence.units]
    dash = next((at for at, unit in enumerate(units) if unit.word in DASHES), None)
    if not dash or not all(unit.quotation or unit.is_mark for unit in units[:dash]) or dash + 1 >= len(units):
        return None
    signature = units[dash + 1 :]
    if not signature[0].capital or len(signature) > 14 or any(unit.quotation for unit in signature):
        return None
    return Attribution(unit_spans(units, 0, dash), unit_spans(signature, 0, len(signature)), (), rule=Rule.PULL_QUOTE)


def make_lone_quote(sentences: list[Sentence], source: tuple[Span, ...], cue: tuple[Span, ...]) -> Attribution:
    """Return the attribution of a paragraph in quotation marks to the speaker before it, if there is one."""
    return Attribution(quotation_spans(sentences), source, cue, rule=Rule.LONE_QUOTE)


def find_quotations_alone(document: Document) -> list[Attribution]:
    """Return every quotation of three words or more, for a text whose language the rules cannot read."""
    return [
        Attribution(quotation.spans, (), (), rule=Rule.FOREIGN)
        for quotation in document.quotations
        if len(document.text[quotation.start : quotation.spans[-1][1]].split()) >= _LEAST_WORDS
    ]


def find_colon(sentences: list[Sentence], headline: bool) -> Attribution | None:
    """Return the attribution in “SPEAKER: words”, if there is one.

    It is a transcript unless it is a headline or has a quotation; the caller checks a transcript's capitals.
    """
    units = [unit for sentence in sentences for unit in sentence.units]
    colon = next((at for at, unit in enumerate(units[: _SPEAKER + 1]) if unit.word == ":"), None)
    if not colon or colon + 1 >= len(units) or units[colon - 1].word in _LABELS or units[0].word in _LABELS:
        return None
    speaker, words = units[:colon], units[colon + 1 :]
    if not all(unit.capital or unit.word in ("of", "and", "the", ".", "&") for unit in speaker) or not units[0].capital:
        return None
    body = len(words)
    while body and words[body - 1].is_mark and words[body - 1].word in ".,;":
        body -= 1
    rule = Rule.COLON if headline or words[0].quotation else Rule.TRANSCRIPT
    if not body:
        return None
    spans = unit_spans(words, 0, len(words) if rule == Rule.TRANSCRIPT else body)
    return Attribution(spans, unit_spans(speaker, 0, colon), unit_spans(units, colon, colon + 1), rule=rule)


def find_quoted_speaker(text: str, sentences: list[Sentence]) -> Attribution | None:
    """Return the attribution in “SPEAKER: words” at the start of a quotation, as in a transcript in quotation marks."""
    unit = sentences[0].units[0]
    if not unit.quotation:
        return None
    start = unit.start + unit.quotation.width
    name = _SPEAKER_IN_CAPITALS.match(text, start, unit.end)
    if not name:
        return None
    colon = name.end() - 1
    words = colon + 1 + len(text[colon + 1 : unit.end]) - len(text[colon + 1 : unit.end].lstrip())
    end = max(words, sentences[-1].span[1])
    return (
        Attribution(((words, end),), ((start, colon),), ((colon, colon + 1),), rule=Rule.TRANSCRIPT)
        if words < end
        else None
    )


def quotation_spans(sentences: list[Sentence]) -> tuple[Span, ...]:
    """Return the spans of a paragraph's quotations, including their other paragraphs."""
    units = [unit for sentence in sentences for unit in sentence.units]
    while len(units) > 1 and units[-1].is_mark:
        units.pop()
    return unit_spans(units, 0, len(units))
