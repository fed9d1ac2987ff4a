"""Earliest arrival with a crew: label-setting with Pareto sets, exact within the rules.

A label is a node, an instant, and what the crew has behind it. Of two labels at one node the one that is not later
and has nothing more behind it can do all that the other can, since waiting is always allowed; the other is dropped.
Leaving later may arrive earlier: the duty clock runs from the departure on, so a crew that leaves early may have to
rest where one that leaves late need not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from corridor.calendars.periods import NEVER
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.search import Adjacency, Task, begun, progressed
from corridor.engine.steps import Passed
from corridor.network.arcs import Arc
from corridor.operations.crew_clock import State


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least seconds from each node to a goal if no port ever closed; what a node lacks cannot reach one.

    `plain_s` and `driving_s` (driving where the rule of rest holds) are of ways on which nothing relieves the crew; on
    the other ways, of `relieved_s`, a ferry, a train or a change of crew does.
    """

    plain_s: Mapping[str, int]
    driving_s: Mapping[str, int]
    relieved_s: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Label:
    node: str
    progress: int
    moved_s: int
    passage: Passage
    arc: Arc | None
    parent: "_Label | None"


def bounds_to(adjacency: Adjacency, goals: frozenset[str], crewing: Crewing) -> Bounds:
    """Return lower bounds for tasks without vias."""

    def relieves(arc: Arc) -> bool:
        return arc.crosses in crewing.relays or (arc.link is not None and arc.link.mode != "road")

    def driving(arc: Arc) -> int:
        is_limited = arc.link is not None and crewing.clock.rests_in(crewing.countries[arc.tail])
        return arc.traversal.free_s if is_limited else 0

    here = dict.fromkeys(sorted(goals), 0)
    any_s = _least(adjacency, here, lambda _: True, _free)
    relieved = {
        arc.tail: any_s[arc.head] + arc.traversal.free_s
        for arcs in adjacency.out.values()
        for arc in arcs
        if relieves(arc) and arc.head in any_s
    }
    return Bounds(
        plain_s=_least(adjacency, here, lambda arc: not relieves(arc), _free),
        driving_s=_least(adjacency, here, lambda arc: not relieves(arc), driving),
        relieved_s=_least(adjacency, relieved, lambda _: True, _free),
    )


def _free(arc: Arc) -> int:
    return arc.traversal.free_s


def _least(
    adjacency: Adjacency,
    ends: Mapping[str, int],
    admits: Callable[[Arc], bool],
    seconds: Callable[[Arc], int],
) -> dict[str, int]:
    """Return the least seconds from every node to an end, at which so many more are added."""
    least: dict[str, int] = {}
    queue = [(at, node) for node, at in ends.items()]
    queue.sort()
    while queue:
        at, node = heappop(queue)
        if node in least:
            continue
        least[node] = at
        for arc in adjacency.into.get(node, ()):
            if arc.tail not in least and admits(arc):
                heappush(queue, (at + seconds(arc), arc.tail))
    return least


def earliest_arrival(
    adjacency: Adjacency, task: Task, depart_at: int, crewing: Crewing, bounds: Bounds | None = None
) -> list[Passed] | None:
    """Return a way that arrives first for a rested crew that leaves at `depart_at`; None if there is none.

    `bounds` are for tasks without vias.
    """
    open_labels = _Open(crewing, _ahead(crewing, bounds))
    for node in sorted(task.origins & adjacency.out.keys()):
        for state in crewing.clock.fresh(depart_at):
            open_labels.push(
                _Label(node, begun(task.vias, node), 0, Passage(depart_at, state, ()), None, None)
            )
    while (label := open_labels.pop()) is not None:
        if label.progress // 2 == len(task.vias) and label.node in task.goals:
            return _way(label)
        for arc in adjacency.out[label.node]:
            progress = progressed(task.vias, label.progress, arc, arc.head)
            if progress is None:
                continue
            moved_s = label.moved_s + arc.traversal.free_s
            for passage in crewing.passages(arc, label.passage.end, label.passage.state):
                open_labels.push(_Label(arc.head, progress, moved_s, passage, arc, label))
    return None


class _Open:
    """Labels yet to be gone on from, first possible arrival first; those that another is as good as are dropped."""

    def __init__(self, crewing: Crewing, ahead: Callable[[str, State], int]) -> None:
        self._crewing = crewing
        self._ahead = ahead
        self._order = count()
        self._kept: dict[tuple[str, int], list[Passage]] = {}
        self._queue: list[tuple[int, int, int, _Label]] = []

    def push(self, label: _Label) -> None:
        left_s = self._ahead(label.node, label.passage.state)
        others = self._kept.setdefault((label.node, label.progress), [])
        if left_s < NEVER and _survives(self._crewing, others, label.node, label.passage):
            heappush(self._queue, (label.passage.end + left_s, label.moved_s, next(self._order), label))

    def pop(self) -> _Label | None:
        while self._queue:
            label = heappop(self._queue)[-1]
            if label.passage in self._kept[label.node, label.progress]:  # nothing better has come since
                return label
        return None


def along(way: Sequence[Arc], depart_at: int, crewing: Crewing) -> list[Passed] | None:
    """Return how a rested crew that leaves at `depart_at` gets through a way first; None if it does not."""
    if not way:
        return []
    out = {arc.tail: [arc] for arc in way}
    chain = Adjacency({**out, way[-1].head: []}, {way[0].tail: [], **{arc.head: [arc] for arc in way}})
    if len(out) < len(way) or way[-1].head in out:
        return _along_loops(way, depart_at, crewing)
    task = Task(frozenset({way[0].tail}), frozenset({way[-1].head}))
    return earliest_arrival(chain, task, depart_at, crewing, bounds_to(chain, task.goals, crewing))


def _along_loops(way: Sequence[Arc], depart_at: int, crewing: Crewing) -> list[Passed] | None:
    """Return the same for a way that comes to a node twice, of which bounds say nothing."""
    labels = [
        _Label("", 0, 0, Passage(depart_at, state, ()), None, None)
        for state in crewing.clock.fresh(depart_at)
    ]
    for arc in way:
        kept: list[Passage] = []
        onward = [
            _Label(arc.head, 0, 0, passage, arc, label)
            for label in labels
            for passage in crewing.passages(arc, label.passage.end, label.passage.state)
            if _survives(crewing, kept, arc.head, passage)
        ]
        labels = [label for label in onward if label.passage in kept]
    return _way(min(labels, key=lambda label: label.passage.end)) if labels else None


def _survives(crewing: Crewing, kept: list[Passage], node: str, passage: Passage) -> bool:
    """Keep a passage unless another is as good in everything; drop those that it is as good as."""
    stands, as_good = node not in crewing.no_parking, crewing.clock.is_no_worse
    for other in kept:
        if as_good(other.state, other.end, passage.state, passage.end, may_stand=stands):
            return False
    kept[:] = [
        other
        for other in kept
        if not as_good(passage.state, passage.end, other.state, other.end, may_stand=stands)
    ]
    kept.append(passage)
    return True


def _ahead(crewing: Crewing, bounds: Bounds | None) -> Callable[[str, State], int]:
    """Return the least seconds from a node with so much behind the crew, rests that fall due included."""
    if bounds is None:
        return lambda _node, _state: 0
    rest, kinds = crewing.clock.rest, len(crewing.clock.lengths)
    if rest is None or crewing.clearance_rests:
        shortest, longest_day = 0, 1
    else:
        shortest = rest.short_rest_s if rest.short_rests else rest.rest_s
        longest_day = rest.long_drive_s if rest.long_days else rest.drive_s

    def ahead(node: str, state: State) -> int:
        plain = bounds.plain_s.get(node, NEVER)
        if shortest and plain < NEVER and (beyond := bounds.driving_s[node] + state[kinds]) > 0:
            plain += -(-beyond // longest_day) * shortest
        return min(plain, bounds.relieved_s.get(node, NEVER))

    return ahead


def _way(label: _Label) -> list[Passed]:
    passed: list[Passed] = []
    at: _Label | None = label
    while at is not None and at.arc is not None:
        passed.append((at.arc, at.passage.steps))
        at = at.parent
    return passed[::-1]
