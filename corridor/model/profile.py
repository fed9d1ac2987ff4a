"""Departure profiles: arrival as an exact function of departure, in pieces."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corridor.model.ids import CrossingId
from corridor.model.road import Road

Seconds = NDArray[np.int64]

NO_ARRIVAL = 1 << 40
"""The arrival of departures without a way: later than any instant."""


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Profile:
    """What becomes of every departure (whole UTC seconds) of `[start, end)`; nothing is sampled but with `grid_s`.

    Departures fall into pieces. Piece `i` holds those from `departs[i]` up to `departs[i + 1]` (the last one
    up to `end`), which all take one way:

    - `arrives[i]` is the arrival of its first departure; later ones arrive as much later where `rises[i]`,
      and at the same instant where not. `NO_ARRIVAL`: none of them has a way;
    - `moving_s[i]` are the seconds in which something is done; the rest of the time one waits;
    - `ways[i]` is its way, a row of `crossings`; -1 without one;
    - its waits are the rows `wait_ends[i]` to `wait_ends[i + 1]` of `wait_at` (a row of `waiting_points`:
      control points, `ban:ID`, or links with validity), `wait_s` (seconds for the first departure) and `wait_shrinks`
      (a second less for each second that one leaves later; constant where not).

    A piece may say the same as the next one: pieces are cut where any of this changes.
    """

    start: int
    end: int
    departs: Seconds
    arrives: Seconds
    rises: NDArray[np.bool_]
    moving_s: Seconds
    ways: NDArray[np.int64]
    crossings: Sequence[tuple[CrossingId, ...]]
    wait_ends: Seconds
    wait_at: NDArray[np.int64]
    wait_s: Seconds
    wait_shrinks: NDArray[np.bool_]
    waiting_points: Sequence[str]
    roads: Sequence[Road] = ()
    """By way, like `crossings`; empty where they are not told."""
    grid_s: int = 0
    """0: exact. Else the first departure of each piece, one each so many seconds, stands for all of its piece."""

    @property
    def lengths_s(self) -> Seconds:
        """How many departures each piece holds."""
        return np.diff(self.departs, append=self.end)

    @property
    def durations_s(self) -> Seconds:
        """Door-to-door seconds of the first departure of each piece; a constant for all of it where it rises."""
        return self.arrives - self.departs

    def piece_at(self, departures: Seconds | int) -> NDArray[np.int64]:
        """Return the piece that holds each departure, which must lie in the window."""
        return np.searchsorted(self.departs, departures, side="right") - 1

    def arrivals(self, departures: Seconds) -> Seconds:
        """Return the arrival of each departure (UTC seconds, within the window); NO_ARRIVAL if none.

        Raises:
            ValueError: A departure lies outside `[start, end)`.
        """
        departures = np.asarray(departures, np.int64)
        if departures.size and (departures.min() < self.start or departures.max() >= self.end):
            raise ValueError(f"departures outside [{self.start}, {self.end})")
        piece = self.piece_at(departures)
        return self.arrives[piece] + np.where(self.rises[piece], departures - self.departs[piece], 0)

    def latest_departure(self, arrive_by: int) -> int | None:
        """Return the last departure of the window that arrives by an instant; None if there is none."""
        reached = int(np.searchsorted(self.arrives, arrive_by, side="right")) - 1  # arrivals never go back
        if reached < 0:
            return None
        first, last = int(self.departs[reached]), int(self.departs[reached] + self.lengths_s[reached]) - 1
        if not self.rises[reached]:
            return last
        return min(first + arrive_by - int(self.arrives[reached]), last)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class DeadlineProfile:
    """The latest departure for every deadline (whole UTC seconds) of `[start, end)`: a profile seen backwards.

    Piece `i` holds the deadlines from `by[i]` up to `by[i + 1]` (the last one up to `end`). For its first one the
    latest departure is `departs[i]`; for later ones as much later where `rises[i]`, and the same where not.
    `-NO_ARRIVAL`: no departure is in time. `moving_s[i]` are the seconds in which something is done.
    """

    start: int
    end: int
    by: Seconds
    departs: Seconds
    rises: NDArray[np.bool_]
    moving_s: Seconds

    def latest_departures(self, deadlines: Seconds) -> Seconds:
        """Return the latest departure for each deadline (UTC seconds, within the window); `-NO_ARRIVAL` if none.

        Raises:
            ValueError: A deadline lies outside `[start, end)`.
        """
        deadlines = np.asarray(deadlines, np.int64)
        if deadlines.size and (deadlines.min() < self.start or deadlines.max() >= self.end):
            raise ValueError(f"deadlines outside [{self.start}, {self.end})")
        piece = np.searchsorted(self.by, deadlines, side="right") - 1
        return self.departs[piece] + np.where(self.rises[piece], deadlines - self.by[piece], 0)
