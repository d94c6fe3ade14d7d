"""How often a denial is tied to the claim that states the charge."""

from dataclasses import dataclass
from fractions import Fraction

from annotate.detection import Attribution
from annotate.evaluation.judging import JudgedArticle, JudgedClaim
from annotate.evaluation.kinds_row import KindsRow
from annotate.evaluation.overlap import count_shared, overlap_share, total_length
from annotate.evaluation.ratios import Share
from annotate.text import join_spans
from annotate.text.word_stems import word_stems
from annotate.vocabulary import ALLEGATION, DENIAL, QUOTE

_HALF = Fraction(1, 2)
_ENOUGH = 2  # shared words


@dataclass(frozen=True, slots=True)
class TieCounts:
    """Counts of ties between denials and charges. Counts of several articles can be added.

    `answering` counts the marked denials that answer a row and are shown as denials, `charge_shown` those whose charge
    is shown as a claim, `same_row` those tied to that very row, and `right` those tied to it or to another statement of
    the same charge. `ties` counts the ties shown, `right_ties` the right ones among them.
    """

    answering: int = 0
    charge_shown: int = 0
    same_row: int = 0
    right: int = 0
    ties: int = 0
    right_ties: int = 0

    def __add__(self, other: "TieCounts") -> "TieCounts":
        return TieCounts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def tied(self) -> Share:
        """The denials tied to their charge among those that answer one."""
        return Share(self.right, self.answering)

    @property
    def tied_to_row(self) -> Share:
        """The same, but only ties to the marked row itself are right."""
        return Share(self.same_row, self.answering)

    @property
    def tied_if_shown(self) -> Share:
        """The same as `tied` among the denials whose charge is shown as a claim."""
        return Share(self.right, self.charge_shown)

    @property
    def are_right(self) -> Share:
        """The right ties among those shown."""
        return Share(self.right_ties, self.ties)


def count_ties(article: JudgedArticle) -> TieCounts:
    """Count one article's ties. A shown denial that is optional, or wholly inside an optional row, is left out."""
    denials = [
        claim
        for claim in article.claims
        if claim.attribution and claim.attribution.kind == DENIAL and not claim.is_optional
    ]
    answering = [
        (claim, charge)
        for claim in denials
        if claim.marked_kind == DENIAL and (charge := _charge_of(article, claim)) is not None
    ]
    return TieCounts(
        answering=len(answering),
        charge_shown=sum(_is_shown(article, claim, charge) for claim, charge in answering),
        same_row=sum(_is_tied_to_row(article, claim, charge) for claim, charge in answering),
        right=sum(_is_right(article, claim) for claim, _ in answering),
        ties=sum(_answered(article, claim) is not None for claim in denials),
        right_ties=sum(_is_right(article, claim) for claim in denials),
    )


def states_same_charge(article: JudgedArticle, attribution: Attribution, charge: KindsRow) -> bool:
    """Return whether a claim is the marked charge or repeats it.

    It is, if the contents share at least half of each one's characters or one contains the other. It repeats the
    charge if they share at least half of the words of the shorter content, and at least two (the only one if it has
    only one), or if it matches a row that is held against one of the same targets and shares a word with the charge
    besides the targets' names; cues count as words here.
    """
    if overlap_share(attribution.spans, charge.content) >= _HALF or _is_inside(attribution, charge):
        return True
    text = article.text
    words = word_stems(join_spans(text, attribution.spans)), word_stems(join_spans(text, charge.content))
    shared, shorter = len(words[0] & words[1]), min(map(len, words))
    if shorter and shared >= min(_ENOUGH, shorter) and 2 * shared >= shorter:
        return True
    row = next((claim.row for claim in article.claims if claim.attribution is attribution), None)
    return row is not None and row.kind != DENIAL and _accuses_alike(text, row, charge)


def _accuses_alike(text: str, row: KindsRow, charge: KindsRow) -> bool:
    targets = {*row.targets} & {*charge.targets}
    names = word_stems(" ".join((*row.targets, *charge.targets)))
    words = [word_stems(join_spans(text, (*some.cue, *some.content))) - names for some in (row, charge)]
    return bool(targets and words[0] & words[1])


def _is_inside(attribution: Attribution, charge: KindsRow) -> bool:
    shared = count_shared(attribution.spans, charge.content)
    return shared in (total_length(attribution.spans), total_length(charge.content))


def _charge_of(article: JudgedArticle, claim: JudgedClaim) -> KindsRow | None:
    """The row that a shown denial should answer.

    If only the denied words are shown (denied claims that *it lied*), they match the charge itself, so any other
    statement of that charge is right.
    """
    row = claim.row
    if row is None:
        return None
    if row.kind == DENIAL:
        return next((other for other in article.rows if row.answers and other.id == row.answers), None)
    return row if any(other.answers == row.id for other in article.rows if row.id) else None


def _answered(article: JudgedArticle, claim: JudgedClaim) -> Attribution | None:
    attribution = claim.attribution
    return None if attribution is None or attribution.answers is None else article.found[attribution.answers]


def _is_right(article: JudgedArticle, claim: JudgedClaim) -> bool:
    answered, charge = _answered(article, claim), _charge_of(article, claim)
    return answered is not None and charge is not None and states_same_charge(article, answered, charge)


def _is_tied_to_row(article: JudgedArticle, claim: JudgedClaim, charge: KindsRow) -> bool:
    answered = _answered(article, claim)
    return answered is not None and overlap_share(answered.spans, charge.content) >= _HALF


def _is_shown(article: JudgedArticle, denial: JudgedClaim, charge: KindsRow) -> bool:
    return any(
        claim.attribution is not None
        and claim.shown_kind in (ALLEGATION, QUOTE)
        and not _is_same_actor(claim, denial)
        and states_same_charge(article, claim.attribution, charge)
        for claim in article.claims
    )


def _is_same_actor(claim: JudgedClaim, denial: JudgedClaim) -> bool:
    return bool(claim.row and denial.row and claim.row.actor and claim.row.actor == denial.row.actor)
