"""The report as a JSON object."""

from typing import Any

from annotate.evaluation.actor_counts import GROUPS, ActorCounts
from annotate.evaluation.calibration import Calibration
from annotate.evaluation.judging import COLUMNS, ROWS
from annotate.evaluation.kind_counts import Cells, KindCounts
from annotate.evaluation.kind_report import KindReport
from annotate.evaluation.kinds_row import FORMS
from annotate.evaluation.ratios import Score, Share
from annotate.evaluation.report import CorpusSize, Report
from annotate.evaluation.run_metric import RunCounts
from annotate.evaluation.tie_counts import TieCounts
from annotate.vocabulary import KINDS

Object = dict[str, Any]


def report_as_json(report: Report) -> Object:
    """Return the figures of the text report, not rounded. Shares are from 0 to 1, or None if there are no cases."""
    return {
        "size": _size(report.size),
        "parts": {part: _part(counts) for part, counts in report.parts.items()},
        "calibration": {
            "attributions": _calibration(report.calibration_of_all),
            "claims": _calibration(report.calibration_of_shown),
        },
        "kinds": _kinds(report.kinds) if report.kinds else None,
        "actors": _actors(report.kinds),
    }


def _size(size: CorpusSize) -> Object:
    return {
        "articles": size.articles,
        "words": size.words,
        "gold_attributions": size.gold_attributions,
        "found_attributions": size.found_attributions,
        "shown_claims": size.shown_claims,
        "seconds": size.seconds,
        "words_per_second": size.words_per_second,
    }


def _part(counts: RunCounts) -> Object:
    return {
        "gold": counts.gold,
        "found": counts.found,
        "exact": _score(counts.exact),
        "begin": _score(counts.begin),
        "overlap": _score(counts.overlap),
        "jaccard": counts.jaccard.value,
    }


def _score(score: Score) -> Object:
    return {"precision": score.precision.value, "recall": score.recall.value, "f1": score.f1}


def _share(share: Share) -> Object:
    return {"part": share.part, "of": share.whole, "share": share.value}


def _calibration(calibration: Calibration) -> Object:
    bins = [
        {
            "over": part.low,
            "up_to": part.high,
            "count": part.count,
            "right": part.right,
            "mean_confidence": part.mean_confidence,
            "accuracy": part.accuracy,
        }
        for part in calibration.bins
    ]
    return {"expected_error": calibration.error, "count": calibration.count, "bins": bins}


def _kinds(kinds: KindReport) -> Object:
    return {
        "articles": kinds.articles,
        **_kind_counts(kinds.counts),
        "ties": _ties(kinds.ties),
        "by_beat": {
            beat: {"articles": report.articles, **_kind_counts(report.counts)} for beat, report in kinds.beats.items()
        },
        "by_marks": {form: _kind_counts(counts) for form, counts in kinds.mark_forms.items()}
        if kinds.mark_forms
        else None,
    }


def _ties(ties: TieCounts) -> Object:
    return {
        "tied": _share(ties.tied),
        "tied_if_charge_shown": _share(ties.tied_if_shown),
        "tied_to_marked_row": _share(ties.tied_to_row),
        "right_of_shown": _share(ties.are_right),
    }


def _kind_counts(counts: KindCounts) -> Object:
    return {
        "found": _share(counts.found),
        "are_claims": _share(counts.are_claims),
        "right_kind": _share(counts.right_kind),
        "denials": _share(counts.denials),
        "denials_with_plain_cue": _share(counts.denials_with_plain_cue),
        "shown_denials": _share(counts.shown_denials),
        "by_form": {form: _share(counts.found_of_form(form)) for form in FORMS},
        "by_kind": {kind: _score(counts.score(kind)) for kind in KINDS},
        "confusion": _cells(counts.cells),
        "other_right_kinds": _cells(counts.other_right_kinds),
        "optional": counts.optional,
    }


def _cells(cells: Cells) -> Object:
    return {row: {column: cells[row, column] for column in COLUMNS} for row in ROWS}


def _actors(kinds: KindReport | None) -> Object | None:
    if kinds is None or kinds.actors is None:
        return None
    actors = kinds.actors
    return {"given_sources": _actor_counts(actors.given_sources), "end_to_end": _actor_counts(actors.end_to_end)}


def _actor_counts(counts: ActorCounts) -> Object:
    return {
        "right_of_all": {group: _share(counts.right_of_all(group)) for group in GROUPS},
        "right_of_found": {group: _share(counts.right_of_found(group)) for group in GROUPS},
        "right_of_sure": _share(counts.right_of_sure),
    }
