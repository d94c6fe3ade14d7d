"""Statements without quotation marks before their source: It was over, he said."""

from annotate.detection.attribution import Attribution, Finding
from annotate.detection.cues import PARTICIPIAL, Cue
from annotate.detection.rule import Rule
from annotate.detection.sources import Range, source_after
from annotate.text import Span
from annotate.text.cue_lexicon import CLAUSE, TELL, THAT
from annotate.text.sentences import Sentence, Unit, unit_spans
from annotate.text.word_classes import COMMON_FINITES, DAYS, DETERMINERS, PREPOSITIONS, TIME, is_adverb

_NEW_CLAUSE = frozenset("and but while when as after before who which where although though in at on during".split())
_TAILS_OFF = PREPOSITIONS | TIME | {"and", "but", "while", "when", "as"}


def has_only_time_after(sentence: Sentence, cue: Cue, edge: int, low: int) -> bool:
    """Return whether only a time or place follows a cue after a statement: …, he said Tuesday."""
    if cue.form == PARTICIPIAL or edge - 2 <= low or sentence.units[edge - 1].word != ",":
        return False
    if is_inverted(sentence, cue, low):
        return True
    rest = sentence.units[cue.last : sentence.body]
    return len(rest) <= 3 and all(unit.word in PREPOSITIONS | TIME | DAYS or unit.capital for unit in rest)


def is_inverted(sentence: Sentence, cue: Cue, low: int) -> bool:
    """Return whether only a name follows the verb after a clause and a comma: The bridge is safe, said Roe."""
    units, body = sentence.units, sentence.body
    if cue.form == PARTICIPIAL or cue.verb.pattern != CLAUSE or cue.first - 3 < low or cue.last >= body:
        return False
    names = units[cue.last].capital or units[cue.last].word in DETERMINERS
    if units[cue.first - 1].word != "," or cue.main != cue.first or not names:
        return False
    before = {unit.word for unit in units[low : cue.first]}
    behind = {unit.word for unit in units[cue.last : body]}
    return bool(before & COMMON_FINITES) and not before & {"who", "which"} and not behind & (COMMON_FINITES | {"that"})


def find_statement_before(sentence: Sentence, cue: Cue, source: Range | None, low: int) -> Finding | None:
    """Return the attribution of a statement with source and cue after it, if there is one: It was over, he said."""
    units, body = sentence.units, sentence.body
    if cue.verb.pattern not in (CLAUSE, TELL, THAT) or cue.form == PARTICIPIAL:
        return None
    edge = source[0] if source else cue.first
    if edge - 3 < low or units[edge - 1].word not in (",", "–", "—", "--"):
        return None
    after = cue.last
    if source is None:
        source = source_after(units, cue.last, body)
        after = source[1] if source else after
    if source is None or (after < body and not _tails_off(units[after])):
        return None
    start = low
    while start < edge - 1 and (units[start].is_mark or units[start].word in ("and", "but")):
        start += 1
    content = unit_spans(units, start, edge - 1) + _second_part(sentence, after)
    if not content:
        return None
    return Attribution(
        content, unit_spans(units, *source), unit_spans(units, cue.first, cue.last), rule=Rule.TRAILING
    ), after


def _second_part(sentence: Sentence, after: int) -> tuple[Span, ...]:
    """The second half of a statement: If it fails, he said, *there are others*."""
    units, body = sentence.units, sentence.body
    if after + 3 > body or units[after].word != ",":
        return ()
    word = units[after + 1].word
    return () if word in _NEW_CLAUSE or word.endswith("ing") else unit_spans(units, after + 1, body)


def _tails_off(unit: Unit) -> bool:
    return unit.is_mark or unit.word in _TAILS_OFF or is_adverb(unit.word)
