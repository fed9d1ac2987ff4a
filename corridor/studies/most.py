"""The shipments that scenarios change most, of however many."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.studies import figures
from corridor.studies.digest import Text

MOST_SHIPMENTS: Final = 5_000
"""Shipments that a summary holds: more than a page can show."""
_SPARE: Final = 1_000
"""Shipments more that are held before the least of all are let go."""


class _Offer(NamedTuple):
    size: float
    number: int
    rows: NDArray[np.float64]
    texts: Sequence[Text]

    @property
    def order(self) -> tuple[float, int]:
        return -self.size, self.number


class Most:
    """Holds the shipments whose trucks save or lose most, of equals the first."""

    def __init__(self) -> None:
        """Begin with none."""
        self._offers: list[_Offer] = []

    def offer(self, number: int, trucks: float, rows: NDArray[np.float64], texts: Sequence[Text]) -> None:
        """Take a shipment by its number in the study, unless enough others change more."""
        # Rows are copied: a part of an array would hold the figures of its whole chunk.
        saved = np.nan_to_num(np.abs(rows[:, figures.AT["saving_mean_s"]])).max()
        self._offers.append(_Offer(float(saved * trucks), number, rows.copy(), texts))
        if len(self._offers) >= MOST_SHIPMENTS + _SPARE:
            self._offers = nsmallest(MOST_SHIPMENTS, self._offers, key=lambda each: each.order)

    def kept(self) -> list[tuple[int, NDArray[np.float64], Sequence[Text]]]:
        """Return them in the order of the study."""
        most = nsmallest(MOST_SHIPMENTS, self._offers, key=lambda each: each.order)
        return [(each.number, each.rows, each.texts) for each in sorted(most, key=lambda each: each.number)]
