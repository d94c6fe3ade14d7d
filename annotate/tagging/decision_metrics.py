"""Decisions counted, for Prometheus."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from django.db import transaction
from prometheus_client import Counter as Figure

from annotate.models import Tag

DECISIONS = Figure("onrecord_decisions", "Decisions on claims that were stored, by what they say.", ["what"])


def count_decisions(tags: Sequence[Tag]) -> None:
    """Counts tags as soon as they are kept: what is rolled back is none."""
    transaction.on_commit(partial(_count, Counter(map(_what, tags))))


def _count(numbers: Counter[str]) -> None:
    for what, number in numbers.items():
        DECISIONS.labels(what).inc(number)


def _what(tag: Tag) -> str:
    if tag.undoes:
        return "undone"
    return "dismissed" if tag.dismissed else tag.kind
