"""The report as text in aligned columns."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from annotate.actors.resolution import SURE
from annotate.evaluation.actor_counts import ALL, GROUPS
from annotate.evaluation.calibration import Calibration
from annotate.evaluation.kind_counts import COLUMNS, NOT_FOUND, ROWS, UNMARKED, KindCounts
from annotate.evaluation.ratios import Score, Share
from annotate.evaluation.report import ActorReport, CorpusSize, KindReport, Report
from annotate.evaluation.run_metric import RunCounts
from annotate.vocabulary import KINDS

GAP = "  "
NO_CASES = "–"  # printed for a share without cases


def report_as_text(report: Report) -> str:
    """Return the whole report as text, shares in per cent."""
    kinds = report.kinds
    sections = [
        _size(report.size),
        _parts(report.parts.items()),
        _calibration("Confidence of everything found", report.calibration_of_all),
        _calibration("Confidence of the claims shown", report.calibration_of_shown),
        *([_kinds(kinds), _confusion(kinds.counts)] if kinds else []),
        *([_actors(kinds.actors)] if kinds and kinds.actors else []),
    ]
    return "\n\n".join("\n".join(section) for section in sections)


def _size(size: CorpusSize) -> Iterator[str]:
    speed = NO_CASES if size.words_per_second is None else f"{size.words_per_second:,.0f}"
    yield from _table(
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
    yield from _table([["part", "match", "marked", "found", "precision", "recall", "F1", "Jaccard"], *lines], texts=2)


def _line_of_part(part: str, counts: RunCounts, match: str) -> list[str]:
    score: Score = getattr(counts, match)
    jaccard = _percent(counts.jaccard.value) if match == "overlap" else ""
    return [part, match, f"{counts.gold:,}", f"{counts.found:,}", *_score(score), jaccard]


def _calibration(title: str, calibration: Calibration) -> Iterator[str]:
    yield f"{title}: expected calibration error {_percent(calibration.error)}"
    lines = [
        [
            f"{part.low:.1f} to {part.high:.1f}",
            f"{part.count:,}",
            f"{part.right:,}",
            _percent(part.mean_confidence),
            _percent(part.accuracy),
        ]
        for part in calibration.bins
    ]
    yield from _table([["confidence", "found", "right", "mean confidence", "share right"], *lines])


def _kinds(kinds: KindReport) -> Iterator[str]:
    counts = kinds.counts
    yield f"Claims end to end, in the {kinds.articles:,} articles of the kinds file"
    yield from _table(
        [
            ["marked claims that are found", *_share(counts.found)],
            ["shown claims that are claims", *_share(counts.are_claims)],
            ["found claims with the right kind", *_share(counts.right_kind)],
        ]
    )
    yield ""
    lines = [[kind, *_score(counts.score(kind))] for kind in KINDS]
    yield from _table([["kind", "precision", "recall", "F1"], *lines])


def _confusion(counts: KindCounts) -> Iterator[str]:
    yield "Marked kinds (rows) and shown kinds (columns)"
    lines = [[row, *(_cell(counts, row, column) for column in COLUMNS)] for row in ROWS]
    yield from _table([["", *COLUMNS], *lines])


def _cell(counts: KindCounts, row: str, column: str) -> str:
    return "" if (row, column) == (UNMARKED, NOT_FOUND) else f"{counts.cells[row, column]:,}"


def _actors(actors: ActorReport) -> Iterator[str]:
    given, end = actors.given_sources, actors.end_to_end
    yield "Suggested actors that are right, by what the source is"
    lines = [
        [group, f"{given.attributions[group]:,}"]
        + [
            _percent(share.value)
            for share in (given.right_of_all(group), end.right_of_all(group), end.right_of_found(group))
        ]
        for group in GROUPS
    ]
    sure = [
        f"{ALL}, names from {SURE} up",
        "",
        _percent(given.right_of_sure.value),
        "",
        _percent(end.right_of_sure.value),
    ]
    heads = ["source", "attributions", "source given", "end to end", "of those found"]
    yield from _table([heads, *lines, sure])
    yield (
        f"Names from {SURE} up: {_of(given.right_of_sure)} with the source given, {_of(end.right_of_sure)} end to end."
    )


def _score(score: Score) -> list[str]:
    return [_percent(score.precision.value), _percent(score.recall.value), _percent(score.f1)]


def _share(share: Share) -> list[str]:
    return [_percent(share.value), _of(share)]


def _of(share: Share) -> str:
    return f"{share.part:,} of {share.whole:,}"


def _percent(share: float | None) -> str:
    return NO_CASES if share is None else f"{share:.1%}"


def _table(lines: Sequence[Sequence[str]], texts: int = 1) -> Iterator[str]:
    """Yield the lines with aligned columns: the first `texts` columns to the left, the numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        sides = chain((str.ljust,) * texts, (str.rjust,) * (len(line) - texts))
        cells = [pad(cell, width) for pad, cell, width in zip(sides, line, widths, strict=True)]
        yield GAP.join(cells).rstrip()
