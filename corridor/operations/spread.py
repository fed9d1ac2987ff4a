"""How much times vary from trip to trip: lognormal laws around the figures of the dataset, which are means."""

from collections.abc import Iterable
from math import exp, log, sqrt
from typing import Final, NamedTuple

from corridor.model.crossing import Dwell
from corridor.model.provenance import Basis
from corridor.model.spread import SpreadFigures, Varying

_Z90: Final = 1.2815515655446004
"""The 90th percentile of the standard normal law."""


class Spread(NamedTuple):
    """Median and 90th percentile (seconds, or a factor without unit), and how the spread was come by."""

    median_s: float
    p90_s: float
    basis: Basis

    @property
    def sigma(self) -> float:
        """Standard deviation of the logarithm."""
        return log(self.p90_s / self.median_s) / _Z90 if self.median_s else 0.0


def around(mean_s: float, ratio: float, basis: Basis = "assumed") -> Spread:
    """Return the lognormal law of a mean whose P90 is `ratio` times its median: mean = median x exp(sigma^2 / 2)."""
    median_s = mean_s * exp(-((log(ratio) / _Z90) ** 2) / 2)
    return Spread(median_s, median_s * ratio, basis)


def spread(dwell: Dwell, ratio: float) -> Spread:
    """Return the lognormal law whose mean is the net time and whose P90 is `p90_min`, or else `ratio` medians, assumed.

    No lognormal law has a P90 over 2.27 times its mean: a wider one keeps its P90 and gets the widest law.
    """
    mean_s = dwell.net_min * 60
    if dwell.p90_min is None or not mean_s:
        return around(mean_s, ratio)
    p90_s = max(dwell.p90_min * 60, mean_s)
    sigma = _Z90 - sqrt(max(_Z90**2 - 2 * log(p90_s / mean_s), 0.0))
    return Spread(p90_s * exp(-_Z90 * sigma), p90_s, dwell.basis)


class SpreadBook:
    """P90 over median of all that varies; 1 where the dataset has no row."""

    def __init__(self, rows: Iterable[SpreadFigures]) -> None:
        """Take the rows of a dataset."""
        self.rows = {(row.varies, row.road_class): row for row in rows}

    def ratio(self, varies: Varying, road_class: str = "") -> float:
        """Return the ratio for a class of road, else that for all others."""
        row = self.rows.get((varies, road_class)) or self.rows.get((varies, ""))
        return row.p90_ratio if row else 1.0
