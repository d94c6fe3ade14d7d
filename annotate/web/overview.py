"""What is left to do in an article, and what can be done of it in one step."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.detection.sentences import read
from annotate.models import Article, Claim

THRESHOLDS = (0.95, 0.9, 0.8, 0.7, 0.0)


@dataclass(frozen=True, slots=True)
class Batch:
    """The open suggestions from a confidence on."""

    sure: float
    claims: list[int]


@dataclass(frozen=True, slots=True)
class Overview:
    """`untouched`: the share of sentences, 0 to 1, in which nothing is tagged or dismissed."""

    article: Article
    batches: list[Batch]
    untouched: float


def overview_of(article: Article) -> Overview:
    """The article as it stands now."""
    claims = list(Claim.objects.filter(article=article).visible().in_reading_order().only(*_READ))
    open_ones = [claim for claim in claims if claim.tag_id is None and claim.suggested_kind]
    batches = [Batch(sure, [claim.pk for claim in open_ones if (claim.confidence or 0) >= sure]) for sure in THRESHOLDS]
    distinct = [
        batch
        for batch, last in zip(batches, [None, *batches], strict=False)
        if batch.claims and (last is None or batch.claims != last.claims)
    ]
    decided = [span for claim in claims if claim.tag_id for span in claim.spans]
    return Overview(article, distinct, untouched([each.span for each in read(article.text).sentences], decided))


_READ = ("tag", "spans", "confidence", "suggested_kind", "start", "end", "article")


def untouched(sentences: Sequence[tuple[int, int]], spans: Sequence[Sequence[int]]) -> float:
    """The share of the sentences (in order, disjoint) that no span touches; 0 if there are none."""
    ends = [end for _, end in sentences]
    touched: set[int] = set()
    for start, end in spans:
        at = bisect_left(ends, start + 1)
        while at < len(sentences) and sentences[at][0] < end:
            touched.add(at)
            at += 1
    return 1 - len(touched) / len(sentences) if sentences else 0.0
