"""Headlines: Bank to cut 900 jobs – union; Minister ‘lied to MPs’ over deaths."""

from annotate.detection.attribution import Attribution
from annotate.detection.rule import Rule
from annotate.text.sentences import Sentence, Unit, unit_spans
from annotate.text.word_classes import DASHES

_LONGEST = 22  # words and marks
_LONGEST_SOURCE = 4
_LEAST_QUOTED = 2  # words; a single one in marks is mostly a name or a scare quote
_SPEAK = frozenset(
    """
    minister ministers police union unions report reports court study survey officials official sources source expert
    experts watchdog inquest coroner judge scientists researchers poll lawyer lawyers mayor council charity mp mps pm
    president prosecutors jury tribunal inquiry doctors doctor analysts analyst campaigners family families governor
    regulator agency chief ceo boss manager coach captain army military government opposition paper papers media witness
    witnesses paramedics firefighters neighbours residents tenants teachers nurses bishop vicar mother father widow
""".split()
)


def find_headline(sentences: list[Sentence], text: str) -> Attribution | None:
    """Return the attribution of a headline by a dash, a last colon or its quotation marks, if it has one.

    text: the whole article, in which a name after the dash must come back.
    """
    if len(sentences) != 1:
        return None
    sentence = sentences[0]
    units = sentence.units
    if len(units) > _LONGEST or units[-1].word == "." or sentence.span[1] == len(text.rstrip()):
        return None
    return _by_mark(sentence, text) or _by_quotation(units, text)


def _by_mark(sentence: Sentence, text: str) -> Attribution | None:
    units = sentence.units
    at = next((at for at in range(len(units) - 1, 2, -1) if _is_before_source(units, at, text)), None)
    if at is None or not _names_speaker(units[at + 1 :], text, sentence.span[1]):
        return None
    return Attribution(
        unit_spans(units, 0, at),
        unit_spans(units, at + 1, len(units)),
        unit_spans(units, at, at + 1),
        rule=Rule.HEADLINE,
    )


def _is_before_source(units: list[Unit], at: int, text: str) -> bool:
    if len(units) - at - 1 > _LONGEST_SOURCE or at + 1 >= len(units):
        return False
    spaced = text[units[at].start - 1].isspace()
    return units[at].word == ":" or (spaced and (units[at].word in DASHES or units[at].word == "-"))


def _names_speaker(units: list[Unit], text: str, end: int) -> bool:
    if any(unit.quotation or unit.is_mark for unit in units):
        return False
    last = units[-1]
    comes_back = text.find(text[last.start : last.end], end) >= 0
    return last.word in _SPEAK or (all(unit.capital for unit in units) and comes_back)


def _by_quotation(units: list[Unit], text: str) -> Attribution | None:
    quoted = [unit for unit in units if unit.quotation and len(text[unit.start : unit.end].split()) >= _LEAST_QUOTED]
    if len(quoted) != 1 or quoted[0].capital:
        return None
    return Attribution(((quoted[0].start, quoted[0].end),), (), (), rule=Rule.HEADLINE)
