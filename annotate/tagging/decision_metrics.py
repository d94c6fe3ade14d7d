"""How many decisions were stored, for Prometheus."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from django.db import transaction
from prometheus_client import Counter as Metric

from annotate import vocabulary
from annotate.models import Tag

DECISIONS = Metric("onrecord_decisions", "Decisions on claims that were stored, by what they say.", ["what"])


def count_decisions(tags: Sequence[Tag]) -> None:
    """Count tags after commit, so that rollbacks are not counted."""
    transaction.on_commit(partial(_add_to_metric, Counter(map(_decision_type, tags))))


def _add_to_metric(numbers: Counter[str]) -> None:
    for what, number in numbers.items():
        DECISIONS.labels(what).inc(number)


def _decision_type(tag: Tag) -> str:
    if tag.undoes:
        return "undone"
    return vocabulary.DISMISSED if tag.dismissed else tag.kind
