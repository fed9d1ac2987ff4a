"""What a number of samples says about a percentile and about a chance."""

from functools import lru_cache
from math import ceil, exp, inf, lgamma, log, sqrt
from typing import Final

from corridor.model.reliability import Chance

_TAIL: Final = 0.025
"""What is left out at either end of an interval of 95 %."""
_Z: Final = 1.959963984540054
"""The percentile 97.5 of the standard normal law."""


def rank(samples: int, share: float) -> int:
    """Return the place, from 0, of a percentile among sorted samples: the nearest rank."""
    return max(ceil(round(samples * share, 9)), 1) - 1


@lru_cache(maxsize=64)
def rank_interval(samples: int, share: float) -> tuple[int | None, int | None]:
    """Return the places, from 0, of the sorted samples that enclose a percentile with a confidence of 95 %.

    How many samples lie below the percentile is binomial, whatever the law: the percentile lies between the `r`-th
    and the `s`-th (from 1) with the chance P(r <= B < s). None: no sample is far enough out.
    """
    low, high, below = None, None, 0.0
    for count in range(samples + 1):
        below += exp(_log_binomial(samples, count, share))
        if below <= _TAIL:
            low = count
        if below >= 1 - _TAIL:
            high = count
            break
    return low, high if high is not None and high < samples else None


def _log_binomial(samples: int, count: int, share: float) -> float:
    if not 0 < share < 1:
        return 0.0 if count == round(samples * share) else -inf
    ways = lgamma(samples + 1) - lgamma(count + 1) - lgamma(samples - count + 1)
    return ways + count * log(share) + (samples - count) * log(1 - share)


def chance(hits: int, samples: int) -> Chance:
    """Return a share with Wilson's interval of 95 %."""
    share, spare = hits / samples, _Z**2 / samples
    middle = (share + spare / 2) / (1 + spare)
    half = _Z / (1 + spare) * sqrt(share * (1 - share) / samples + spare / (4 * samples))
    return Chance(share, max(middle - half, 0.0), min(middle + half, 1.0))
