"""Extends a content that stops at a dash or in the middle of its subject, if nothing else there is attributed."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.detection.cues import find_cues
from annotate.text import Document
from annotate.text.sentences import Sentence

_DASH = re.compile(r"\s[-–—]\s(?=(?:and|but|as|so|or|with|if|because)\b)")
_RELATIVE = re.compile(r",\s(?=(?:who|whose|which|where)\b)")
# In PolNeAR, a relative clause after a longer content is mostly the reporter's own.
_LONGEST_SUBJECT = 3  # words


def extend_contents(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, each content with the clause that belongs to it."""
    parts = sorted(
        span[0] for attribution in found for span in (*attribution.spans, *attribution.source, *attribution.cue)
    )
    return [_extend(document, attribution, parts) for attribution in found]


def _extend(document: Document, attribution: Attribution, starts: Sequence[int]) -> Attribution:
    if not attribution.cue or not attribution.spans or attribution.cue[-1][0] > attribution.spans[-1][0]:
        return attribution
    start, end = attribution.spans[-1]
    sentence = _sentence(document, end)
    if sentence is None or not _goes_on(document.text, start, end, sentence.span[1]):
        return attribution
    stop = sentence.units[sentence.body - 1].end
    after = bisect_right(starts, end)
    if stop <= end or (after < len(starts) and starts[after] < stop):
        return attribution
    if any(sentence.units[cue.first].start > end for cue in find_cues(sentence)):
        return attribution
    return replace(attribution, spans=(*attribution.spans[:-1], (start, stop)))


def _goes_on(text: str, start: int, end: int, stop: int) -> bool:
    is_subject = len(text[start:end].split()) <= _LONGEST_SUBJECT
    return bool(_DASH.match(text, end, stop) or (is_subject and _RELATIVE.match(text, end, stop)))


def _sentence(document: Document, end: int) -> Sentence | None:
    at = bisect_right(document.sentence_starts, end - 1) - 1
    sentence = document.sentences[at] if at >= 0 else None
    return sentence if sentence and end < sentence.span[1] else None
