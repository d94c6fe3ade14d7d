"""The main figures of several folders in one table."""

from collections.abc import Sequence

from annotate.evaluation.actor_counts import ALL
from annotate.evaluation.kind_report import UNCHANGED, KindReport
from annotate.evaluation.kinds_row import DIRECT
from annotate.evaluation.kinds_text import shares_of_claims, shares_of_ties
from annotate.evaluation.ratios import Share
from annotate.evaluation.report import Report
from annotate.evaluation.text_table import format_cases, format_percent, format_table


def compare_as_text(reports: Sequence[tuple[str, Report]]) -> str:
    """Return a table with a line for each figure and a column for each folder.

    `reports` has each folder's name and report; all were built with the same options.
    """
    columns = [[folder, *_figures(report).values()] for folder, report in reports]
    names = ["", *_figures(reports[0][1])]
    return "\n".join(format_table([*zip(names, *columns, strict=True)]))


def _figures(report: Report) -> dict[str, str]:
    shares = _shares(report.kinds) if report.kinds else {}
    exact = {f"exact F1, {part}": format_percent(counts.exact.f1) for part, counts in report.parts.items()}
    return {
        **{name: f"{format_cases(share)}  {format_percent(share.value):>6}" for name, share in shares.items()},
        "calibration error of the claims shown": format_percent(report.calibration_of_shown.error),
        **exact,
    }


def _shares(kinds: KindReport) -> dict[str, Share]:
    shares = shares_of_claims(kinds.counts) | shares_of_ties(kinds.ties)
    changed = {form: counts for form, counts in (kinds.mark_forms or {}).items() if form != UNCHANGED}
    shares |= {f"direct claims found, {form}": counts.found_of_form(DIRECT) for form, counts in changed.items()}
    if kinds.actors:
        shares["right actors of those found"] = kinds.actors.end_to_end.right_of_found(ALL)
        shares["right ones of the sure actors"] = kinds.actors.end_to_end.right_of_sure
    return shares
