"""What trucks take, wait and save by the weekday and hour at which they depart, on the clock of each origin."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.model.study_summary import HourOfWeek
from corridor.studies.tally import summed

SUMS: Final = ("answered", "duration", "wait", "compared", "saving")
"""Trucks, or seconds times trucks."""
_HOURS: Final = 24
_CELLS: Final = 7 * _HOURS

Floats = NDArray[np.float64]
Int64s = NDArray[np.int64]


@dataclass(eq=False, slots=True)
class Week:
    """Sums by scenario, hour of the week from Monday 00:00, and what is summed."""

    sums: Floats

    @classmethod
    def nothing(cls, scenarios: int) -> "Week":
        """Return a week with no departure."""
        return cls(np.zeros((scenarios, _CELLS, len(SUMS))))

    def add(self, scenario: int, name: str, weekday: Int64s, hour: Int64s, amounts: Floats) -> None:
        """Add amounts of what is summed, each at its weekday (1: Monday) and hour."""
        cells, sums = (weekday - 1) * _HOURS + hour, self.sums[scenario, :, SUMS.index(name)]
        if len(cells) == 1:  # as most are where shipments name their departure
            sums[cells[0]] += amounts[0]
        else:
            sums += summed(cells, amounts, _CELLS)

    def merge(self, sums: Floats) -> None:
        """Add another week, as an array."""
        self.sums += sums

    def hours(self) -> Iterator[HourOfWeek]:
        """Yield the hours in which trucks depart, in order."""
        for cell in np.flatnonzero(self.sums[:, :, SUMS.index("answered")].any(axis=0)).tolist():
            weekday, hour = divmod(cell, _HOURS)
            yield HourOfWeek(
                weekday=weekday + 1,
                hour=hour,
                mean_s=self._means(cell, "duration", "answered"),
                wait_mean_s=self._means(cell, "wait", "answered"),
                saving_mean_s=self._means(cell, "saving", "compared"),
            )

    def _means(self, cell: int, total: str, count: str) -> tuple[float | None, ...]:
        totals, counts = (self.sums[:, cell, SUMS.index(name)].tolist() for name in (total, count))
        return tuple(one / other if other else None for one, other in zip(totals, counts, strict=True))
