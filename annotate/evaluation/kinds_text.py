"""The figures for kinds and actors as text in aligned columns."""

from collections.abc import Iterator, Mapping

from annotate.actors.resolution import SURE
from annotate.evaluation.actor_counts import ALL, GROUPS
from annotate.evaluation.judging import COLUMNS, NOT_FOUND, ROWS, UNMARKED
from annotate.evaluation.kind_counts import KindCounts
from annotate.evaluation.kind_report import ActorReport, BeatReport, KindReport
from annotate.evaluation.kinds_row import DIRECT
from annotate.evaluation.ratios import Share
from annotate.evaluation.text_table import format_cases, format_percent, format_score, format_share, format_table
from annotate.evaluation.tie_counts import TieCounts
from annotate.vocabulary import KINDS

Section = Iterator[str]


def format_kinds(kinds: KindReport) -> Iterator[Section]:
    """Yield the sections of the report, each as its lines."""
    yield _end_to_end(kinds)
    yield _confusion(kinds.counts)
    yield _ties(kinds.ties)
    if len(kinds.beats) > 1:
        yield _beats(kinds.beats)
    if kinds.mark_forms:
        yield _mark_forms(kinds.mark_forms)
    if kinds.actors:
        yield _actors(kinds.actors)


def shares_of_claims(counts: KindCounts) -> dict[str, Share]:
    """Return the shares that sum up how well claims are found and shown, by what they are called in reports."""
    return {
        "marked claims that are found": counts.found,
        "shown claims that are claims": counts.are_claims,
        "found claims with the right kind": counts.right_kind,
        "direct claims that are found": counts.found_of_form(DIRECT),
        "marked denials shown as denials": counts.denials,
        "the same if the cue doesn't deny": counts.denials_with_plain_cue,
        "shown denials that are denials": counts.shown_denials,
    }


def shares_of_ties(ties: TieCounts) -> dict[str, Share]:
    """Return the shares that sum up how well denials are tied to charges, by what they are called in reports."""
    return {
        "denials tied to the charge": ties.tied,
        "the same if the charge is shown": ties.tied_if_shown,
        "denials tied to the marked row": ties.tied_to_row,
        "shown ties that are right": ties.are_right,
    }


def _end_to_end(kinds: KindReport) -> Section:
    yield f"Claims end to end, in the {kinds.articles:,} articles of the kinds file"
    yield from format_table([[name, *format_share(share)] for name, share in shares_of_claims(kinds.counts).items()])
    yield ""
    lines = [[kind, *format_score(kinds.counts.score(kind))] for kind in KINDS]
    yield from format_table([["kind", "precision", "recall", "F1"], *lines])


def _confusion(counts: KindCounts) -> Section:
    yield "Marked kinds (rows) and shown kinds (columns)"
    lines = [[row, *(_cell(counts, row, column) for column in COLUMNS)] for row in ROWS]
    yield from format_table([["", *COLUMNS], *lines])
    if allowed := counts.other_right_kinds.total():
        yield f"Left out: {allowed:,} shown with another right kind, or rightly not shown."
    if counts.optional:
        yield f"Left out: {counts.optional:,} optional ones, shown or not."


def _cell(counts: KindCounts, row: str, column: str) -> str:
    return "" if (row, column) == (UNMARKED, NOT_FOUND) else f"{counts.cells[row, column]:,}"


def _ties(ties: TieCounts) -> Section:
    yield "What denials answer, of the marked denials that answer a claim and are shown as denials"
    yield from format_table([[name, *format_share(share)] for name, share in shares_of_ties(ties).items()])


def _beats(beats: Mapping[str, BeatReport]) -> Section:
    yield "Claims by outlet and section"
    lines = [
        [beat, f"{report.articles:,}", f"{report.counts.found.whole:,}"]
        + [
            format_percent(share.value)
            for share in (report.counts.found, report.counts.are_claims, report.counts.right_kind)
        ]
        + [format_cases(report.counts.denials)]
        for beat, report in beats.items()
    ]
    heads = ["beat", "articles", "claims", "found", "shown right", "right kind", "shown as denials"]
    yield from format_table([heads, *lines])


def _mark_forms(forms: Mapping[str, KindCounts]) -> Section:
    yield "Claims found when the same articles have other quotation marks and breaks"
    lines = [
        [form, *format_share(counts.found), *format_share(counts.found_of_form(DIRECT))]
        for form, counts in forms.items()
    ]
    yield from format_table([["marks and breaks", "all", "", "direct", ""], *lines])


def _actors(actors: ActorReport) -> Section:
    given, end = actors.given_sources, actors.end_to_end
    yield "Suggested actors that are right, by what the source is"
    lines = [
        [group, f"{given.attributions[group]:,}"]
        + [
            format_percent(share.value)
            for share in (given.right_of_all(group), end.right_of_all(group), end.right_of_found(group))
        ]
        for group in GROUPS
    ]
    sure = [
        f"{ALL}, names from {SURE} up",
        "",
        format_percent(given.right_of_sure.value),
        "",
        format_percent(end.right_of_sure.value),
    ]
    heads = ["source", "attributions", "source given", "end to end", "of those found"]
    yield from format_table([heads, *lines, sure])
    yield (
        f"Names from {SURE} up: {format_cases(given.right_of_sure)} with the source given, "
        f"{format_cases(end.right_of_sure)} end to end."
    )
