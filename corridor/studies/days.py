"""What trucks save and wait by the date on which they depart."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.studies.tally import summed

SUMS: Final = ("compared", "saving", "answered", "wait")
"""Trucks, or seconds times trucks."""

Floats = NDArray[np.float64]
Int64s = NDArray[np.int64]


@dataclass(eq=False, slots=True)
class Days:
    """Sums by scenario and local date of departure, from `first` (days since 1970) on, and waiting by point.

    `waited` has an array by scenario and date for each control point, ban or link: seconds times trucks.
    """

    first: int
    sums: Floats
    waited: dict[str, Floats] = field(default_factory=dict)

    @classmethod
    def nothing(cls, scenarios: int, first: int, last: int) -> "Days":
        """Return the days from the first to the last with no departure on any."""
        return cls(first, np.zeros((scenarios, last - first + 1, len(SUMS))))

    def add(self, scenario: int, name: str, day: Int64s, amounts: Floats) -> None:
        """Add amounts of what is summed, each on its day."""
        self._add(self.sums[scenario, :, SUMS.index(name)], day, amounts)

    def add_waits(self, scenario: int, point: str, day: Int64s, amounts: Floats) -> None:
        """Add waiting at a point, each on its day of departure."""
        if point not in self.waited:
            self.waited[point] = np.zeros(self.sums.shape[:2])
        self._add(self.waited[point][scenario], day, amounts)

    def merge(self, sums: Floats, waited: dict[str, Floats]) -> None:
        """Add other days of the same range, as arrays."""
        self.sums += sums
        for point, amounts in waited.items():
            self.waited[point] = self.waited[point] + amounts if point in self.waited else amounts

    def _add(self, sums: Floats, day: Int64s, amounts: Floats) -> None:
        # A trip for a deadline may leave before the range: it counts for its ends.
        place = np.minimum(np.maximum(day - self.first, 0), len(sums) - 1)
        if len(place) == 1:  # as most are where shipments name their departure
            sums[place[0]] += amounts[0]
        else:
            sums += summed(place, amounts, len(sums))
