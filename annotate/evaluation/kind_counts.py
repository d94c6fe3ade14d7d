"""How many claims are found end to end, and whether with the right kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.detection import Attribution
from annotate.evaluation.kinds_file import OTHER, KindsRow
from annotate.evaluation.overlap import partners
from annotate.evaluation.ratios import Score, Share
from annotate.vocabulary import KINDS

NOT_SHOWN = "not shown"  # found, but judged to assert nothing
NOT_FOUND = "not found"
UNMARKED = "unmarked"  # found, but belongs to no row
ROWS = (*KINDS, OTHER, UNMARKED)
COLUMNS = (*KINDS, NOT_SHOWN, NOT_FOUND)


@dataclass(frozen=True)
class KindCounts:
    """How often a row of one kind (or "unmarked") met a claim shown as another (or "not shown", "not found").

    `cells` has (one of ROWS, one of COLUMNS) as keys; counts of several articles can be added.
    """

    cells: Counter[tuple[str, str]]

    def __add__(self, other: "KindCounts") -> "KindCounts":
        return KindCounts(self.cells + other.cells)

    @property
    def found(self) -> Share:
        """The marked claims that are shown."""
        return Share(self._sum(KINDS, KINDS), self._sum(KINDS, COLUMNS))

    @property
    def are_claims(self) -> Share:
        """The shown claims that are marked as claims."""
        return Share(self._sum(KINDS, KINDS), self._sum(ROWS, KINDS))

    @property
    def right_kind(self) -> Share:
        """Of the marked claims that are shown, those with the right kind."""
        return Share(sum(self.cells[kind, kind] for kind in KINDS), self._sum(KINDS, KINDS))

    def score(self, kind: str) -> Score:
        """Of one kind: what is shown as it against what is marked as it."""
        right = self.cells[kind, kind]
        return Score(Share(right, self._sum(ROWS, [kind])), Share(right, self._sum([kind], COLUMNS)))

    def _sum(self, rows: Iterable[str], columns: Sequence[str]) -> int:
        return sum(self.cells[row, column] for row in rows for column in columns)


def count_kinds(rows: Sequence[KindsRow], found: Sequence[Attribution]) -> KindCounts:
    """One article's rows against what was detected in it."""
    of_row = row_partners(rows, found)
    met = [found[of_row[i]].kind or NOT_SHOWN if i in of_row else NOT_FOUND for i in range(len(rows))]
    cells = Counter((row.kind, column) for row, column in zip(rows, met, strict=True))
    taken = set(of_row.values())
    cells.update((UNMARKED, each.kind or NOT_SHOWN) for j, each in enumerate(found) if j not in taken)
    return KindCounts(cells)


def row_partners(rows: Sequence[KindsRow], found: Sequence[Attribution]) -> dict[int, int]:
    """Index of a row to index of the detected attribution that means the same content, each at most once.

    They share at least half of the characters of the one's content and at least half of the other's. Marked claims
    first choose among the claims shown, then the rest among the rest; best overlap first.
    """

    def rank(i: int, j: int) -> int:
        return 0 if rows[i].is_claim and found[j].kind else 1

    return partners([row.content for row in rows], [each.spans for each in found], rank)
