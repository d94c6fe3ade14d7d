"""What remains to be done in an article, and which suggestions can be accepted in one step."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.models import Article, Claim
from annotate.text import Document
from annotate.web.claim_filter import Filter

THRESHOLDS = (0.95, 0.9, 0.8, 0.7, 0.0)


@dataclass(frozen=True, slots=True)
class BulkChoice:
    """The undecided claims whose suggestion has at least the confidence `sure`, 0 to 1."""

    sure: float
    claims: list[int]


@dataclass(frozen=True, slots=True)
class Overview:
    """`untouched`: the share of sentences, 0 to 1, without a tagged or dismissed claim.

    `is_filtered`: whether the batches contain only the claims that the page's filter shows."""

    article: Article
    batches: list[BulkChoice]
    untouched: float
    is_filtered: bool = False


def overview_of(article: Article, chosen: Filter) -> Overview:
    """Return the article's overview. Its batches contain only claims that the `chosen` filter shows."""
    claims = list(Claim.objects.filter(article=article).visible().in_reading_order().only(*_READ))
    aside = chosen.left_out(article.pk, claims)
    open_ones = [each for each in claims if each.tag_id is None and each.suggested_kind and each.pk not in aside]
    batches = [
        BulkChoice(sure, [claim.pk for claim in open_ones if (claim.confidence or 0) >= sure]) for sure in THRESHOLDS
    ]
    distinct = [
        batch
        for batch, last in zip(batches, [None, *batches], strict=False)
        if batch.claims and (last is None or batch.claims != last.claims)
    ]
    decided = [span for claim in claims if claim.tag_id for span in claim.spans]
    sentences = [sentence.span for sentence in Document(article.text).sentences]
    return Overview(article, distinct, untouched(sentences, decided), bool(chosen))


_READ = ("tag", "spans", "confidence", "suggested_kind", "start", "end", "article")


def untouched(sentences: Sequence[tuple[int, int]], spans: Sequence[Sequence[int]]) -> float:
    """Return the share of sentences, 0 to 1, that no span touches; 0 if there are no sentences.

    sentences: half-open spans in code points, in order and disjoint.
    """
    ends = [end for _, end in sentences]
    touched: set[int] = set()
    for start, end in spans:
        at = bisect_left(ends, start + 1)
        while at < len(sentences) and sentences[at][0] < end:
            touched.add(at)
            at += 1
    return 1 - len(touched) / len(sentences) if sentences else 0.0
