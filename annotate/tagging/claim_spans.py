"""Which spans a claim may have. Pure: all spans are half-open and count code points."""

from collections.abc import Sequence
from itertools import pairwise

Spans = Sequence[Sequence[int]]
MOST_SPANS = 50


class BadSpans(ValueError):
    """Spans that no claim can have; the message says why, in a sentence for the editor."""


def sound_spans(text: str, spans: Spans, words: Sequence[str]) -> list[list[int]]:
    """The spans in reading order, if each lies in the text, covers words and says what `words` says it does.

    words: what the page shows at each span. A page that counts otherwise than the database (an emoji, an accent, a line
    end) is so found out before anything is stored. Raises BadSpans.
    """
    if not spans:
        raise BadSpans("Select the words of the claim first.")
    if len(spans) > MOST_SPANS:
        raise BadSpans(f"A claim may have {MOST_SPANS} parts; this has {len(spans)}.")
    if len(words) != len(spans):
        raise BadSpans("The words did not come along with their places. Reload the page and select them again.")
    if any(len(span) != 2 or not 0 <= span[0] < span[1] <= len(text) for span in spans):
        raise BadSpans("The selection lies outside the article. Select the words again.")
    for (start, end), said in zip(spans, words, strict=True):
        if text[start:end] != said:
            raise BadSpans(
                f"The selected words “{said[:80]}” do not stand at that place of the article. "
                "Nothing was stored. Reload the page and select them again."
            )
    if any(not text[start:end].strip() for start, end in spans):
        raise BadSpans("A part of the claim covers no words. Select the words again.")
    ordered = sorted([start, end] for start, end in spans)
    if any(end > start for (_, end), (start, _) in pairwise(ordered)):
        raise BadSpans("Two parts of the claim overlap. Take one off, or join them to one.")
    return ordered
