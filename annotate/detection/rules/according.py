"""Attributions by *according to*, before or after what is said."""

from annotate.detection.attribution import Attribution
from annotate.detection.rule import Rule
from annotate.text.sentences import Sentence, Unit, unit_spans
from annotate.text.word_classes import DASHES


def find_according(sentence: Sentence) -> list[Attribution]:
    """Return the attributions of a sentence by these words: According to X, …; …, according to X."""
    units = sentence.units
    return [
        attribution
        for at in range(sentence.body - 2)
        if units[at].word == "according" and units[at + 1].word == "to"
        if (attribution := _attribute(sentence, at))
    ]


def _attribute(sentence: Sentence, at: int) -> Attribution | None:
    units, body = sentence.units, sentence.body
    leads = at == 0 or (units[at - 1].word in ("but", "and") and at <= 1)
    end = _source_end(units, at + 2, body, leads)
    content = (end + 1, body) if leads else (_content_start(units, at), at)
    start, stop = content
    while stop > start and units[stop - 1].is_mark:
        stop -= 1
    spans = unit_spans(units, start, stop)
    if not spans or end <= at + 2:
        return None
    return Attribution(spans, unit_spans(units, at + 2, end), unit_spans(units, at, at + 2), rule=Rule.ACCORDING)


def _source_end(units: list[Unit], start: int, body: int, leads: bool) -> int:
    """The first comma, or the next one in “…, according to Jane Doe, a teacher, …”."""
    for at in range(start, body):
        if units[at].word == "," and (leads or not _describes_source(units, at)):
            return at
        if units[at].word in DASHES or units[at].word == ";" or (units[at].quotation and units[at].tail):
            return at
    return body


def _describes_source(units: list[Unit], comma: int) -> bool:
    follows = units[comma + 1].word if comma + 1 < len(units) else ""
    return follows in ("a", "an", "the", "who", "which", "inc", "jr")


def _content_start(units: list[Unit], at: int) -> int:
    """The start of the sentence, or of its part after a semicolon."""
    start = at
    while start > 0 and units[start - 1].word != ";":
        start -= 1
    while start < at and units[start].word in ("and", "but"):
        start += 1
    return start
