"""Aligned columns, and how shares are written in them."""

from collections.abc import Iterator, Sequence
from itertools import chain

from annotate.evaluation.ratios import Score, Share

GAP = "  "
NO_CASES = "–"  # printed for a share without cases


def format_table(lines: Sequence[Sequence[str]], texts: int = 1) -> Iterator[str]:
    """Yield the lines with aligned columns: the first `texts` columns to the left, the numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        sides = chain((str.ljust,) * texts, (str.rjust,) * (len(line) - texts))
        cells = [pad(cell, width) for pad, cell, width in zip(sides, line, widths, strict=True)]
        yield GAP.join(cells).rstrip()


def format_score(score: Score) -> list[str]:
    """Return precision, recall and F1 as cells."""
    return [format_percent(score.precision.value), format_percent(score.recall.value), format_percent(score.f1)]


def format_share(share: Share) -> list[str]:
    """Return a share as two cells: 85.5% and 376 of 440."""
    return [format_percent(share.value), format_cases(share)]


def format_cases(share: Share) -> str:
    return f"{share.part:,} of {share.whole:,}"


def format_percent(share: float | None) -> str:
    return NO_CASES if share is None else f"{share:.1%}"
