"""Trips with a crew on kernels; the way that they find is gone once more by the reference engine's rules."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from corridor.calendars.periods import NEVER
from corridor.compiled.crews.left import left_by_stage, left_on_way
from corridor.compiled.crews.replay import ask_on, countries_of, gone_on, rules_for
from corridor.compiled.crews.roads import Ends, Timetable, arcs_of
from corridor.compiled.crews.rules import END, row_of
from corridor.compiled.crews.search import ENTRIES, begin, go_on, way_to
from corridor.compiled.crews.tables import NONE, Arcs, Hours, Left, Rules, Table
from corridor.compiled.flat import numbered
from corridor.compiled.jit import FAR, Int64s
from corridor.engine.crew_bounds import Bounds, WayLeft
from corridor.engine.crew_labels import Way
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.search import Adjacency, Task, begun
from corridor.engine.steps import Passed
from corridor.network.arcs import Arc
from corridor.operations.fortnight import FortnightClock


class CompiledSearch:
    """What `engine.crewed.PlainSearch` finds, found by kernels."""

    def __init__(
        self,
        adjacency: Adjacency,
        task: Task,
        bounds: Bounds,
        timetable: Timetable | None = None,
    ) -> None:
        """Take the task; hours and queues on it are those of `timetable`, which grows, or of a new one."""
        self._adjacency, self._task, self._crewing, self._bounds = adjacency, task, bounds.crewing, bounds
        self._timetable, self._own = timetable or Timetable(), Timetable()
        self._countries = countries_of(bounds.crewing, adjacency)
        self._rules: dict[bool, Rules] = {}

    def first(self, crewing: Crewing, depart_at: int, by: int, rested_at: int | None) -> tuple[Way, int]:
        """Return a way that arrives first, and how many labels that takes, as `PlainSearch` does.

        Raises:
            TooManyPassagesError: There are too many ways over one arc.
        """
        arcs, of, left, starts = self._net
        fresh = _rested(crewing, depart_at, rested_at)
        over, rows, effort = self._run(crewing, arcs, left, starts, fresh, (by, 1), self._timetable)
        return self._told(crewing, of, over, rows, fresh), effort

    def along(self, crewing: Crewing, way: Sequence[Arc], depart_at: int, by: int) -> tuple[Way, int]:
        """Return how one gets through a way first, and how many labels that takes.

        Raises:
            TooManyPassagesError: There are too many ways over one arc.
        """
        over, rows, effort = self._gone(crewing, way, depart_at, by)
        return self._told(crewing, way, over, rows, _rested(crewing, depart_at)), effort

    def through_at(self, crewing: Crewing, way: Sequence[Arc], depart_at: int, by: int) -> tuple[int, int]:
        """Return when one is through a way, NEVER if not by `by`, and how many labels that takes.

        Raises:
            TooManyPassagesError: There are too many ways over one arc.
        """
        _, rows, effort = self._gone(crewing, way, depart_at, by)
        return int(rows[0, END]) if len(rows) else NEVER, effort

    def _gone(
        self, crewing: Crewing, way: Sequence[Arc], depart_at: int, by: int
    ) -> tuple[Int64s, Table, int]:
        if self._own.is_long:
            self._own = Timetable()
        count = len(way)
        nodes = [*(arc.tail for arc in way), way[-1].head] if way else [""]
        ends = Ends(range(count), range(1, count + 1), [*[False] * count, True], nodes)
        arcs = arcs_of(way, ends, self._crewing, self._countries, self._own)
        left, start = left_on_way(WayLeft(way, crewing)), np.zeros(1, np.int64)
        return self._run(crewing, arcs, left, start, _rested(crewing, depart_at), (by, -1), self._own)

    @cached_property
    def _net(self) -> tuple[Arcs, Sequence[Arc], Left, Int64s]:
        task, adjacency = self._task, self._adjacency
        index, rows = numbered(adjacency, task)
        states, done = list(index), len(task.vias)
        ends = Ends(
            [tail for tail, _, _ in rows],
            [head for _, head, _ in rows],
            [progress // 2 == done and node in task.goals for node, progress in states],
            [node for node, _ in states],
        )
        of = [arc for _, _, arc in rows]
        arcs = arcs_of(of, ends, self._crewing, self._countries, self._timetable)
        origins = sorted(task.origins & adjacency.out.keys())
        starts = [index[node, begun(task.vias, node)] for node in origins]
        return arcs, of, left_by_stage(self._bounds, states), np.array(starts, np.int64)

    def _run(
        self,
        crewing: Crewing,
        arcs: Arcs,
        left: Left,
        starts: Int64s,
        fresh: Passage,
        aim: tuple[int, int],
        timetable: Timetable,
    ) -> tuple[Int64s, Table, int]:
        """Return what kernels find, who are told of the hours that they ask for, and how many labels they weighed up."""
        rules = self._rules_of(crewing)
        aims = np.array([min(aim[0], FAR - 1), aim[1], 0], np.int64)
        begun, label = begin(rules, arcs, left, starts, row_of(rules, fresh), aims), NONE

        def run(hours: Hours, ask: Int64s) -> None:
            nonlocal begun, label
            begun, label = go_on(rules, arcs, hours, left, begun, aims, ask)

        ask_on(run, timetable)
        return *way_to(begun, label), int(begun[1][ENTRIES])

    def _rules_of(self, crewing: Crewing) -> Rules:
        counts = isinstance(crewing.clock, FortnightClock)
        if counts not in self._rules:
            self._rules[counts] = rules_for(crewing, list(self._countries))
        return self._rules[counts]

    def _told(self, crewing: Crewing, of: Sequence[Arc], over: Int64s, rows: Table, fresh: Passage) -> Way:
        """Return the way of labels, gone by the reference engine's rules.

        Raises:
            RuntimeError: By those rules one does not get there: one of the engines is wrong.
        """
        if not len(over):
            return None
        passed, passage = list[Passed](), fresh
        for number, row in zip(over[-2::-1].tolist(), rows[-2::-1], strict=True):
            passage = gone_on(crewing, of[number], passage, row)
            if not passage.left_s:
                passed.append((of[number], passage.steps))
        return passed


def _rested(crewing: Crewing, depart_at: int, rested_at: int | None = None) -> Passage:
    return Passage(depart_at, crewing.clock.fresh(depart_at if rested_at is None else rested_at), ())
