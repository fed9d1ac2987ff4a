"""Label-setting search on the graph: earliest arrival, and its mirror image, latest departure.

Exact because every arc is first in, first out (`operations.arrival`) and waiting is allowed anywhere.
Ties in time are broken by less moving time, then by name, so that answers do not depend on the
order of rows.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

from corridor.calendars.periods import NEVER
from corridor.engine.steps import Passed, Step
from corridor.engine.stretches import Stretch, driven
from corridor.network.arcs import Arc
from corridor.network.graph import Graph, arcs

State = tuple[str, int]
"""A node, and the progress along the query's vias."""

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

    def only(self, admits: Admits) -> "Adjacency":
        """Return those arcs that are admitted, between the same nodes."""
        out, into = (
            {node: [arc for arc in by[node] if admits(arc)] for node in by} for by in (self.out, self.into)
        )
        return Adjacency(out, into)


@dataclass(frozen=True, slots=True)
class Via:
    """What has to be passed: any of some nodes, or one of some arcs `(tail, head)`, the line of a crossing.

    A truck does not turn back inside a crossing to have been there: over the line it goes on to a place.
    """

    nodes: frozenset[str] = frozenset()
    lines: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """From any of `origins` through each of `vias` in turn to any of `goals`. Sets of nodes."""

    origins: frozenset[str]
    goals: frozenset[str]
    vias: tuple[Via, ...] = ()


def begun(vias: Sequence[Via], node: str) -> int:
    """Return the progress of one who starts at `node`: twice the vias passed."""
    return 2 * _passed_at(vias, 0, node)


def progressed(vias: Sequence[Via], progress: int, arc: Arc, node: str) -> int | None:
    """Return the progress after going over `arc` to `node`; None if that would turn back inside a crossing.

    Progress is twice the vias passed, and one more while still inside the crossing passed last.
    """
    passed, inside = divmod(progress, 2)
    line = (arc.tail, arc.head)
    if inside and line in vias[passed - 1].lines:
        return None
    if passed < len(vias) and line in vias[passed].lines:
        passed, inside = passed + 1, 1
    elif "/" not in node:  # a place: the crossing is behind
        inside = 0
    return 2 * _passed_at(vias, passed, node) + inside


def _passed_at(vias: Sequence[Via], passed: int, node: str) -> int:
    while passed < len(vias) and node in vias[passed].nodes:
        passed += 1
    return passed


@dataclass(slots=True)
class Trace:
    """What a search found: the label of each state reached, and whence."""

    times: dict[State, int] = field(default_factory=dict)
    came_by: dict[State, tuple[State, Arc]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Where one can be by some instant: the way that is first at each node reached by then, nearest node first.

    `driven` holds what is driven of each link by then, also by who is given up half-way, and `through` what is done on
    each other arc that is begun by then by the first who gets through. Arcs that nobody ever gets through may be left out.
    """

    ways: Mapping[str, Sequence[Passed]]
    driven: Mapping[Arc, Collection[Stretch]]
    through: Mapping[Arc, Sequence[Step]]

    @classmethod
    def of(
        cls,
        ways: Mapping[str, Sequence[Passed]],
        done: Mapping[Arc, Sequence[Sequence[Step]]],
        by: int,
    ) -> "Everywhere":
        """Sum up all that is done on each arc."""
        there: dict[Arc, Collection[Stretch]] = {}
        through: dict[Arc, Sequence[Step]] = {}
        for arc, ways_over in done.items():
            if arc.link is not None:
                there[arc] = {stretch for steps in ways_over for stretch in driven(steps, by)}
            elif any(ways_over):
                through[arc] = min((steps for steps in ways_over if steps), key=lambda steps: steps[-1].end)
        return cls(ways, there, through)


def everywhere(adjacency: Adjacency, origins: frozenset[str], depart_at: int, by: int) -> Everywhere:
    """Return where one who leaves at `depart_at` and never rests can be by `by`."""
    ways: dict[str, list[Passed]] = {}
    done: dict[Arc, list[Sequence[Step]]] = {}
    order = count()
    queue: list[tuple[int, int, str, int, list[Passed]]] = []
    for node in sorted(origins & adjacency.out.keys()):
        heappush(queue, (depart_at, 0, node, next(order), []))
    while queue:
        at, moved_s, node, _, way = heappop(queue)
        if node in ways:
            continue
        ways[node] = way
        for arc in adjacency.out[node]:
            through_at = arc.traversal.arrive(at)
            if through_at >= NEVER:
                continue
            steps = tuple(Step(*part) for part in arc.traversal.parts(at))
            done[arc] = [steps]
            if through_at <= by:
                then_s = moved_s + arc.traversal.free_s
                heappush(queue, (through_at, then_s, arc.head, next(order), [*way, (arc, steps)]))
    return Everywhere.of(ways, done, by)


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
    return least_seconds(adjacency, dict.fromkeys(goals, 0), lambda arc: arc.traversal.free_s)


def least_seconds(
    adjacency: Adjacency, ends: Mapping[str, int], seconds: Callable[[Arc], int | None]
) -> dict[str, int]:
    """Return the least seconds from every node to an end, at which so many more are added.

    `seconds` tells what an arc takes; None: it is not used.
    """
    least: dict[str, int] = {}
    queue = sorted((at, node) for node, at in ends.items())
    while queue:
        at, node = heappop(queue)
        if node in least:
            continue
        least[node] = at
        for arc in adjacency.into[node]:
            if arc.tail not in least and (taken := seconds(arc)) is not None:
                heappush(queue, (at + taken, arc.tail))
    return least


def connects(adjacency: Adjacency, task: Task) -> bool:
    """Whether the arcs lead from an origin by each via to a goal, hours apart."""
    starts = task.origins
    for via in (*task.vias, Via(nodes=task.goals)):
        ends = via.nodes | {tail for tail, _ in via.lines}
        if not starts & free_flow_bounds(adjacency, ends & adjacency.into.keys()).keys():
            return False
        starts = via.nodes | {head for _, head in via.lines}
    return True


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
            state = (node, begun(vias, node))
            best[state] = (at * way.sign, 0)
            trace.times[state] = at
            heappush(queue, (best[state][0] + (bounds or {}).get(node, 0), 0, state))
    while queue:
        _, moved_s, state = heappop(queue)
        if state in settled:
            continue
        settled.add(state)
        node, progress = state
        if progress // 2 == len(vias) and node in ends:
            return state
        for arc in way.arcs[node]:
            next_node, time = way.step(arc, trace.times[state])
            if abs(time) >= NEVER or (bounds is not None and next_node not in bounds):
                continue
            progress_then = progressed(vias, progress, arc, next_node)
            if progress_then is None:
                continue
            reached = (next_node, progress_then)
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
