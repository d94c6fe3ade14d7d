"""Which spans a claim may have. Pure: all spans are half-open and count code points."""

from collections.abc import Sequence
from itertools import pairwise

Spans = Sequence[Sequence[int]]
MOST_SPANS = 50


class BadSpans(ValueError):
    """Spans that no claim can have; the message says why, in a sentence for the editor."""


def validate_spans(text: str, spans: Spans, words: Sequence[str]) -> list[list[int]]:
    """Return the spans in reading order if each is inside the text, covers words and matches what the page shows there.

    words: what the page shows at each span. They reveal a page that counts differently from the database (an emoji, an
    accent, a line end) before anything is stored. Raises BadSpans.
    """
    if not spans:
        raise BadSpans("Select the words of the claim first.")
    if len(spans) > MOST_SPANS:
        raise BadSpans(f"A claim can have at most {MOST_SPANS} parts; this one has {len(spans)}.")
    if len(words) != len(spans):
        raise BadSpans("Some of the selected words are missing. Reload the page and select them again.")
    if any(len(span) != 2 or not 0 <= span[0] < span[1] <= len(text) for span in spans):
        raise BadSpans("The selection is outside the article. Select the words again.")
    for (start, end), shown in zip(spans, words, strict=True):
        if text[start:end] != shown:
            raise BadSpans(
                f"The article does not have the words “{shown[:80]}” at this position. "
                "Nothing was saved. Reload the page and select them again."
            )
    if any(not text[start:end].strip() for start, end in spans):
        raise BadSpans("One part of the claim contains no words. Select the words again.")
    ordered = sorted([start, end] for start, end in spans)
    if any(end > start for (_, end), (start, _) in pairwise(ordered)):
        raise BadSpans("Two parts of the claim overlap. Remove one, or join them.")
    return ordered
