"""Means over all departures of one local hour of one weekday."""

import numpy as np

from corridor.batch.quantity import Quantity
from corridor.calendars import zones
from corridor.model.comparison import WeekdayHours
from corridor.model.profile import Seconds

_HOUR_S, _DAY_S, _WEEK_H = 3600, 86_400, 168
_THURSDAY_H = 3 * 24
"""1 January 1970 was a Thursday."""


def means_by_weekday_hour(quantity: Quantity, start: int, end: int, tz: str) -> WeekdayHours:
    """Return the mean of each (weekday, local hour) of `[start, end)` in which a departure has a value."""
    bounds, cells = local_hours(start, end, tz)
    counts, sums = (np.zeros(_WEEK_H, np.int64) for _ in range(2))
    for totals, parts in zip((counts, sums), quantity.sums_between(bounds), strict=True):
        np.add.at(totals, cells, parts)
    means = zip(sums.tolist(), counts.tolist(), strict=True)
    return {divmod(cell, 24): total / count for cell, (total, count) in enumerate(means) if count}


def local_hours(start: int, end: int, tz: str) -> tuple[Seconds, Seconds]:
    """Cut `[start, end)` where the clock of `tz` shows a full hour, or changes.

    Returns (bounds, hours): `bounds[i]` to `bounds[i + 1]` lies in hour `hours[i]` of the week, 0 to 167 from
    Monday 00:00.
    """
    firsts, hours = [], []
    for piece_start, piece_end, offset_s in zones.offset_pieces(tz, start, end):
        first_full = -(-(piece_start + offset_s + 1) // _HOUR_S) * _HOUR_S - offset_s
        cuts = np.append(piece_start, np.arange(first_full, piece_end, _HOUR_S))
        firsts.append(cuts)
        hours.append(((cuts + offset_s) // _HOUR_S + _THURSDAY_H) % _WEEK_H)
    return np.append(np.concatenate(firsts), end), np.concatenate(hours)
