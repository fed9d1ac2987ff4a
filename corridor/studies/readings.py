"""Departures read off profiles as columns: no object is made for a departure."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corridor.calendars import zones
from corridor.model.profile import NO_ARRIVAL, Profile, Seconds

_DAY_S = 86_400
_HOUR_S = 3600
_THURSDAY = 3
"""1 January 1970 was one."""


@dataclass(frozen=True, eq=False, slots=True)
class Listed:
    """What becomes of departures under one scenario; durations and waits are nought where there is no way.

    `way` is a row of the profile's `crossings`, -1 without a way; `piece` the piece that holds the departure.
    """

    departs: Seconds
    arrives: Seconds
    has_way: NDArray[np.bool_]
    duration_s: Seconds
    wait_s: Seconds
    way: NDArray[np.int64]
    piece: NDArray[np.int64]


def listed(profile: Profile, departs: Seconds) -> Listed:
    """Return what becomes of departures of the window."""
    piece = profile.piece_at(departs)
    arrives = profile.arrivals(departs)
    has_way = arrives < NO_ARRIVAL
    duration_s = np.where(has_way, arrives - departs, 0)
    wait_s = np.where(has_way, duration_s - profile.moving_s[piece], 0)
    return Listed(departs, arrives, has_way, duration_s, wait_s, profile.ways[piece], piece)


def waits(profile: Profile, found: Listed) -> tuple[NDArray[np.int64], NDArray[np.int64], Seconds]:
    """Return the waits of departures: (departure by its number, row of `waiting_points`, seconds)."""
    first, last = profile.wait_ends[found.piece], profile.wait_ends[found.piece + 1]
    counts = np.where(found.has_way, last - first, 0)
    number = np.repeat(np.arange(len(counts)), counts)
    row = np.arange(len(number)) - np.repeat(np.cumsum(counts) - counts, counts) + first[number]
    later = (found.departs - profile.departs[found.piece])[number]
    return number, profile.wait_at[row], profile.wait_s[row] - later * profile.wait_shrinks[row]


@dataclass(frozen=True, eq=False, slots=True)
class Clock:
    """Departures on the clock of their origin: day since 1970, weekday 1 (Monday) to 7, hour, month 1 to 12."""

    local: Seconds
    day: NDArray[np.int64]
    weekday: NDArray[np.int64]
    hour: NDArray[np.int64]
    month: NDArray[np.int64]


@lru_cache(maxsize=8)
def clock(start: int, end: int, every_s: int, tz: str) -> Clock:
    """Return the departures of `[start, end)`, one each `every_s`, on the clock of a zone; the last few are kept."""
    return clock_of(np.arange(start, end, every_s), tz)


def clock_of(departs: Seconds, tz: str) -> Clock:
    """Return ascending departures on the clock of a zone."""
    local = departs.copy()
    for start, end, offset_s in zones.offset_pieces(tz, int(departs[0]), int(departs[-1]) + 1):
        first, last = np.searchsorted(departs, (start, end))
        local[first:last] += offset_s
    day = local // _DAY_S
    month = local.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64) % 12 + 1
    return Clock(local, day, (day + _THURSDAY) % 7 + 1, local % _DAY_S // _HOUR_S, month)
