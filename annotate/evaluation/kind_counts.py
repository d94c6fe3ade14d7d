"""How many claims are found from raw text, and how many of them with the right kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.detection import Attribution
from annotate.evaluation.kinds_file import OTHER, KindsRow
from annotate.evaluation.overlap import match_contents
from annotate.evaluation.ratios import Score, Share
from annotate.vocabulary import KINDS

NOT_SHOWN = "not shown"  # detected as an attribution that asserts nothing
NOT_FOUND = "not found"
UNMARKED = "unmarked"  # detected, but matches no row
ROWS = (*KINDS, OTHER, UNMARKED)
COLUMNS = (*KINDS, NOT_SHOWN, NOT_FOUND)


@dataclass(frozen=True)
class KindCounts:
    """A confusion matrix of marked kinds (ROWS) and shown kinds (COLUMNS).

    `cells` has pairs of a row and a column as keys. Counts of several articles can be added.
    """

    cells: Counter[tuple[str, str]]

    def __add__(self, other: "KindCounts") -> "KindCounts":
        return KindCounts(self.cells + other.cells)

    @property
    def found(self) -> Share:
        """The shown ones among the marked claims."""
        return Share(self._sum(KINDS, KINDS), self._sum(KINDS, COLUMNS))

    @property
    def are_claims(self) -> Share:
        """The marked ones among the shown claims."""
        return Share(self._sum(KINDS, KINDS), self._sum(ROWS, KINDS))

    @property
    def right_kind(self) -> Share:
        """The claims with the right kind among those that are marked and shown."""
        return Share(sum(self.cells[kind, kind] for kind in KINDS), self._sum(KINDS, KINDS))

    def score(self, kind: str) -> Score:
        """Return precision and recall of one kind: claims shown with it against claims marked with it."""
        right = self.cells[kind, kind]
        return Score(Share(right, self._sum(ROWS, [kind])), Share(right, self._sum([kind], COLUMNS)))

    def _sum(self, rows: Iterable[str], columns: Sequence[str]) -> int:
        return sum(self.cells[row, column] for row in rows for column in columns)


def count_kinds(rows: Sequence[KindsRow], found: Sequence[Attribution]) -> KindCounts:
    """Compare one article's rows with the attributions detected in it."""
    matches = match_rows(rows, found)
    columns = [found[matches[i]].kind or NOT_SHOWN if i in matches else NOT_FOUND for i in range(len(rows))]
    cells = Counter((row.kind, column) for row, column in zip(rows, columns, strict=True))
    matched = set(matches.values())
    unmatched = [attribution for j, attribution in enumerate(found) if j not in matched]
    cells.update((UNMARKED, attribution.kind or NOT_SHOWN) for attribution in unmatched)
    return KindCounts(cells)


def match_rows(rows: Sequence[KindsRow], found: Sequence[Attribution]) -> dict[int, int]:
    """Match each row's index with the index of the detected attribution of the same content, each used at most once.

    The two contents share at least half of each one's characters. Marked claims are matched with shown claims first,
    then everything else; the best overlap wins.
    """

    def rank(i: int, j: int) -> int:
        return 0 if rows[i].is_claim and found[j].kind else 1

    return match_contents([row.content for row in rows], [attribution.spans for attribution in found], rank)
