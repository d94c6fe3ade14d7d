"""Each marked row of an article beside what the detector found for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.detection import Attribution
from annotate.evaluation.kinds_row import OTHER, KindsRow
from annotate.evaluation.overlap import count_shared, match_contents, overlap_share, total_length
from annotate.text import Span
from annotate.vocabulary import KINDS

NOT_SHOWN = "not shown"  # detected as an attribution that asserts nothing
NOT_FOUND = "not found"
UNMARKED = "unmarked"  # detected, but matches no row
ROWS = (*KINDS, OTHER, UNMARKED)
COLUMNS = (*KINDS, NOT_SHOWN, NOT_FOUND)


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A row and the attribution found for it; one of them may be missing, never both."""

    row: KindsRow | None
    attribution: Attribution | None

    @property
    def marked_kind(self) -> str:
        """One of ROWS."""
        return self.row.kind if self.row else UNMARKED

    @property
    def shown_kind(self) -> str:
        """One of COLUMNS."""
        if self.attribution is None:
            return NOT_FOUND
        return self.attribution.kind or NOT_SHOWN

    @property
    def is_shown(self) -> bool:
        return self.shown_kind in KINDS

    @property
    def is_optional(self) -> bool:
        return self.row is not None and self.row.optional

    @property
    def is_other_right_kind(self) -> bool:
        """Whether the row's `alt` allows what is shown, which is not the marked kind."""
        shown = self.shown_kind if self.is_shown else OTHER
        return self.row is not None and shown != self.row.kind and shown in self.row.alt

    @property
    def must_be_found(self) -> bool:
        """Whether a claim is marked that is shown, or that should have been."""
        return self.row is not None and self.row.is_required and (self.is_shown or not self.is_other_right_kind)


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article of the kinds file with its rows and the attributions found, in reading order, and their matches."""

    name: str
    text: str
    rows: Sequence[KindsRow]
    found: Sequence[Attribution]
    claims: tuple[JudgedClaim, ...]


def judge_article(name: str, text: str, rows: Sequence[KindsRow], found: Sequence[Attribution]) -> JudgedArticle:
    """Return every row with its attribution, then every attribution without a row of its own.

    Of the latter, a shown claim that matches an optional row, or is wholly inside one, belongs to that row.
    """
    matches = match_rows(rows, found)
    taken = set(matches.values())
    claims = [JudgedClaim(row, found[matches[i]] if i in matches else None) for i, row in enumerate(rows)]
    claims += [
        JudgedClaim(_find_optional_row(rows, attribution), attribution)
        for j, attribution in enumerate(found)
        if j not in taken
    ]
    return JudgedArticle(name, text, rows, found, tuple(claims))


def match_rows(rows: Sequence[KindsRow], found: Sequence[Attribution]) -> dict[int, int]:
    """Match each row's index with the index of the detected attribution of the same content, each used at most once.

    The two contents share at least half of each one's characters. Shown claims are matched with marked claims first,
    then with rows that may be shown or not, then everything else is matched; the best overlap wins.
    """

    def rank(i: int, j: int) -> int:
        if not found[j].kind or not rows[i].may_be_shown:
            return 2
        return 0 if rows[i].is_required else 1

    return match_contents([row.content for row in rows], [attribution.spans for attribution in found], rank)


def _find_optional_row(rows: Sequence[KindsRow], attribution: Attribution) -> KindsRow | None:
    optional = [row for row in rows if row.optional] if attribution.kind else []
    fitting = [row for row in optional if _belongs_to(attribution.spans, row.content)]
    return max(fitting, key=lambda row: overlap_share(row.content, attribution.spans), default=None)


def _belongs_to(spans: Sequence[Span], content: Sequence[Span]) -> bool:
    """Whether the spans match the content or are wholly inside it."""
    return bool(match_contents([content], [spans])) or count_shared(spans, content) == total_length(spans)
