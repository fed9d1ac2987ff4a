"""Demand and capacity of a control point in one direction, added up over time without an end.

Rates are vehicles per hour by local hour of day; a unit is a thousandth of that over a second, so that one
vehicle is `VEHICLE` units and nothing rounds. Capacity accrues while the control point is open. `operations.queues`
makes trucks of it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from corridor.calendars import zones
from corridor.calendars.hourly_rates import PER_VEHICLE, HourlyRates
from corridor.calendars.periods import GIVE_UP_S, OpeningPeriods

_HOUR_S: Final = 3_600
VEHICLE: Final = PER_VEHICLE * _HOUR_S
"""Units of demand that bring one vehicle, and of capacity that let one in."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Demand and capacity for a time, in UTC seconds; `quota` is the most that are let in on a local day."""

    starts: int
    ends: int
    demand: HourlyRates
    capacity: HourlyRates
    quota: int | None = None

    def scaled(self, demand: float, capacity: float) -> "Stage":
        """Return the stage with rates, and the quota, so many times as high."""
        return Stage(
            self.starts,
            self.ends,
            tuple(round(rate * demand) for rate in self.demand),
            tuple(round(rate * capacity) for rate in self.capacity),
            None if self.quota is None else round(self.quota * capacity),
        )


class Stretch(NamedTuple):
    """A time with one rate of demand and one of capacity (none while closed), within a local day."""

    start: int
    end: int
    demand: int
    capacity: int
    come: int  # units of demand up to its start
    spent: int  # units of capacity up to its start
    midnight: int  # at which its day begins
    quota: int | None

    @property
    def come_then(self) -> int:
        """Units of demand up to its end."""
        return self.come + self.demand * (self.end - self.start)

    @property
    def spent_then(self) -> int:
        """Units of capacity up to its end."""
        return self.spent + self.capacity * (self.end - self.start)

    def coming(self, units: int) -> int:
        """Return the first second at which demand reaches `units`, which it does within."""
        return self.start - (self.come - units) // self.demand

    def spent_at_coming(self, units: int) -> int:
        """Return the capacity, rounded down, at the very instant at which demand reaches `units`."""
        return self.spent + self.capacity * (units - self.come) // self.demand

    def reaching(self, units: int) -> int:
        """Return the first second at which capacity reaches `units`, which it does within."""
        return self.start - (self.spent - units) // self.capacity if units > self.spent else self.start


class Anchor(NamedTuple):
    """A truck, by its number, that is let in as it comes: what follows does not depend on what was before.

    So are trucks from number `idle` up to this one. `level` is what capacity has to reach to let in the next.
    """

    at: int
    stretch: int
    idle: int
    number: int
    level: int


class Flow:
    """Stretches and anchors from the beginning of the first stage on, covered as far as asked for.

    After a stage without a successor nobody comes, and its capacity goes on. Hours of the day count from
    local midnight. `waiting` vehicles are there at the beginning.
    """

    def __init__(self, stages: Sequence[Stage], periods: OpeningPeriods, tz: str, waiting: int) -> None:
        """Cover nothing yet."""
        self.stages, self.periods, self.tz = tuple(stages), periods, tz
        self.stretches: list[Stretch] = []
        self.anchors = [Anchor(stages[0].starts, 0, 0, 0, 0)]
        self.has_quota = any(stage.quota is not None for stage in stages)
        rates = [rates for stage in stages for rates in (stage.demand, stage.capacity)]
        self._hours = [h for h in range(1, 24) if any(rate[h] != rate[h - 1] for rate in rates)]
        self._day = zones.to_local(stages[0].starts, tz).date()
        self._begins: list[int] = []
        self._anchored = [stages[0].starts]
        self._end = self._last_open = stages[0].starts  # of what is covered
        self._come = self._spent = 0
        self._backlog = waiting * VEHICLE  # of the fluid, at the end of what is covered

    def cover(self, at: int) -> None:
        """Make sure that the instant `at` is covered."""
        while self._end <= at:
            self._extend()

    def stretch_at(self, at: int) -> int:
        """Return the number of the stretch that holds `at`, which is covered."""
        return max(0, bisect_right(self._begins, at) - 1)

    def anchor_at(self, at: int) -> int:
        """Return the number of the last anchor by `at`, which is covered."""
        return max(0, bisect_right(self._anchored, at) - 1)

    def first_above(self, level: int, stretch: int) -> int | None:
        """Return the first stretch from `stretch` on by whose end capacity is above `level`; None if none is."""
        while True:
            while stretch < len(self.stretches):
                if self.stretches[stretch].spent_then > level:
                    return stretch
                stretch += 1
            if self._end - self._last_open > GIVE_UP_S or self.periods.at_or_after(self._end) is None:
                return None
            self._extend()

    def _extend(self) -> None:
        """Cover one more local day."""
        midnight = zones.local_midnight(self._day, self.tz)
        self._day += timedelta(days=1)
        start, end = self._end, zones.local_midnight(self._day, self.tz)
        opens, closes = self.periods.ends_within(start, end)
        cuts = {*opens, *closes, *(midnight + hour * _HOUR_S for hour in self._hours)}
        cuts |= {bound for stage in self.stages for bound in (stage.starts, stage.ends)}
        for a, b in pairwise(sorted({start, end, *(cut for cut in cuts if start < cut < end)})):
            stage = next(stage for stage in reversed(self.stages) if stage.starts <= a)
            hour = min(23, (a - midnight) // _HOUR_S)
            is_open = any(opening <= a < closing for opening, closing in zip(opens, closes, strict=True))
            demand = stage.demand[hour] if a < stage.ends else 0
            capacity = stage.capacity[hour] if is_open else 0
            self._add(Stretch(a, b, demand, capacity, self._come, self._spent, midnight, stage.quota))
        self._end = end

    def _add(self, stretch: Stretch) -> None:
        self.stretches.append(stretch)
        self._begins.append(stretch.start)
        self._come, self._spent = stretch.come_then, stretch.spent_then
        if stretch.capacity:
            self._last_open = stretch.end
        seconds, surplus = stretch.end - stretch.start, stretch.capacity - stretch.demand
        idle_from = stretch.start  # the second from which the fluid backlog is nought
        if self._backlog:
            idle_from += -(-self._backlog // surplus) if surplus > 0 else seconds + 1
        self._backlog = max(0, self._backlog - surplus * seconds)
        if idle_from <= stretch.end and surplus >= 0 and not self.has_quota:
            self._anchor(stretch, idle_from)

    def _anchor(self, stretch: Stretch, idle_from: int) -> None:
        """Note the last truck that comes after `idle_from`, if there is one.

        From one of these instants to another capacity goes up by as many vehicles as come, or more.
        """
        idle = (stretch.come + stretch.demand * (idle_from - stretch.start)) // VEHICLE + 1
        last = stretch.come_then // VEHICLE
        if last >= idle:
            at, level = stretch.coming(last * VEHICLE), stretch.spent_at_coming(last * VEHICLE) + VEHICLE
            self.anchors.append(Anchor(at, len(self.stretches) - 1, idle, last, level))
            self._anchored.append(at)
