"""What a change of a port's hours meant for trucks that come at any hour, exactly."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Final

from corridor.calendars import zones
from corridor.calendars.compiler import ControlCalendar, schedule_at, validity
from corridor.calendars.periods import DAY_S, Interval, OpeningPeriods, subtract
from corridor.model.crossing import ControlPoint
from corridor.model.dataset import Dataset
from corridor.model.ids import Country, CrossingId
from corridor.model.port import HoursChange, SideChange, Waiting
from corridor.model.schedule import Schedule
from corridor.operations.clearance import schedules_of
from corridor.operations.ports import working_points

_TOGETHER_S: Final = 2 * DAY_S
"""Sides that change within so long of one another change together: clocks and first shifts differ."""

_Key = tuple[Country, str, Schedule | None, Schedule | None]


def waiting(periods: OpeningPeriods, start: int, end: int) -> Waiting | None:
    """Return how long those wait who come evenly over `[start, end)`; None if some of them wait for ever."""
    gaps = subtract([(start, end)], periods.within(start, end))
    reopenings = [_reopens(periods, gap) for gap in gaps]
    if None in reopenings:
        return None
    waits = [(reopens - a, reopens - b) for (a, b), reopens in zip(gaps, reopenings, strict=True) if reopens]
    # Over a gap the wait falls by a second each second, from the first of these numbers to the second one.
    twice_the_sum = sum(longest**2 - shortest**2 for longest, shortest in waits)
    return Waiting(
        mean_s=twice_the_sum / 2 / (end - start),
        longest_s=max((longest for longest, _ in waits), default=0),
        open_s=end - start - sum(b - a for a, b in gaps),
    )


def _reopens(periods: OpeningPeriods, gap: Interval) -> int | None:
    period = periods.at_or_after(gap[0])
    return period[0] if period else None


def hours_change(dataset: Dataset, crossing_id: CrossingId, at: int) -> HoursChange | None:
    """Return the change of known hours at a port that is nearest to an instant; None if none is on record."""
    rows = {
        point: sorted(schedules_of(dataset.schedules, point), key=validity)
        for point in working_points(dataset, [crossing_id])
    }
    changes = [(moment, point.mode) for point, known in rows.items() for moment in _changes(known)]
    if not changes:
        return None
    nearest, mode = min(changes, key=lambda change: (abs(change[0] - at), -change[0]))
    near = [moment for moment, other in changes if other == mode and abs(moment - nearest) <= _TOGETHER_S]
    sides = {point: known for point, known in rows.items() if point.mode == mode}
    return HoursChange(at=nearest, mode=mode, sides=tuple(_sides(sides, (min(near) - 1, max(near)))))


def _changes(rows: Sequence[Schedule]) -> Iterator[int]:
    """Yield when known hours gave way at once to other known hours."""
    for before, after in pairwise(rows):
        if before.hours and after.hours and before.hours != after.hours:
            starts = validity(after)[0]
            if validity(before)[1] >= starts:
                yield starts


def _sides(rows: dict[ControlPoint, list[Schedule]], around: Interval) -> Iterator[SideChange]:
    """Yield control points with the same hours at both of two instants together."""
    together: dict[_Key, list[ControlPoint]] = {}
    for point, known in rows.items():
        before, after = (schedule_at(known, at) for at in around)
        together.setdefault((point.side, point.tz, before, after), []).append(point)
    for (side, tz, before, after), points in together.items():
        week = _week(around[1], tz)
        yield SideChange(
            side=side,
            tz=tz,
            control_ids=tuple(point.control_id for point in points),
            before=before,
            after=after,
            waits=(_usual(before, week), _usual(after, week)),
        )


def _week(at: int, tz: str) -> Interval:
    """Return Monday to Monday on the clock of a zone, the first ones after an instant."""
    today = zones.to_local(at, tz).date()
    monday = today + timedelta(days=7 - today.weekday())
    return zones.local_midnight(monday, tz), zones.local_midnight(monday + timedelta(days=7), tz)


def _usual(schedule: Schedule | None, week: Interval) -> Waiting | None:
    """Return the waits under hours alone, as if they had always been and would always be in force."""
    if schedule is None or not schedule.hours:
        return None
    for_ever = replace(schedule, valid_from="", valid_to="", holiday_calendar="none")
    return waiting(ControlCalendar([for_ever], []).periods, *week)
