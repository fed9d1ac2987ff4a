"""Many trips at once: figures by origin and destination over the same departures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corridor.model.ids import PlaceId

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Matrix:
    """What becomes of trips between places over given departures (ascending UTC seconds).

    Arrays are by origin and destination, in the order of these. Durations are door to door, in seconds, over the
    departures that have a way: `answered` of them; without any, `mean_s` is NaN and the others are nought.
    `arrivals[origin, destination, departure]` (`profile.NO_ARRIVAL`: no way) is None unless it was asked for.
    """

    origins: Sequence[PlaceId]
    destinations: Sequence[PlaceId]
    departures: NDArray[np.int64]
    answered: NDArray[np.int64]
    mean_s: NDArray[np.float64]
    least_s: NDArray[np.int64]
    most_s: NDArray[np.int64]
    arrivals: NDArray[np.int64] | None

    def frame(self) -> "pd.DataFrame":
        """Return one row per trip: origin, destination, answered, mean_s, least_s, most_s."""
        import pandas as pd  # noqa: PLC0415 - asked for by few, and slow to load

        index = pd.MultiIndex.from_product(
            [list(self.origins), list(self.destinations)], names=["origin", "destination"]
        )
        columns = {name: getattr(self, name).ravel() for name in ("answered", "mean_s", "least_s", "most_s")}
        return pd.DataFrame(columns, index=index).reset_index()
