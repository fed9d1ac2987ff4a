"""Sums, counts and ranks of whole seconds over every departure, from pieces, without rounding."""

from dataclasses import dataclass

import numpy as np

from corridor.model.profile import Seconds


@dataclass(frozen=True, eq=False, slots=True)
class Quantity:
    """A number of seconds for each of many departures, in pieces of consecutive ones, in order.

    Piece `i` holds the departures `starts[i]` to `starts[i] + lengths[i] - 1`; the first has `values[i]`, and
    each one more by `slopes[i]` (-1, 0 or 1) than the one before. Departures between pieces have no value.
    """

    starts: Seconds
    lengths: Seconds
    values: Seconds
    slopes: Seconds

    @property
    def count(self) -> int:
        """How many departures have a value."""
        return int(self.lengths.sum())

    @property
    def mean(self) -> float | None:
        """Their mean; None without any."""
        return int(_sums(self.lengths, self.values, self.slopes).sum()) / self.count if self.count else None

    @property
    def ends(self) -> Seconds:
        """The value of the last departure of each piece."""
        return self.values + self.slopes * (self.lengths - 1)

    def least(self) -> tuple[int, int]:
        """Return the first departure with the least value, and the value; there must be one."""
        extremes = np.minimum(self.values, self.ends)
        return self._first(extremes, int(np.argmin(extremes)))

    def greatest(self) -> tuple[int, int]:
        """Return the first departure with the greatest value, and the value; there must be one."""
        extremes = np.maximum(self.values, self.ends)
        return self._first(extremes, int(np.argmax(extremes)))

    def _first(self, extremes: Seconds, piece: int) -> tuple[int, int]:
        value = int(extremes[piece])
        return int(self.starts[piece]) + abs(value - int(self.values[piece])), value

    def count_up_to(self, value: int) -> int:
        """Return how many departures have at most a value."""
        falling = value - self.values + self.lengths
        rising = value - self.values + 1
        level = np.where(self.values <= value, self.lengths, 0)
        counts = np.select([self.slopes < 0, self.slopes > 0], [falling, rising], level)
        return int(np.clip(counts, 0, self.lengths).sum())

    def percentile(self, percent: int) -> int | None:
        """Return the nearest-rank percentile: the least value that `percent` of the departures do not exceed."""
        if not self.count:
            return None
        rank = max(-(-self.count * percent // 100), 1)
        low, high = self.least()[1], self.greatest()[1]
        while low < high:
            middle = (low + high) // 2
            if self.count_up_to(middle) < rank:
                low = middle + 1
            else:
                high = middle
        return low

    def sums_between(self, bounds: Seconds) -> tuple[Seconds, Seconds]:
        """Return how many departures lie between each two bounds (ascending instants), and their sum."""
        if not len(self.starts):
            return np.zeros(len(bounds) - 1, np.int64), np.zeros(len(bounds) - 1, np.int64)
        before = np.searchsorted(self.starts, bounds, side="right")
        piece = np.maximum(before - 1, 0)
        part = np.where(before > 0, np.clip(bounds - self.starts[piece], 0, self.lengths[piece]), 0)
        counts = _before(self.lengths)[piece] + part
        whole = _before(_sums(self.lengths, self.values, self.slopes))[piece]
        sums = whole + _sums(part, self.values[piece], self.slopes[piece])
        return np.diff(counts), np.diff(sums)


def _sums(lengths: Seconds, values: Seconds, slopes: Seconds) -> Seconds:
    return lengths * values + slopes * (lengths * (lengths - 1) // 2)


def _before(amounts: Seconds) -> Seconds:
    return np.cumsum(amounts) - amounts
