"""Label-setting search on the graph: earliest arrival, and its mirror image, latest departure.

Exact because every arc is first in, first out (`operations.arrival`) and waiting is allowed anywhere.
Ties in time are broken by less moving time, then by name, so that answers do not depend on the
order of rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from corridor.calendars.periods import NEVER
from corridor.network.arcs import Arc
from corridor.network.graph import Graph, arcs

State = tuple[str, int]
"""A node, and how many of the query's vias have been passed."""

Admits = Callable[[Arc], bool]


@dataclass(frozen=True, slots=True)
class Adjacency:
    """The graph's arcs by tail and by head, as plain lists in a fixed order."""

    out: Mapping[str, Sequence[Arc]]
    into: Mapping[str, Sequence[Arc]]

    @classmethod
    def of(cls, graph: Graph, admits: Admits = lambda _arc: True) -> "Adjacency":
        """Return the arcs of the graph that a search may use."""
        out: dict[str, list[Arc]] = {node: [] for node in graph}
        into: dict[str, list[Arc]] = {node: [] for node in graph}
        for arc in sorted(arcs(graph), key=lambda arc: (arc.tail, arc.head, arc.name)):
            if admits(arc):
                out[arc.tail].append(arc)
                into[arc.head].append(arc)
        return cls(out, into)


@dataclass(frozen=True, slots=True)
class Via:
    """What has to be passed: any of some nodes, or one of some arcs `(tail, head)`, the line of a crossing.

    Once its line is passed a crossing is not passed again: a truck does not turn back at the border
    to have been there.
    """

    nodes: frozenset[str] = frozenset()
    lines: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """From any of `origins` through each of `vias` in turn to any of `goals`. Sets of nodes."""

    origins: frozenset[str]
    goals: frozenset[str]
    vias: tuple[Via, ...] = ()


def passed_at(vias: Sequence[Via], passed: int, node: str) -> int:
    """Return how many vias are passed on reaching `node` with `passed` of them behind."""
    while passed < len(vias) and node in vias[passed].nodes:
        passed += 1
    return passed


def passed_over(vias: Sequence[Via], passed: int, arc: Arc, node: str) -> int | None:
    """Return how many vias are passed after going over `arc` to `node`; None if that would turn back."""
    line = (arc.tail, arc.head)
    if any(line in via.lines for via in vias[:passed]):
        return None
    if passed < len(vias) and line in vias[passed].lines:
        passed += 1
    return passed_at(vias, passed, node)


@dataclass(slots=True)
class Trace:
    """What a search found: the label of each state reached, and whence. `settled` counts the work."""

    times: dict[State, int] = field(default_factory=dict)
    came_by: dict[State, tuple[State, Arc]] = field(default_factory=dict)
    settled: int = 0


def earliest_arrival(
    adjacency: Adjacency, task: Task, depart_at: int, bounds: Mapping[str, int] | None = None
) -> list[Arc] | None:
    """Return the arcs of a way that arrives first when leaving at `depart_at`; None if there is none.

    `bounds` maps nodes to least remaining seconds (`free_flow_bounds`), for tasks without vias; nodes
    that it lacks cannot reach the goal.
    """
    trace = Trace()
    goal = _run(_Forward(adjacency), task.origins, task.vias, task.goals, depart_at, bounds, trace)
    return None if goal is None else [arc for _, arc in _unwind(trace, goal)][::-1]


def latest_departure(adjacency: Adjacency, task: Task, arrive_by: int) -> tuple[int, list[Arc]] | None:
    """Return the latest departure that arrives by `arrive_by`, and its arcs; None if there is none."""
    trace = Trace()
    goal = _run(_Backward(adjacency), task.goals, task.vias[::-1], task.origins, arrive_by, None, trace)
    return None if goal is None else (trace.times[goal], [arc for _, arc in _unwind(trace, goal)])


def free_flow_bounds(adjacency: Adjacency, goals: Iterable[str]) -> dict[str, int]:
    """Return the least seconds from every node to a goal if no port ever closed: exact lower bounds."""
    bounds: dict[str, int] = {}
    queue = [(0, goal) for goal in sorted(goals)]
    while queue:
        seconds, node = heappop(queue)
        if node in bounds:
            continue
        bounds[node] = seconds
        for arc in adjacency.into[node]:
            if arc.tail not in bounds:
                heappush(queue, (seconds + arc.traversal.free_s, arc.tail))
    return bounds


class _Forward:
    """Time runs on along arcs; the key to be least is the time itself."""

    sign = 1

    def __init__(self, adjacency: Adjacency) -> None:
        self.arcs = adjacency.out

    def step(self, arc: Arc, time: int) -> tuple[str, int]:
        return arc.head, arc.traversal.arrive(time)


class _Backward:
    """Time runs back against arcs; the key to be least is its negative."""

    sign = -1

    def __init__(self, adjacency: Adjacency) -> None:
        self.arcs = adjacency.into

    def step(self, arc: Arc, time: int) -> tuple[str, int]:
        return arc.tail, arc.traversal.depart(time)


def _run(
    way: _Forward | _Backward,
    starts: Iterable[str],
    vias: Sequence[Via],
    ends: frozenset[str],
    at: int,
    bounds: Mapping[str, int] | None,
    trace: Trace,
) -> State | None:
    settled: set[State] = set()
    best: dict[State, tuple[int, int]] = {}
    queue: list[tuple[int, int, State]] = []
    for node in sorted(starts):
        if node in way.arcs:
            state = (node, passed_at(vias, 0, node))
            best[state] = (at * way.sign, 0)
            trace.times[state] = at
            heappush(queue, (best[state][0] + (bounds or {}).get(node, 0), 0, state))
    while queue:
        _, moved_s, state = heappop(queue)
        if state in settled:
            continue
        settled.add(state)
        trace.settled += 1
        node, passed = state
        if passed == len(vias) and node in ends:
            return state
        for arc in way.arcs[node]:
            next_node, time = way.step(arc, trace.times[state])
            if abs(time) >= NEVER or (bounds is not None and next_node not in bounds):
                continue
            passed_then = passed_over(vias, passed, arc, next_node)
            if passed_then is None:
                continue
            reached = (next_node, passed_then)
            label = (time * way.sign, moved_s + arc.traversal.free_s)
            if reached not in settled and (reached not in best or label < best[reached]):
                best[reached] = label
                trace.times[reached] = time
                trace.came_by[reached] = (state, arc)
                ahead = bounds[next_node] if bounds is not None else 0
                heappush(queue, (label[0] + ahead, label[1], reached))
    return None


def _unwind(trace: Trace, state: State) -> list[tuple[State, Arc]]:
    steps: list[tuple[State, Arc]] = []
    while state in trace.came_by:
        state, arc = trace.came_by[state]
        steps.append((state, arc))
    return steps
