"""A way gone through many times, with other drive times, work and queues in each sample.

The way is fixed at departure; waiting and rest adapt to what happens. With a crew each sample is gone through as if the
crew knew how long things take: it rests where that serves it best.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import reduce
from itertools import groupby
from math import exp
from operator import add
from statistics import NormalDist
from typing import Final, NamedTuple

from corridor.calendars import zones
from corridor.calendars.periods import DAY_S, NEVER
from corridor.engine.crew_passages import Crewing
from corridor.engine.crewed import NO_DEADLINE
from corridor.engine.draws import Draws
from corridor.engine.prepared import Prepared
from corridor.engine.queue_notices import queue_of
from corridor.engine.steps import Passed, Step, comings, end_of
from corridor.network.arcs import Arc
from corridor.operations.arrival import Fixed, Part, Timed, Traversal
from corridor.operations.queues import Queue, Queued
from corridor.operations.slots import Booked
from corridor.operations.spread import SpreadBook, around, spread

_LEVELS: Final = 20
"""Demand of a day is drawn from so many equally likely levels, each the middle one of its share of the law."""
_DAY_BEFORE: Final = timedelta(days=1)
_DAYS: Final = timedelta(days=3)
"""A busy or quiet day is the local day on which the plan comes, and the ones before and after: trucks queue overnight."""
_NORMAL: Final = NormalDist()


class Gate(NamedTuple):
    """A control point, by its place in a way, that closes at `closes_at`."""

    at: int
    closes_at: int


class Run(NamedTuple):
    """One sample: the arrival, and when one was admitted at each gate looked at; NEVER if not at all.

    `effort` is how many ways of resting were weighed up.
    """

    arrive_at: int
    admitted: Sequence[int]
    effort: int = 0


@dataclass(frozen=True, eq=False)
class Sampler:
    """Durations of arcs in every sample, drawn once: the same for all departures of a planner."""

    spreads: SpreadBook
    draws: Draws
    _durations: dict[Arc, Sequence[int]] = field(default_factory=dict)
    _queues: dict[tuple[Queue, int, int], Queue] = field(default_factory=dict)

    def durations(self, arc: Arc) -> Sequence[int]:
        """Return the seconds of driving or work on an arc, by sample; none where they never vary."""
        if arc not in self._durations:
            self._durations[arc] = self._drawn(arc)
        return self._durations[arc]

    def runs(
        self,
        prepared: Prepared,
        passed: Sequence[Passed],
        depart_at: int,
        *,
        numbers: range | None = None,
        gates: Sequence[Gate] = (),
        by: int = NO_DEADLINE,
    ) -> Iterator[Run]:
        """Yield the samples of some numbers, or all, of going the plan's way from `depart_at` on.

        A crew that does not arrive by `by` may be told to arrive never.
        """
        varied = [
            _Varied(arc, self.durations(arc), self._busy(arc, comes_at))
            for arc, comes_at in comings(passed, depart_at)
        ]
        arcs, starts = _joined(varied, prepared.crewing)
        gates = [gate._replace(at=bisect_right(starts, gate.at) - 1) for gate in gates]
        for i in numbers or range(self.draws.samples):
            way = [arc.sample(i) for arc in arcs]
            if prepared.crew is None:
                yield _alone(way, depart_at, gates)
            elif gates:
                yield _with_crew(prepared, way, depart_at, gates)
            else:
                arrive_at, effort = prepared.crew.through_at(way, depart_at, by)
                yield Run(arrive_at, (), effort)

    def _drawn(self, arc: Arc) -> Sequence[int]:
        draws, ratio = self.draws, self.spreads.ratio
        if arc.link is not None:
            link = around(arc.traversal.free_s, ratio("drive-link", arc.link.road_class))
            drawn = draws.lognormal(f"link:{arc.link.link_id}", link)
            if arc.link.mode == "road":
                drawn = drawn * draws.lognormal("trip", around(1, ratio("drive-trip")))
        elif arc.point is not None and arc.service is not None:
            name = f"control:{arc.point.control_id}:{arc.direction}"
            works = ((row.activity, spread(row, ratio("dwell"))) for row in arc.service.rows)
            drawn = reduce(add, (draws.lognormal(f"{name}:{activity}", law) for activity, law in works))
        elif arc.transload_at is not None:
            law = around(arc.traversal.free_s, ratio("dwell"))
            drawn = draws.lognormal(f"transload:{arc.tail}:{arc.head}", law)
        else:
            return ()
        return [round(seconds) for seconds in drawn.tolist()]

    def _busy(self, arc: Arc, comes_at: int) -> Callable[[int], Queue] | None:
        """Return the queue of a sample; None where there is none, or where it never varies."""
        line, ratio = queue_of(arc), self.spreads.ratio("queue")
        if line is None or arc.point is None or ratio == 1 or line.stage_at(comes_at) is None:
            return None
        first = zones.to_local(comes_at, line.tz).date() - _DAY_BEFORE
        start, end = (zones.local_midnight(day, line.tz) for day in (first, first + _DAYS))
        law, normal = around(1, ratio), self.draws.normal(f"queue:{arc.point.control_id}:{arc.direction}")

        def of(sample: int) -> Queue:
            level = min(int(_NORMAL.cdf(normal[sample]) * _LEVELS), _LEVELS - 1)
            key = (line, start, level)
            if key not in self._queues:
                middle = _NORMAL.inv_cdf((level + 0.5) / _LEVELS)
                self._queues[key] = line.busier(start, end, law.median_s * exp(law.sigma * middle))
            return self._queues[key]

        return of


@dataclass(frozen=True, slots=True)
class _Varied:
    """An arc, and what it takes in each sample."""

    arc: Arc
    durations: Sequence[int]
    queue: Callable[[int], Queue] | None

    def and_then(self, other: "_Varied") -> "_Varied":
        """Return both as one; both take the same whenever one comes."""
        mine, others = self.arc.traversal.free_s, other.arc.traversal.free_s
        if not self.durations and not other.durations:
            return replace(self, arc=replace(self.arc, traversal=Fixed(mine + others)))
        count = len(self.durations or other.durations)
        pairs = zip(self.durations or [mine] * count, other.durations or [others] * count, strict=True)
        return replace(self, durations=[one + two for one, two in pairs])

    def sample(self, number: int) -> Arc:
        if not self.durations:
            return self.arc
        queue = self.queue(number) if self.queue else None
        return replace(self.arc, traversal=_taking(self.arc.traversal, self.durations[number], queue))


def _joined(way: Sequence[_Varied], crewing: Crewing | None) -> tuple[list[_Varied], list[int]]:
    """Return a way whose always open arcs of one sort are one where they follow each other, and where each begins in it.

    It makes no difference to anybody: a crew stops where a stop is due, at a place or between two.
    """
    arcs, starts = list[_Varied](), list[int]()
    for _, group in groupby(enumerate(way), key=lambda each: _sort(each[1].arc, crewing) or each[0]):
        alike = list(group)
        starts.append(alike[0][0])
        arcs.append(reduce(_Varied.and_then, (varied for _, varied in alike)))
    return arcs, starts


def _sort(arc: Arc, crewing: Crewing | None) -> str:
    """Return what an arc may be one with: roads under the same rules, or work; nothing if it is of its own sort."""
    if not isinstance(arc.traversal, Fixed):
        return ""
    if crewing is None:
        return "any"
    if arc.link is None:
        return "" if arc.crosses in crewing.relays else "work"
    return f"road:{crewing.countries[arc.tail]}" if arc.link.mode == "road" and crewing.roadside else ""


def _taking(traversal: Traversal, duration_s: int, queue: Queue | None) -> Traversal:
    """Return the same with another duration, and another queue if there is one."""
    if isinstance(traversal, Booked):
        onward = _taking(traversal.onward, duration_s, queue)
        return replace(traversal, onward=onward)  # type: ignore[arg-type] # of the same kind
    if isinstance(traversal, Queued):
        return Queued(queue or traversal.queue, replace(traversal.timed, duration_s=duration_s))
    if isinstance(traversal, Timed):
        return replace(traversal, duration_s=duration_s)
    return Fixed(duration_s)


def gates_of(passed: Sequence[Passed]) -> list[Gate]:
    """Return the control points of a way that close within a day of the admission there."""
    gates = []
    for at, (arc, steps) in enumerate(passed):
        admitted_at = _begun(steps)
        if arc.calendar is None or admitted_at >= NEVER or not arc.calendar.periods.is_open(admitted_at):
            continue
        closes_at = arc.calendar.periods.ends_at(admitted_at, admitted_at + DAY_S)
        if closes_at < admitted_at + DAY_S:
            gates.append(Gate(at, closes_at))
    return gates


def _begun(steps: Iterable[Step | Part]) -> int:
    """Return when work begins; NEVER if it does not."""
    return next((step[1] for step in steps if step[0] == "work"), NEVER)


def _alone(way: Sequence[Arc], depart_at: int, gates: Sequence[Gate]) -> Run:
    """Go a way without rests."""
    clock, looked_at, admitted = depart_at, {gate.at for gate in gates}, list[int]()
    for at, arc in enumerate(way):
        through_at = arc.traversal.arrive(clock)
        if through_at >= NEVER:
            return Run(NEVER, [*admitted, *[NEVER] * (len(gates) - len(admitted))])
        if at in looked_at:
            admitted.append(_begun(arc.traversal.parts(clock)))
        clock = through_at
    return Run(clock, admitted)


def _with_crew(prepared: Prepared, way: Sequence[Arc], depart_at: int, gates: Sequence[Gate]) -> Run:
    """Go a way with the rests that fall due."""
    passed, effort = prepared.weighed(way, depart_at)
    if passed is None:
        return Run(NEVER, [NEVER] * len(gates), effort)
    admitted = [_begun(passed[gate.at][1]) for gate in gates]
    return Run(end_of(passed, depart_at), admitted, effort)
