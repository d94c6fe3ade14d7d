"""Shares, and precision with recall."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`. The part is a fraction if single cases count in part."""

    part: int | Fraction
    whole: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None if the whole is 0."""
        return float(self.part / Fraction(self.whole)) if self.whole else None


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what was found is right (precision), and how much of what is right was found (recall)."""

    precision: Share
    recall: Share

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None if nothing was marked and nothing found."""
        precision, recall = self.precision.value, self.recall.value
        if precision is None and recall is None:
            return None
        if not precision or not recall:
            return 0.0
        return 2 * precision * recall / (precision + recall)
