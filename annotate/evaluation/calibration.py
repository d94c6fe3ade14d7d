"""Whether a confidence of 0.8 is right eight times in ten."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, fsum

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases with a confidence over `low`, up to and including `high`; `low` of the first bin belongs to it too."""

    low: float
    high: float
    count: int
    right: int
    mean_confidence: float

    @property
    def accuracy(self) -> float:
        return self.right / self.count


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that have cases, lowest first."""

    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        return sum(each.count for each in self.bins)

    @property
    def error(self) -> float | None:
        """Expected calibration error, 0 to 1: the mean distance of accuracy and confidence, weighted by cases.

        Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, equation 3. None without cases.
        """
        if not self.bins:
            return None
        return fsum(each.count * abs(each.accuracy - each.mean_confidence) for each in self.bins) / self.count


def calibrate(cases: Iterable[tuple[float, bool]]) -> Calibration:
    """Ten bins of equal width, from cases of a confidence from 0 to 1 and whether it is right.

    Raises ValueError for a confidence outside 0 to 1.
    """
    filled: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in cases:
        filled.setdefault(_bin(confidence), []).append((confidence, right))
    return Calibration(
        tuple(
            Bin(
                place / BINS,
                (place + 1) / BINS,
                len(inside),
                sum(right for _, right in inside),
                fsum(confidence for confidence, _ in inside) / len(inside),
            )
            for place, inside in sorted(filled.items())
        )
    )


def _bin(confidence: float) -> int:
    if not 0 <= confidence <= 1:
        raise ValueError(f"A confidence is from 0 to 1, not {confidence}.")
    # Rounded, so that a tenth that floating point puts a hair above itself stays in its bin.
    return max(0, ceil(round(confidence * BINS, 9)) - 1)
