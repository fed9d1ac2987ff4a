"""What is left of a published gross clearance time once closed hours are taken out of it."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.crossing import Dwell

Outcome = Literal["solved", "hours-unknown", "closed-too-long", "closed-all-year", "year-unknown"]
"""`solved`; or why nothing could be taken out: hours of that year not known, waiting for them alone takes
longer than the whole published mean, closed all the year long, or no year to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetDwell:
    """A row of `dwells.csv` with a gross mean, and the net time that explains it.

    `closed_s` is the mean wait for opening of one whose work takes no time, `net_s` the net time (None if
    there is none), `residual_s` how much of the gross mean it leaves unexplained: less than a second more
    of work would explain too much. All in seconds. `known` of `points` control points have known hours.
    """

    row: Dwell
    outcome: Outcome
    points: int
    known: int
    closed_s: float | None = None
    net_s: int | None = None
    residual_s: float | None = None

    @property
    def gross_s(self) -> float:
        """The published mean in seconds."""
        return (self.row.gross_mean_h or 0.0) * 3600

    @property
    def net_min(self) -> float | None:
        """The net time in minutes, as the table has it, to 0.01."""
        return None if self.net_s is None else round(self.net_s / 60, 2)

    @property
    def is_replaced(self) -> bool:
        """Whether the net time of the row is one that is derived from the gross mean, and another one now."""
        net_min = self.net_min
        return net_min is not None and self.row.basis == "derived" and abs(net_min - self.row.net_min) > 0.5
