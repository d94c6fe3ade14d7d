"""Attributions by a verb with the content after it. `quoted_speech` and `trailing_source` find content before it."""

from annotate.detection.attribution import Attribution, Finding
from annotate.detection.contents import content_end, content_start, introduces_clause
from annotate.detection.cues import PARTICIPIAL, Cue, find_cues
from annotate.detection.cues import PASSIVE as PASSIVE_FORM
from annotate.detection.rule import Rule
from annotate.detection.rules.quoted_speech import attribute_speech, find_speech_before
from annotate.detection.rules.trailing_source import find_statement_before, has_only_time_after, is_inverted
from annotate.detection.sources import Range, guess_subject, source_before
from annotate.text import Span
from annotate.text.cue_lexicon import CLAUSE, TELL, THAT
from annotate.text.sentences import Sentence, Unit, unit_spans
from annotate.text.word_classes import COMMON_FINITES, RELATIVES

_CALLS = frozenset("call label dub brand describe".split())


def find_by_verbs(sentence: Sentence) -> list[Attribution]:
    """Return the attributions of a sentence whose cue is a verb, in the order of their cues."""
    cues = find_cues(sentence)
    found: list[Attribution] = []
    low = 0
    for number, cue in enumerate(cues):
        finding = _attribute(sentence, cue, low, cues[number + 1 :], found)
        if finding:
            found.append(finding[0])
        if cue.form != PARTICIPIAL:
            low = max(low, cue.last, finding[1] if finding else 0)
    return found


def _attribute(sentence: Sentence, cue: Cue, low: int, later: list[Cue], found: list[Attribution]) -> Finding | None:
    """The attribution of one cue, and the unit up to which it uses the sentence; the next cue's parts come later."""
    source = None if is_inverted(sentence, cue, low) else source_before(sentence.units, cue, low)
    edge = source[0] if source else cue.first
    speech = find_speech_before(sentence.units, edge, low)
    start = content_start(sentence, cue)
    if cue.form == PASSIVE_FORM:
        return _passive(sentence, cue, source, later)
    if speech and cue.form != PARTICIPIAL and (start is None or sentence.units[speech[0]].quotation):
        return attribute_speech(sentence, cue, source, speech, later)
    sure = start is not None and introduces_clause(sentence.units[start])
    if start is None or (not sure and has_only_time_after(sentence, cue, edge, low)):
        return find_statement_before(sentence, cue, source, low)
    if cue.form == PARTICIPIAL and cue.verb.pattern == THAT and not sure:
        return None
    return _attribute_after(sentence, cue, source, start, later, found)


def _attribute_after(
    sentence: Sentence, cue: Cue, source: Range | None, start: int, later: list[Cue], found: list[Attribution]
) -> Finding | None:
    """X said (that) …; X, arguing that …; and rejected …"""
    units = sentence.units
    end = _own_end(units, cue, start, content_end(sentence, start, later, cue.verb.pattern))
    if source and units[source[1] - 1].word in RELATIVES:
        end = _clause_end(units, start, end)
    if end <= start:
        return None
    if source is None and cue.form == PARTICIPIAL and cue.first <= 1 and end < sentence.body:
        source = guess_subject(units, end + 1, sentence.body)
    named = unit_spans(units, *source) if source else _shared_source(units, cue, found)
    rule = _rule(units, cue, start, end)
    return Attribution(
        unit_spans(units, start, end), named, unit_spans(units, cue.first, cue.last), rule=rule
    ), cue.last


def _clause_end(units: list[Unit], start: int, end: int) -> int:
    """Where a relative clause ends and the main clause continues: the firm, which said it would pay, *is* closed."""
    ends = (at for at in range(start, end - 1) if units[at].word == "," and units[at + 1].word in COMMON_FINITES)
    return next(ends, end)


def _own_end(units: list[Unit], cue: Cue, start: int, end: int) -> int:
    """The end of the content if a quotation or an opening participle ends it before the sentence does."""
    if cue.form == PARTICIPIAL and cue.first <= 1:  # Calling it a “joke,” Smith left.
        end = next((at for at in range(start + 1, end) if units[at].word == "," or units[at - 1].tail == ","), end)
    if units[start].quotation and cue.verb.lemma in _CALLS:
        return start + 1
    if units[start].quotation and units[start].tail == "," and not _has_quotation(units, start + 1, end):
        return start + 1
    return end


def _has_quotation(units: list[Unit], at: int, end: int) -> bool:
    return any(unit.quotation for unit in units[at : min(end, at + 2)])


def _rule(units: list[Unit], cue: Cue, start: int, end: int) -> Rule:
    if all(unit.quotation for unit in units[start:end]):
        return Rule.SPEECH
    if cue.form == PARTICIPIAL:
        return Rule.PARTICIPLE
    if units[start].word == "that" or units[start].quotation:
        return Rule.STATEMENT
    return Rule.OBJECT if cue.verb.pattern not in (CLAUSE, TELL) else Rule.BARE


def _shared_source(units: list[Unit], cue: Cue, found: list[Attribution]) -> tuple[Span, ...]:
    """The source of a cue without a subject: the source of the cue before, or else the sentence's subject."""
    if found:
        return found[-1].source
    guess = guess_subject(units, 0, cue.first)
    return unit_spans(units, *guess) if guess else ()


def _passive(sentence: Sentence, cue: Cue, target: Range | None, later: list[Cue]) -> Finding | None:
    """X was accused of …: the content is the target and the accusation; no source is named."""
    units = sentence.units
    last = cue.last + 1 if cue.last < sentence.body and units[cue.last].word in ("of", "for", "as") else cue.last
    if target is None or last >= sentence.body or units[last].word == "by":
        return None
    end = content_end(sentence, last, later, cue.verb.pattern)
    if end <= last:
        return None
    content = unit_spans(units, *target) + unit_spans(units, last, end)
    return Attribution(content, (), unit_spans(units, cue.first, last), rule=Rule.PASSIVE), last
