"""The report as text in aligned columns."""

from collections.abc import Iterable, Iterator

from annotate.evaluation.calibration import Calibration
from annotate.evaluation.kinds_text import format_kinds
from annotate.evaluation.ratios import Score
from annotate.evaluation.report import CorpusSize, Report
from annotate.evaluation.run_metric import RunCounts
from annotate.evaluation.text_table import NO_CASES, format_percent, format_score, format_table


def report_as_text(report: Report) -> str:
    """Return the whole report as text, shares in per cent."""
    sections = [
        _size(report.size),
        _parts(report.parts.items()),
        _calibration("Confidence of everything found", report.calibration_of_all),
        _calibration("Confidence of the claims shown", report.calibration_of_shown),
        *(format_kinds(report.kinds) if report.kinds else ()),
    ]
    return "\n\n".join("\n".join(section) for section in sections)


def _size(size: CorpusSize) -> Iterator[str]:
    speed = NO_CASES if size.words_per_second is None else f"{size.words_per_second:,.0f}"
    yield from format_table(
        [
            ["articles", f"{size.articles:,}"],
            ["words", f"{size.words:,}"],
            ["attributions marked", f"{size.gold_attributions:,}"],
            ["attributions found", f"{size.found_attributions:,}"],
            ["claims shown", f"{size.shown_claims:,}"],
            ["words a second", speed],
        ]
    )


def _parts(parts: Iterable[tuple[str, RunCounts]]) -> Iterator[str]:
    yield "Runs of words, by paragraph (CofeNet's metric)"
    lines = [_line_of_part(part, counts, match) for part, counts in parts for match in ("exact", "begin", "overlap")]
    heads = ["part", "match", "marked", "found", "precision", "recall", "F1", "Jaccard"]
    yield from format_table([heads, *lines], texts=2)


def _line_of_part(part: str, counts: RunCounts, match: str) -> list[str]:
    score: Score = getattr(counts, match)
    jaccard = format_percent(counts.jaccard.value) if match == "overlap" else ""
    return [part, match, f"{counts.gold:,}", f"{counts.found:,}", *format_score(score), jaccard]


def _calibration(title: str, calibration: Calibration) -> Iterator[str]:
    yield f"{title}: expected calibration error {format_percent(calibration.error)}"
    lines = [
        [
            f"{part.low:.1f} to {part.high:.1f}",
            f"{part.count:,}",
            f"{part.right:,}",
            format_percent(part.mean_confidence),
            format_percent(part.accuracy),
        ]
        for part in calibration.bins
    ]
    yield from format_table([["confidence", "found", "right", "mean confidence", "share right"], *lines])
