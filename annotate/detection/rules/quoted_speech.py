"""Words in quotation marks before their speaker, and the words that continue afterwards: “…,” she said, “…”"""

from annotate.detection.attribution import Attribution, Finding
from annotate.detection.contents import content_end
from annotate.detection.cues import PARTICIPIAL, Cue
from annotate.detection.rule import Rule
from annotate.detection.sources import Range, source_after
from annotate.text.sentences import Sentence, Unit, unit_spans


def find_speech_before(units: list[Unit], edge: int, low: int) -> Range | None:
    """Return the units up to a quotation right before unit `edge`, if its punctuation announces a speaker."""
    at = edge - 1
    comma = at >= low and units[at].word in (",", "–", "—", "--")
    if comma:
        at -= 1
    if at < low or not units[at].quotation or not (comma or units[at].tail):
        return None
    start = at
    while start > low and units[start - 1].word not in (";", ":") and units[start - 1].tail != ".":
        start -= 1
    while start < at and (units[start].is_mark or units[start].word in ("and", "but")):
        start += 1
    return start, at + 1


def attribute_speech(sentence: Sentence, cue: Cue, source: Range | None, speech: Range, later: list[Cue]) -> Finding:
    """Return the attribution of speech before a cue: “…,” she said; “…,” said Jane Doe, “…”"""
    units, body = sentence.units, sentence.body
    after = cue.last
    if source is None:
        source = source_after(units, cue.last, later[0].first if later and later[0].form != PARTICIPIAL else body)
        after = source[1] if source else after
    spans = unit_spans(units, *speech)
    again = _second_part(units, after, later[0].first if later else body)
    if again is not None:
        end = again + 1 if units[again].tail else content_end(sentence, again, later)
        spans += unit_spans(units, again, end)
        after = end
    named = unit_spans(units, *source) if source else ()
    return Attribution(
        tuple(sorted(set(spans))), named, unit_spans(units, cue.first, cue.last), rule=Rule.SPEECH
    ), after


def _second_part(units: list[Unit], start: int, end: int) -> int | None:
    """Where the speech continues after its attribution."""
    for at in range(start, min(end, start + 16)):
        if units[at].quotation and (units[at - 1].word in (",", ":", ".") or at == start):
            return at
    return None
