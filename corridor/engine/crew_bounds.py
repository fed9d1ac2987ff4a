"""How much is left of a way with a crew, at the least: bounds that keep a search from going astray."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from corridor.calendars.periods import NEVER
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.search import Adjacency, Task, Via, begun, least_seconds
from corridor.network.arcs import Arc
from corridor.operations.least_stops import Ahead


class Bound(Protocol):
    """What is left from somewhere, at the least."""

    def least_s(self, passage: Passage, node: str, progress: int, free_s: int, drive_s: int) -> int:
        """Return the least seconds to a goal by a node that is `free_s` away, of which `drive_s` are limited driving."""
        ...


@dataclass(frozen=True, slots=True)
class Nearest:
    """Knows nothing of what comes after a node."""

    crewing: Crewing

    def least_s(self, passage: Passage, _node: str, _progress: int, free_s: int, drive_s: int) -> int:
        """Return the least seconds to the node."""
        return self.crewing.least_s(passage, Ahead(drive_s, drive_s), free_s)


@dataclass(frozen=True, slots=True)
class Stage:
    """Least seconds from each node by the vias not yet passed to a goal if no port ever closed; what lacks cannot reach one.

    `plain_s` and `driving_s` (driving where the rule of rest holds) are of ways on which nothing relieves the crew. On
    the other ways a ferry, a train or a change of crew does: `relieved_s` are of those, with the stops of the crew
    that goes on rested, and `before_s` is the driving up to the first relief.
    """

    plain_s: Mapping[str, int]
    driving_s: Mapping[str, int]
    relieved_s: Mapping[str, int]
    before_s: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is left of a task, by the number of vias passed."""

    crewing: Crewing
    stages: Sequence[Stage]

    def least_s(self, passage: Passage, node: str, progress: int, free_s: int, drive_s: int) -> int:
        """Return the least seconds to a goal, by ways with a relief and without."""
        stage = self.stages[progress // 2]
        driving_s = stage.driving_s.get(node, 0) + drive_s
        plain_s = free_s + stage.plain_s.get(node, NEVER)
        least_s = self.crewing.least_s(passage, Ahead(driving_s, driving_s), plain_s)
        if (relieved_s := free_s + stage.relieved_s.get(node, NEVER)) >= least_s:
            return least_s
        before_s = stage.before_s.get(node, 0) + drive_s
        return min(least_s, self.crewing.least_s(passage, Ahead(before_s, before_s), relieved_s))

    def of_trip(self, task: Task) -> int:
        """Return the least seconds of a rested crew from where the task begins to a goal; NEVER, or more, if there is no way."""
        fresh = Passage(0, self.crewing.clock.fresh(0), ())
        starts = ((node, begun(task.vias, node)) for node in sorted(task.origins))
        return min((self.least_s(fresh, *start, 0, 0) for start in starts), default=NEVER)


def bounds_to(adjacency: Adjacency, task: Task, crewing: Crewing) -> Bounds:
    """Return lower bounds for a task, stage by stage from its end."""
    here = dict.fromkeys(task.goals & adjacency.into.keys(), 0)
    stages = [_stage(adjacency, crewing, Stage(here, here, {}, {}))]
    for via in reversed(task.vias):
        stages.append(_stage(adjacency, crewing, _through(adjacency, crewing, via, stages[-1])))
    return Bounds(crewing, stages[::-1])


def _through(adjacency: Adjacency, crewing: Crewing, via: Via, after: Stage) -> Stage:
    """Return what is left at a via's nodes and before its lines."""
    lines = [
        arc for tail, head in sorted(via.lines) for arc in adjacency.out.get(tail, ()) if arc.head == head
    ]
    plain = [arc for arc in lines if not relieves(crewing, arc)]

    def at(after_s: Mapping[str, int], over: Mapping[Arc, int]) -> dict[str, int]:
        left_s = {node: after_s[node] for node in sorted(via.nodes) if node in after_s}
        for arc, seconds in over.items():
            if arc.head in after_s:
                left_s[arc.tail] = min(left_s.get(arc.tail, NEVER), seconds + after_s[arc.head])
        return left_s

    free_s = {arc: arc.traversal.free_s for arc in lines}
    drive_s = {arc: driving_of(crewing, arc) for arc in plain}
    relieved_s = at(after.relieved_s, free_s)
    for arc in lines:
        if arc not in drive_s and arc.head in after.plain_s:
            onward_s = _rested_s(crewing, after.plain_s[arc.head], after.driving_s[arc.head])
            relieved_s[arc.tail] = min(relieved_s.get(arc.tail, NEVER), free_s[arc] + onward_s)
    before_s = at(after.before_s, drive_s) | {arc.tail: 0 for arc in lines if arc not in drive_s}
    plain_s = at(after.plain_s, {arc: free_s[arc] for arc in plain})
    return Stage(plain_s, at(after.driving_s, drive_s), relieved_s, before_s)


def _stage(adjacency: Adjacency, crewing: Crewing, ends: Stage) -> Stage:
    """Return what is left at all nodes, of which it is known at the ends."""

    def plain(arc: Arc) -> int | None:
        return None if relieves(crewing, arc) else arc.traversal.free_s

    def driving(arc: Arc) -> int | None:
        return None if relieves(crewing, arc) else driving_of(crewing, arc)

    plain_s = least_seconds(adjacency, ends.plain_s, plain)
    driving_s = least_seconds(adjacency, ends.driving_s, driving)
    relieving = [arc for arcs in adjacency.out.values() for arc in arcs if relieves(crewing, arc)]
    relieved = dict(ends.relieved_s)
    for arc in relieving:
        if arc.head in plain_s:
            onward_s = _rested_s(crewing, plain_s[arc.head], driving_s[arc.head])
            relieved[arc.tail] = min(relieved.get(arc.tail, NEVER), arc.traversal.free_s + onward_s)
    before = {**ends.before_s, **{arc.tail: 0 for arc in relieving}}
    return Stage(
        plain_s=plain_s,
        driving_s=driving_s,
        relieved_s=least_seconds(adjacency, relieved, lambda arc: arc.traversal.free_s),
        before_s=least_seconds(adjacency, before, driving),
    )


def _rested_s(crewing: Crewing, plain_s: int, driving_s: int) -> int:
    """Return the least seconds of a rested crew, stops included."""
    return crewing.least_s(Passage(0, crewing.clock.fresh(0), ()), Ahead(driving_s, driving_s), plain_s)


def relieves(crewing: Crewing, arc: Arc) -> bool:
    """Whether a ferry, a train or a change of crew gives the crew its rest."""
    return arc.crosses in crewing.relays or (arc.link is not None and arc.link.mode != "road")


def driving_of(crewing: Crewing, arc: Arc) -> int:
    """Return the driving on an arc that the rule of rest holds for."""
    return arc.traversal.free_s if is_limited(crewing, arc) else 0


def is_limited(crewing: Crewing, arc: Arc) -> bool:
    """Whether the rule of rest holds for the driving on an arc."""
    return arc.link is not None and crewing.clock.rests_in(crewing.countries[arc.tail])


class WayLeft:
    """Least seconds from each arc of a way to its end: as much as is known of it up to a change of crew, and from there on.

    Attributes:
        ahead: What is ahead up to a change of crew, by the arcs that are behind.
        after_s: The least seconds after it, likewise.
    """

    def __init__(self, way: Sequence[Arc], crewing: Crewing) -> None:
        """Go through the way from its end."""
        self._crewing = crewing
        self.ahead = [Ahead(0, 0, windows=crewing.clock.least_stops.windows())]
        self.after_s = [0]
        for arc in reversed(way):
            self._add(arc)
        self.ahead.reverse()
        self.after_s.reverse()

    def least_s(self, passage: Passage, _node: str, progress: int, free_s: int, drive_s: int) -> int:
        """Return the least seconds to the end of the way."""
        driving_s, elapsed_s, left_s, reliefs, longest_s, windows = self.ahead[progress]
        elapsed_s = free_s + elapsed_s if drive_s or elapsed_s else 0
        ahead = Ahead(driving_s + drive_s, elapsed_s, left_s + free_s, reliefs, longest_s, windows)
        return self._crewing.least_s(passage, ahead, ahead.left_s) + self.after_s[progress]

    def _add(self, arc: Arc) -> None:
        crewing, ahead, after_s = self._crewing, self.ahead[-1], self.after_s[-1]
        free_s, drive_s = arc.traversal.free_s, driving_of(crewing, arc)
        if arc.crosses in crewing.relays:
            fresh = Passage(0, crewing.clock.fresh(0), ())
            after_s += crewing.least_s(fresh, ahead, ahead.left_s)
            ahead = Ahead(0, 0, windows=crewing.clock.least_stops.windows())
        driving_s, elapsed_s, left_s, reliefs, longest_s, windows = ahead
        if relieves(crewing, arc) and arc.link is not None:
            reliefs, longest_s, drive_s = reliefs + 1, max(longest_s, free_s), 0
            windows = windows and (windows[0].relieved(), windows[1].relieved())
        elif drive_s:
            for each in windows or ():
                each.reach_back(left_s, driving_s, drive_s)
        elapsed_s = elapsed_s + free_s if drive_s or elapsed_s else 0
        self.ahead.append(Ahead(driving_s + drive_s, elapsed_s, left_s + free_s, reliefs, longest_s, windows))
        self.after_s.append(after_s)
