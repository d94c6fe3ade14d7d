"""How many claims are found from raw text, and how many of them with the right kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotate.detection.stances import read_cue
from annotate.evaluation.judging import COLUMNS, ROWS, JudgedArticle, JudgedClaim
from annotate.evaluation.ratios import Score, Share
from annotate.text import join_spans
from annotate.text.cue_lexicon import DENIES
from annotate.vocabulary import DENIAL, KINDS

Cells = Counter[tuple[str, str]]
"""How often each pair of a marked kind (one of ROWS) and a shown kind (one of COLUMNS) occurs."""


@dataclass(frozen=True)
class KindCounts:
    """Marked kinds against shown kinds. Counts of several articles can be added.

    `cells` is the confusion matrix. It leaves out what the kinds file allows although the marked kind differs, which
    `other_right_kinds` has: such a claim is found, and shown with a right kind; where nothing is shown, nothing was to
    be found. Optional rows, and the claims shown for them, are only in `optional`.

    `by_form` has the claims of `found` by their form and whether they are shown. `plain_cue_denials` has the shown
    kinds of the matrix's denials whose cue doesn't deny.
    """

    cells: Cells = field(default_factory=Counter)
    other_right_kinds: Cells = field(default_factory=Counter)
    optional: int = 0
    by_form: Counter[tuple[str, bool]] = field(default_factory=Counter)
    plain_cue_denials: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "KindCounts") -> "KindCounts":
        return KindCounts(
            self.cells + other.cells,
            self.other_right_kinds + other.other_right_kinds,
            self.optional + other.optional,
            self.by_form + other.by_form,
            self.plain_cue_denials + other.plain_cue_denials,
        )

    @property
    def found(self) -> Share:
        """The shown ones among the marked claims."""
        allowed = _sum(self.other_right_kinds, KINDS, KINDS)
        return Share(_sum(self.cells, KINDS, KINDS) + allowed, _sum(self.cells, KINDS, COLUMNS) + allowed)

    @property
    def are_claims(self) -> Share:
        """The marked ones among the shown claims."""
        allowed = _sum(self.other_right_kinds, ROWS, KINDS)
        return Share(_sum(self.cells, KINDS, KINDS) + allowed, _sum(self.cells, ROWS, KINDS) + allowed)

    @property
    def right_kind(self) -> Share:
        """The claims with a right kind among those that are marked and shown."""
        right = sum(self.cells[kind, kind] for kind in KINDS) + _sum(self.other_right_kinds, KINDS, KINDS)
        return Share(right, _sum(self.cells, KINDS, KINDS) + _sum(self.other_right_kinds, KINDS, KINDS))

    @property
    def denials(self) -> Share:
        """The ones shown as denials among the marked denials, without those rightly shown as something else."""
        return self.score(DENIAL).recall

    @property
    def denials_with_plain_cue(self) -> Share:
        """The same for the denials whose cue doesn't deny: what is said denies."""
        return Share(self.plain_cue_denials[DENIAL], self.plain_cue_denials.total())

    @property
    def shown_denials(self) -> Share:
        """The ones that are denials among the claims shown as denials."""
        return self.score(DENIAL).precision

    def found_of_form(self, form: str) -> Share:
        """Return the shown ones among the marked claims of a form: direct, mixed or indirect."""
        return Share(self.by_form[form, True], self.by_form[form, True] + self.by_form[form, False])

    def score(self, kind: str) -> Score:
        """Return precision and recall of one kind: claims shown with it against claims marked with it.

        A claim that is rightly shown with a kind other than the marked one counts only for the precision of the kind
        shown.
        """
        right = self.cells[kind, kind]
        allowed = _sum(self.other_right_kinds, ROWS, [kind])
        return Score(
            Share(right + allowed, _sum(self.cells, ROWS, [kind]) + allowed),
            Share(right, _sum(self.cells, [kind], COLUMNS)),
        )


def count_kinds(article: JudgedArticle) -> KindCounts:
    """Count one article's claims."""
    scored = [claim for claim in article.claims if not claim.is_optional]
    return KindCounts(
        Counter(_cell(claim) for claim in scored if not claim.is_other_right_kind),
        Counter(_cell(claim) for claim in scored if claim.is_other_right_kind),
        len(article.claims) - len(scored),
        Counter(
            (claim.row.form, claim.is_shown) for claim in scored if claim.row and claim.row.form and claim.must_be_found
        ),
        Counter(claim.shown_kind for claim in scored if _denies_by_content(article.text, claim)),
    )


def _cell(claim: JudgedClaim) -> tuple[str, str]:
    return claim.marked_kind, claim.shown_kind


def _denies_by_content(text: str, claim: JudgedClaim) -> bool:
    row = claim.row
    if row is None or row.kind != DENIAL or claim.is_other_right_kind:
        return False
    return read_cue(join_spans(text, row.cue))[0] != DENIES


def _sum(cells: Cells, rows: Iterable[str], columns: Sequence[str]) -> int:
    return sum(cells[row, column] for row in rows for column in columns)
