"""Calibration: whether attributions with a confidence of 0.8 are right eight times in ten."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, fsum

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases with a confidence above `low` and up to `high`; the first bin includes its `low`."""

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
        return sum(part.count for part in self.bins)

    @property
    def error(self) -> float | None:
        """Expected calibration error, 0 to 1: the mean gap between accuracy and confidence, weighted by cases.

        Source: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, equation 3. None without cases.
        """
        if not self.bins:
            return None
        return fsum(part.count * abs(part.accuracy - part.mean_confidence) for part in self.bins) / self.count


def calibrate(cases: Iterable[tuple[float, bool]]) -> Calibration:
    """Return ten bins of equal width for cases, each a confidence from 0 to 1 and whether the case is right.

    Raise ValueError for a confidence outside 0 to 1.
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
        raise ValueError(f"A confidence must be from 0 to 1, not {confidence}.")
    # Rounded, because floating point can put a tenth slightly above itself, and so into the next bin.
    return max(0, ceil(round(confidence * BINS, 9)) - 1)
