"""How much clearance varies from truck to truck: a lognormal law around the net mean."""

from math import exp, log, sqrt
from typing import Final, NamedTuple

from corridor.model.crossing import Dwell
from corridor.model.provenance import Basis

_Z90: Final = 1.2815515655446004
"""The 90th percentile of the standard normal law."""

ASSUMED_RATIO: Final = 2.0
"""P90 over median where none is known: an assumption. No source gives the spread from day to day; yearly means at
Horgos road 2020-23 (CAREC CPMM: 16.4, 77.5, 23.5, 51.4 h) have a coefficient of variation of 0.66, a ratio of
2.2, but that is one regime against another."""


class Spread(NamedTuple):
    """Median and 90th percentile in seconds, and how the spread was come by."""

    median_s: float
    p90_s: float
    basis: Basis


def spread(dwell: Dwell) -> Spread:
    """Return the lognormal law whose mean is the net time and whose P90 is `p90_min`, or else assumed.

    No lognormal law has a P90 over 2.27 times its mean: a wider one keeps its P90 and gets the widest law.
    """
    mean_s = dwell.net_min * 60
    if dwell.p90_min is None or not mean_s:
        sigma = log(ASSUMED_RATIO) / _Z90
        median_s = mean_s * exp(-(sigma**2) / 2)
        return Spread(median_s, median_s * ASSUMED_RATIO, "assumed")
    p90_s = max(dwell.p90_min * 60, mean_s)
    sigma = _Z90 - sqrt(max(_Z90**2 - 2 * log(p90_s / mean_s), 0.0))
    return Spread(p90_s * exp(-_Z90 * sigma), p90_s, dwell.basis)
