"""The arcs of a search for kernels, with the hours and queues of a stretch of time that grows with the questions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from corridor.calendars.periods import DAY_S, GIVE_UP_S, OpeningPeriods
from corridor.compiled.crews.tables import SAME_AS, Arcs, Hours, Table
from corridor.compiled.jit import FAR
from corridor.compiled.pieces import queue_pieces
from corridor.engine.crew_bounds import is_limited, relieves
from corridor.engine.crew_passages import Crewing
from corridor.network.arcs import Arc
from corridor.operations.arrival import Fixed, Timed
from corridor.operations.queues import Queue, Queued
from corridor.operations.slots import Booked

_HOURS_S: Final = (2 * DAY_S, 16 * DAY_S)
_QUEUES_S: Final = (DAY_S // 4, 2 * DAY_S)
"""Hours and queues are first looked up from so long before a question to so long after it; queues have a row for each truck."""
_MANY: Final = 500_000


@dataclass(eq=False)
class Timetable:
    """What is known of hours and queues; it is made longer when a kernel asks for more.

    Attributes:
        hours: The arrays.
    """

    periods: list[OpeningPeriods] = field(default_factory=list)
    queues: list[Queue] = field(default_factory=list)
    _known: "dict[int, _Known]" = field(default_factory=dict)
    _pieces: "dict[int, _Known]" = field(default_factory=dict)
    _numbers: dict[int, int] = field(default_factory=dict)
    _hours: Hours | None = None

    def number(self, periods: OpeningPeriods) -> int:
        """Return the index of periods, -1 of those that are always open."""
        if periods.is_always:
            return -1
        return self._number(periods, self.periods)

    def queue_number(self, queue: Queue) -> int:
        """Return the index of a queue."""
        return self._number(queue, self.queues)

    def _number(self, each: object, of: list) -> int:  # type: ignore[type-arg] # of one kind
        if id(each) not in self._numbers:
            self._numbers[id(each)] = len(of)
            of.append(each)
            self._hours = None
        return self._numbers[id(each)]

    @property
    def hours(self) -> Hours:
        """All that is known."""
        if self._hours is None:
            self._hours = self._arrays()
        return self._hours

    def learn_periods(self, number: int, at: int) -> None:
        """Look up periods around an instant; they are over if there are none for long."""
        periods = self.periods[number]
        start, end = _around(self._known.get(number), at, _HOURS_S)
        following = periods.at_or_after(end - 1)
        is_over, end = following is None, end if following is None else max(end, following[0] + 1)
        rows = np.array(periods.ends_within(start, end), np.int64).T
        self._known[number] = _Known(start, end, is_over, np.ascontiguousarray(rows))
        self._hours = None

    def learn_queue(self, number: int, at: int) -> None:
        """Look up a queue around an instant."""
        start, end = _around(self._pieces.get(number), at, _QUEUES_S)
        pieces = queue_pieces(self.queues[number], start, end)
        rows = np.stack([pieces.x, pieces.y, pieces.rises], axis=1)
        self._pieces[number] = _Known(start, end, is_over=False, rows=rows)
        self._hours = None

    @property
    def is_long(self) -> bool:
        """Whether so much is known that it is better to begin anew."""
        return self._hours is not None and len(self._hours.pieces) > _MANY

    def _arrays(self) -> Hours:
        no_periods, no_pieces = np.zeros((0, 2), np.int64), np.zeros((0, 3), np.int64)
        unknown = _Known(0, 0, is_over=False, rows=no_periods)
        periods = [self._known.get(i, unknown) for i in range(len(self.periods))]
        queues = [self._pieces.get(i, unknown._replace(rows=no_pieces)) for i in range(len(self.queues))]
        return Hours(
            _table(periods),
            np.concatenate([unknown.rows, *(known.rows for known in periods)]),
            _table(queues),
            np.concatenate([no_pieces, *(known.rows for known in queues)]),
        )


class _Known(NamedTuple):
    """What is known in `[start, end)`, and whether there is nothing after that."""

    start: int
    end: int
    is_over: bool
    rows: Table


def _around(known: _Known | None, at: int, span_s: tuple[int, int]) -> tuple[int, int]:
    """Return from when to when to look up: what is known is made longer, twice as long or more where it ends."""
    start, end = at - span_s[0], at + span_s[1]
    if known is None:
        return start, end
    longer = min(2 * (known.end - known.start), GIVE_UP_S)
    return min(start, known.start), max(end, known.end if at < known.end else known.end + longer)


def _table(known: Sequence[_Known]) -> Table:
    ends = np.cumsum([0, *(len(each.rows) for each in known)]).tolist()
    rows = [
        (first, last, each.start, each.end, each.is_over)
        for each, (first, last) in zip(known, pairwise(ends), strict=True)
    ]
    return np.array(rows, np.int64).reshape(-1, 5)


@dataclass(frozen=True)
class Ends:
    """Where arcs lead: the number of states, tail and head of each arc, goals, and the node of each state."""

    tails: Sequence[int]
    heads: Sequence[int]
    is_goal: Sequence[bool]
    nodes: Sequence[str]


def arcs_of(
    arcs: Sequence[Arc], ends: Ends, crewing: Crewing, countries: dict[str, int], timetable: Timetable
) -> Arcs:
    """Return arcs, sorted by tail, as arrays; `countries` are their numbers by name.

    Raises:
        TypeError: A traversal is of a kind that kernels do not know.
    """
    firsts = np.searchsorted(np.array(ends.tails, np.int64), np.arange(len(ends.nodes) + 1)).tolist()
    states = [
        (first, is_goal, node not in crewing.no_parking)
        for first, is_goal, node in zip(firsts, [*ends.is_goal, False], [*ends.nodes, ""], strict=True)
    ]
    first = dict[tuple[int, int], int]()
    rows = [
        (
            head,
            arc.traversal.free_s,
            countries[crewing.countries[arc.tail]],
            _is_road(arc),
            is_limited(crewing, arc),
            relieves(crewing, arc),
            arc.tail not in crewing.no_parking,
            _is_rest(arc, crewing),
            crewing.relays.get(arc.crosses, -1) if arc.crosses else -1,
            *_work(arc, timetable),
            first.setdefault((id(arc), head), number),
        )
        for number, (arc, head) in enumerate(zip(arcs, ends.heads, strict=True))
    ]
    return Arcs(np.array(states, np.int64), np.array(rows, np.int64).reshape(-1, SAME_AS + 1))


def _is_road(arc: Arc) -> bool:
    return arc.link is not None and arc.link.mode == "road"


def _is_rest(arc: Arc, crewing: Crewing) -> bool:
    """Whether all the time on an arc counts as standing."""
    return (
        crewing.clearance_rests or arc.kind == "ferry" or (arc.link is not None and arc.link.mode == "rail")
    )


class _Work(NamedTuple):
    periods: int = -1
    queue: int = -1
    resumes: bool = False
    duration_s: int = 0
    short_s: int = 0
    slot_starts: int = -FAR
    slot_ends: int = -FAR


def _work(arc: Arc, timetable: Timetable) -> _Work:
    traversal = arc.traversal
    if isinstance(traversal, Booked):
        onward = _work_of(traversal.onward, timetable)
        return onward._replace(slot_starts=traversal.starts, slot_ends=traversal.ends)
    if isinstance(traversal, Fixed):
        return _Work(duration_s=traversal.duration_s)
    if isinstance(traversal, Timed | Queued):
        return _work_of(traversal, timetable)
    raise TypeError(f"{arc.name} is a {type(traversal).__name__}, neither Fixed, Timed, Queued nor Booked")


def _work_of(traversal: Timed | Queued, timetable: Timetable) -> _Work:
    timed = traversal.timed if isinstance(traversal, Queued) else traversal
    return _Work(
        timetable.number(timed.periods),
        timetable.queue_number(traversal.queue) if isinstance(traversal, Queued) else -1,
        timed.admission == "resumes",
        timed.duration_s,
        timed.short_s,
    )
