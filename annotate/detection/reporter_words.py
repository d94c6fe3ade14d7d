"""Takes the reporter's own words out: a source that is only *it*, a content that runs into *citing*."""

import re
from dataclasses import replace

from annotate.detection.attribution import Attribution
from annotate.text.spans import join_spans

_IMPERSONAL = re.compile(
    r"(?:it )?(?:is|was|has been|had been|emerged|transpired)\b(?: also| later| widely| now)*"
    r"(?: (?:revealed|understood|claimed|alleged|reported|believed|thought|said|announced|suggested|confirmed))?",
    re.IGNORECASE,
)
_IT_BEFORE = re.compile(r"\bit(?:'s|’s)?\s+$", re.IGNORECASE)
_CITING = re.compile(r",?\s+citing\s+(?=\w)")
_LEAST = 12  # code points; “citing” right after the start introduces the content itself


def trim_reporter_words(text: str, attribution: Attribution) -> Attribution:
    """Return the attribution without a source if its cue is *it was claimed*, and with its content up to *citing*."""
    cue = join_spans(text, attribution.cue)
    if attribution.cue and _IMPERSONAL.fullmatch(cue):
        before = text[max(0, attribution.cue[0][0] - 8) : attribution.cue[0][0]]
        if cue.lower().startswith("it ") or _IT_BEFORE.search(before):
            attribution = replace(attribution, source=())
    if not attribution.spans or text[attribution.spans[0][0]] in "\"“'‘":
        return attribution
    start, end = attribution.spans[-1]
    citing = _CITING.search(text, min(end, start + _LEAST), end)
    cited_first = any(cue_start >= start for cue_start, _ in attribution.cue)
    if citing is None or cited_first or _is_quoted(text[start : citing.start()]):
        return attribution
    return replace(attribution, spans=(*attribution.spans[:-1], (start, citing.start())))


def _is_quoted(words: str) -> bool:
    """Whether a quotation is open after these words."""
    return words.count('"') % 2 == 1 or words.count("“") > words.count("”")
