"""Queues of whole trucks before a control point, as exact arrival functions.

Trucks come at a known rate (the demand) and are let in at the rate of the capacity, which accrues while the
control point is open. With `A(t)` and `C(t)` the units of demand and of capacity up to `t` (`operations.flow`):

- truck `k` comes when `A` reaches `k` vehicles; `C_k` is `C` at that instant, and `a_k` the first whole second then;
- it is let in at `e_k`, the first second from `a_k` on at which `C` has reached `L_k = max(C_k, L_{k-1} + 1 vehicle)`:
  capacity is spent on one truck after the other, and what nobody needs is lost (Lindley's recursion, in units of
  capacity). With a daily quota the work on a truck that finds the local day full begins on the next one;
- ours, which comes at `t`, is a truck more than the demand and takes no capacity. It is let in with the last
  truck ahead of it, `admit(t) = max(t, e_k)` with `k` the last truck with `a_k <= t`: a port has more than
  one lane, so one with capacity to spare makes nobody wait.

`admit` has pieces of slope 0 and 1 and jumps upwards: first in, first out.

Only busy times are worked out truck by truck. While demand does not exceed capacity and the fluid backlog
`sup_s [A(t) - A(s) - C(t) + C(s)]` is nought, every truck is let in as it comes, and what was before does not
matter: so answers do not depend on how time is cut, and a week costs a week whenever the queue began.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from corridor.calendars import zones
from corridor.calendars.hourly_rates import PER_VEHICLE
from corridor.calendars.periods import DAY_S, NEVER, OpeningPeriods
from corridor.operations.arrival import Part, Timed
from corridor.operations.flow import VEHICLE, Flow, Stage

_AROUND_S: Final = 28 * DAY_S
"""Demand and capacity are weighed over so long before and after an instant: a holiday makes no port saturated."""


class Queue:
    """The queue before one control point in one direction; it extends as far as questions reach.

    `stages` follow one another in time; `waiting` vehicles stand there when the first begins. Outside them
    nobody comes; those who still wait after the last one are let in at its capacity.
    """

    def __init__(self, stages: Sequence[Stage], periods: OpeningPeriods, tz: str, waiting: int = 0) -> None:
        """Take the figures, and the opening periods in which capacity accrues."""
        if not stages or any(after.starts < before.ends for before, after in pairwise(stages)):
            raise ValueError("a queue needs stages in order")
        self.stages, self.periods, self.tz, self.waiting = tuple(stages), periods, tz, waiting
        self.starts, self.ends = stages[0].starts, stages[-1].ends
        self._flow = Flow(stages, periods, tz, waiting)
        self._lines: dict[int, _Line] = {}

    def scaled(self, *, demand: float = 1.0, capacity: float = 1.0) -> "Queue":
        """Return the queue with rates so many times as high: for samples of a day's demand or a port's pace."""
        stages = [stage.scaled(demand, capacity) for stage in self.stages]
        return Queue(stages, self.periods, self.tz, self.waiting)

    def busier(self, start: int, end: int, demand: float) -> "Queue":
        """Return the queue with so many times the demand within `[start, end)`: for samples of busy and quiet days."""
        stages = []
        for stage in self.stages:
            cuts = sorted(
                {stage.starts, stage.ends, *(at for at in (start, end) if stage.starts < at < stage.ends)}
            )
            pieces = (replace(stage, starts=since, ends=until) for since, until in pairwise(cuts))
            stages += [each.scaled(demand, 1.0) if start <= each.starts < end else each for each in pieces]
        return Queue(stages, self.periods, self.tz, self.waiting)

    def admit(self, at: int) -> int:
        """Return when one who comes at `at` is let in; NEVER if that does not happen."""
        if at < self.starts:
            return at
        line, come = self._line_at(at)
        return max(at, line.admits[come - 1]) if come else at

    def latest(self, by: int) -> int:
        """Return the latest coming that is let in by `by`."""
        if by < self.starts:
            return by
        line, come = self._line_at(by)
        if not come or line.admits[come - 1] <= by:
            return by
        return line.comes[bisect_right(line.admits, by)] - 1

    def ahead(self, at: int, then: int | None = None) -> int:
        """Return how many vehicles that have come by `at` wait at the instant `then`; at once if it is not given."""
        if at < self.starts:
            return 0
        line, come = self._line_at(at)
        return max(0, come - bisect_right(line.admits, at if then is None else then))

    def served(self, start: int, end: int) -> int:
        """Return how many vehicles of the demand are let in within `[start, end)`."""
        return self._let_in(end - 1) - self._let_in(start - 1)

    def stage_at(self, at: int) -> Stage | None:
        """Return the figures that hold for one who comes at `at`; None where there are none."""
        return next((stage for stage in self.stages if stage.starts <= at < stage.ends), None)

    def rate_at(self, at: int) -> float:
        """Return the capacity at an instant when the control point is open, in vehicles per hour."""
        stage = next((stage for stage in reversed(self.stages) if stage.starts <= at), self.stages[0])
        return stage.capacity[zones.to_local(at, self.tz).hour] / PER_VEHICLE

    def growth_per_day(self, at: int) -> float | None:
        """Return by how many vehicles a day the queue grows around `at`; None where capacity suffices."""
        stage = self.stage_at(at)
        if stage is None:
            return None
        start, end = max(stage.starts, at - _AROUND_S), min(stage.ends, at + _AROUND_S)
        self._flow.cover(end)
        come, by_day = 0, dict[int, int]()
        for stretch in self._flow.stretches[self._flow.stretch_at(start) :]:
            seconds = min(stretch.end, end) - max(stretch.start, start)
            if seconds <= 0:
                break
            come += stretch.demand * seconds
            by_day[stretch.midnight] = by_day.get(stretch.midnight, 0) + stretch.capacity * seconds
        most = NEVER if stage.quota is None else stage.quota * VEHICLE
        growth = come - sum(min(units, most) for units in by_day.values())
        return growth / VEHICLE * DAY_S / (end - start) if growth >= 0 else None

    def delayed(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield coming and letting in of each truck that comes in `[first, end)` and has to wait."""
        if end <= self.starts:
            return
        last = min(end - 1, self.ends)
        self._flow.cover(last)
        for anchor in range(self._flow.anchor_at(first), self._flow.anchor_at(last) + 1):
            line = self._line(anchor)
            line.extend(last)
            for comes_at, admitted_at in zip(line.comes, line.admits, strict=True):
                if first <= comes_at < min(end, admitted_at):
                    yield comes_at, admitted_at

    def _let_in(self, at: int) -> int:
        """Return how many vehicles were let in by `at`."""
        if at < self.starts:
            return 0
        by = min(at, self.ends)
        self._flow.cover(by)
        stretch = self._flow.stretches[self._flow.stretch_at(by)]
        come = stretch.come + stretch.demand * (by - stretch.start)
        return self.waiting + come // VEHICLE - self.ahead(at)

    def _line_at(self, at: int) -> tuple["_Line", int]:
        """Return the busy time that holds `at`, and how many of its trucks have come by then."""
        by = min(at, self.ends)
        self._flow.cover(by)
        line = self._line(self._flow.anchor_at(by))
        line.extend(by)
        return line, bisect_right(line.comes, by)

    def _line(self, anchor: int) -> "_Line":
        if anchor not in self._lines:
            self._lines[anchor] = _Line(self._flow, anchor, 0 if anchor else self.waiting)
        return self._lines[anchor]


class _Line:
    """The trucks of one busy time: from an anchor to the first idle truck before the next one.

    `comes` and `admits` are when they come and are let in, both ascending; `waiting` are there already.
    """

    def __init__(self, flow: Flow, anchor: int, waiting: int) -> None:
        since = flow.anchors[anchor]
        self._flow, self._anchor = flow, anchor
        self._next, self._level, self._stretch = since.number + 1, since.level, since.stretch
        self._spending = since.stretch  # the stretch in which the last truck was let in
        self._let_in_on: dict[int, int] = {}  # vehicles by day, where there is a quota
        self.comes: list[int] = []
        self.admits: list[int] = []
        for _ in range(waiting):
            self._add(since.at, 0)

    def extend(self, until: int) -> None:
        """Add the trucks that come by `until`, which the flow covers."""
        stretches = self._flow.stretches
        following = self._flow.anchors[self._anchor + 1 : self._anchor + 2]
        stop = following[0].idle if following else NEVER
        while self._next < stop and self._stretch < len(stretches):
            stretch = stretches[self._stretch]
            if stretch.come_then < self._next * VEHICLE:
                self._stretch += 1
                continue
            comes_at = stretch.coming(self._next * VEHICLE)
            if comes_at > until:
                break
            self._add(comes_at, stretch.spent_at_coming(self._next * VEHICLE))
            self._next += 1

    def _add(self, comes_at: int, spent: int) -> None:
        """Add a truck; `spent` is the capacity up to its coming."""
        level, not_before = max(spent, self._level), comes_at
        if self._flow.has_quota:
            level, not_before = self._on_a_day_with_room(level, comes_at)
        admitted_at = NEVER
        found = None if level >= NEVER else self._flow.first_above(level - 1, self._spending)
        if found is not None:
            self._spending = found
            admitted_at = max(not_before, self._flow.stretches[found].reaching(level))
        self._level = level + VEHICLE
        self.comes.append(comes_at)
        self.admits.append(admitted_at)

    def _on_a_day_with_room(self, level: int, comes_at: int) -> tuple[int, int]:
        """Return the level at which work on a truck begins on a day whose quota is not used up, and not before when.

        The day is that of the first second in which capacity is spent on it.
        """
        flow, not_before = self._flow, comes_at
        found = flow.first_above(level, self._spending)
        while found is not None:
            stretch = flow.stretches[found]
            let_in = self._let_in_on.get(stretch.midnight, 0)
            if stretch.quota is None or let_in < stretch.quota:
                self._let_in_on[stretch.midnight] = let_in + 1
                return level, not_before
            while found is not None and flow.stretches[found].midnight == stretch.midnight:
                found = flow.first_above(flow.stretches[found].spent_then, found)
            if found is not None:
                level = max(level, flow.stretches[found].spent)
                not_before = max(not_before, flow.stretches[found].midnight)
        return NEVER, not_before


@dataclass(frozen=True, slots=True)
class Queued:
    """A queue, and then work under opening hours."""

    queue: Queue
    timed: Timed

    @property
    def free_s(self) -> int:
        """The work alone: the queue may be empty."""
        return self.timed.free_s

    def arrive(self, at: int) -> int:
        """Return the end of the work on one who comes at `at`."""
        admitted_at = self.queue.admit(at)
        return NEVER if admitted_at == NEVER else self.timed.arrive(admitted_at)

    def depart(self, by: int) -> int:
        """Return the latest coming that is through by `by`."""
        latest = self.timed.depart(by)
        return latest if latest == -NEVER else self.queue.latest(latest)

    def parts(self, at: int) -> list[Part]:
        """Return queueing while open, waiting while closed, and working, in order."""
        admitted_at = self.queue.admit(at)
        parts, clock = list[Part](), at
        while clock < admitted_at:
            period = self.timed.periods.at_or_after(clock)
            opens_at, closes_at = period or (NEVER, NEVER)
            kind: Part = ("queue", clock, min(closes_at, admitted_at))
            if opens_at > clock:
                kind = ("wait", clock, min(opens_at, admitted_at))
            parts.append(kind)
            clock = kind[2]
        return _joined([*parts, *self.timed.parts(admitted_at)])


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Return parts with those of one kind that follow one another as one: long periods come in pieces."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1][0] == part[0]:
            part = (part[0], joined.pop()[1], part[2])  # noqa: PLW2901 - goes on with the one before
        joined.append(part)
    return joined
