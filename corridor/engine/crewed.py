"""Earliest arrival with a crew: label-setting with Pareto sets, exact within the rules.

A label is a node, an instant, and what the crew has behind it. Of two labels at one node the one that is not later
and has nothing more behind it can do all that the other can, since waiting is always allowed; the other is dropped.
Leaving later may arrive earlier: the duty clock runs from the departure on, so a crew that leaves early may have to
rest where one that leaves late need not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Final, NamedTuple

from corridor.calendars.periods import NEVER
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.search import Adjacency, Task, begun, least_seconds, progressed
from corridor.engine.steps import Passed
from corridor.network.arcs import Arc

NO_DEADLINE: Final = NEVER - 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least seconds from each node to a goal if no port ever closed; what a node lacks cannot reach one.

    `plain_s` and `driving_s` (driving where the rule of rest holds) are of ways on which nothing relieves the crew. On
    the other ways a ferry, a train or a change of crew does: `relieved_s` are of those, with the stops of the crew
    that goes on rested, and `before_s` is the driving up to the first relief.
    """

    plain_s: Mapping[str, int]
    driving_s: Mapping[str, int]
    relieved_s: Mapping[str, int]
    before_s: Mapping[str, int]

    def left(self, node: str, _progress: int) -> "_Left":
        """Return what is left from a node."""
        return _Left(
            self.plain_s.get(node, NEVER),
            self.driving_s.get(node, 0),
            self.relieved_s.get(node, NEVER),
            self.before_s.get(node, 0),
        )


_Ahead = tuple[Arc, int]
"""An arc, and the progress at its head."""


class _Left(NamedTuple):
    """What is left from one node: the numbers of `Bounds`."""

    plain_s: int
    driving_s: int
    relieved_s: int
    before_s: int


_NOTHING_LEFT: Final = _Left(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Label:
    node: str
    progress: int
    moved_s: int
    passage: Passage
    arc: Arc | None
    parent: "_Label | None"


def bounds_to(
    adjacency: Adjacency, free_s: Mapping[str, int], goals: frozenset[str], crewing: Crewing
) -> Bounds:
    """Return lower bounds for tasks without vias; `free_s` are `free_flow_bounds` to the goals."""

    def plain(arc: Arc) -> int | None:
        return None if _relieves(crewing, arc) else arc.traversal.free_s

    def driving(arc: Arc) -> int | None:
        return None if _relieves(crewing, arc) else _driving(crewing, arc)

    here = dict.fromkeys(goals & adjacency.into.keys(), 0)
    plain_s, driving_s = least_seconds(adjacency, here, plain), least_seconds(adjacency, here, driving)
    relieving = [
        arc
        for arcs in adjacency.out.values()
        for arc in arcs
        if arc.head in free_s and _relieves(crewing, arc)
    ]
    relieved: dict[str, int] = {}
    for arc in relieving:
        if arc.head in plain_s:
            onward_s = _rested_s(crewing, plain_s[arc.head], driving_s[arc.head])
            relieved[arc.tail] = min(relieved.get(arc.tail, NEVER), arc.traversal.free_s + onward_s)
    return Bounds(
        plain_s=plain_s,
        driving_s=driving_s,
        relieved_s=least_seconds(adjacency, relieved, lambda arc: arc.traversal.free_s),
        before_s=least_seconds(adjacency, dict.fromkeys((arc.tail for arc in relieving), 0), driving),
    )


def _rested_s(crewing: Crewing, plain_s: int, driving_s: int) -> int:
    """Return the least seconds of a rested crew, stops included."""
    stops_s = crewing.stops_s()
    return plain_s + stops_s(crewing.clock.fresh(0), driving_s)


def _relieves(crewing: Crewing, arc: Arc) -> bool:
    """Whether a ferry, a train or a change of crew gives the crew its rest."""
    return arc.crosses in crewing.relays or (arc.link is not None and arc.link.mode != "road")


def _driving(crewing: Crewing, arc: Arc) -> int:
    is_limited = arc.link is not None and crewing.clock.rests_in(crewing.countries[arc.tail])
    return arc.traversal.free_s if is_limited else 0


def earliest_arrival(
    adjacency: Adjacency,
    task: Task,
    depart_at: int,
    crewing: Crewing,
    bounds: Bounds | None = None,
    by: int = NO_DEADLINE,
    rested_at: int | None = None,
) -> list[Passed] | None:
    """Return a way that arrives first for a rested crew that leaves at `depart_at`; None if none does by `by`.

    `bounds` are for tasks without vias. The crew's duty begins at `rested_at`, if that is given.
    """
    left = (lambda _node, _progress: _NOTHING_LEFT) if bounds is None else bounds.left

    def onward(label: _Label) -> Iterator[tuple[Arc, int]]:
        for arc in adjacency.out[label.node]:
            progress = progressed(task.vias, label.progress, arc, arc.head)
            if progress is not None:
                yield arc, progress

    def is_there(label: _Label) -> bool:
        return label.progress // 2 == len(task.vias) and label.node in task.goals

    starts = [(node, begun(task.vias, node)) for node in sorted(task.origins & adjacency.out.keys())]
    fresh = Passage(depart_at, crewing.clock.fresh(depart_at if rested_at is None else rested_at), ())
    return _search(_Open(crewing, left, by), starts, fresh, onward, is_there)


def along(way: Sequence[Arc], depart_at: int, crewing: Crewing, by: int = NO_DEADLINE) -> list[Passed] | None:
    """Return how a rested crew that leaves at `depart_at` gets through a way first; None if it does not by `by`."""
    left = _left_along(way, crewing)

    def onward(label: _Label) -> Iterator[tuple[Arc, int]]:
        yield way[label.progress], label.progress + 1

    starts = [("", 0)]
    open_labels = _Open(crewing, lambda _node, progress: left[progress], by)
    fresh = Passage(depart_at, crewing.clock.fresh(depart_at), ())
    return _search(open_labels, starts, fresh, onward, lambda label: label.progress == len(way))


def _left_along(way: Sequence[Arc], crewing: Crewing) -> list[_Left]:
    """Return what is left at the beginning of each arc of a way, and at its end."""
    left = [_Left(0, 0, NEVER, 0)]
    for arc in reversed(way):
        ahead, free_s = left[-1], arc.traversal.free_s
        if _relieves(crewing, arc):
            onward_s = _rested_s(crewing, ahead.plain_s, ahead.driving_s)
            onward_s = min(onward_s, _rested_s(crewing, ahead.relieved_s, ahead.before_s))
            left.append(_Left(NEVER, 0, free_s + onward_s, 0))
        else:
            drive_s = _driving(crewing, arc)
            plain_s, driving_s, relieved_s, before_s = ahead
            left.append(_Left(plain_s + free_s, driving_s + drive_s, relieved_s + free_s, before_s + drive_s))
    return left[::-1]


def _search(
    open_labels: "_Open",
    starts: Iterable[tuple[str, int]],
    fresh: Passage,
    onward: Callable[[_Label], Iterable[tuple[Arc, int]]],
    is_there: Callable[[_Label], bool],
) -> list[Passed] | None:
    for node, progress in starts:
        open_labels.push(_Label(node, progress, 0, fresh, None, None))
    while (popped := open_labels.pop()) is not None:
        label, ahead = popped
        if ahead is not None:
            open_labels.go_over(label, *ahead)
        elif is_there(label):
            return _way(label)
        elif len(arcs := list(onward(label))) == 1:
            open_labels.go_over(label, *arcs[0])
        else:
            for arc, progress in arcs:
                open_labels.put_off(label, arc, progress)
    return None


class _Open:
    """Labels yet to be gone on from, first possible arrival first; those that another is as good as are dropped.

    Going over an arc is put off until its first possible arrival is the next one: on long ones there are many places
    to rest, and most arcs lead astray. Labels that cannot be there by `by` are dropped, too. `left` returns what is left by node and progress.
    """

    def __init__(self, crewing: Crewing, left: Callable[[str, int], _Left], by: int) -> None:
        self.crewing = crewing
        self._left = left
        self._by = by
        self._stops_s = crewing.stops_s()
        self._order = count()
        self._kept: dict[tuple[str, int], list[Passage]] = {}
        self._queue: list[tuple[int, int, int, _Label, _Ahead | None]] = []

    def push(self, label: _Label) -> None:
        first_at = self._first_at(label, label.node, label.progress, 0, 0)
        if first_at > self._by:
            return
        stands = label.node not in self.crewing.no_parking
        others = self._kept.setdefault((label.node, label.progress), [])
        if self.crewing.survives(others, label.passage, may_stand=stands):
            heappush(self._queue, (first_at, label.moved_s, next(self._order), label, None))

    def go_over(self, label: _Label, arc: Arc, progress: int) -> None:
        moved_s = label.moved_s + arc.traversal.free_s
        for passage in self.crewing.passages(arc, label.passage.end, label.passage.state):
            self.push(_Label(arc.head, progress, moved_s, passage, arc, label))

    def put_off(self, label: _Label, arc: Arc, progress: int) -> None:
        """Keep going over an arc for later; nothing is known of what comes after one that relieves the crew."""
        free_s, drive_s = arc.traversal.free_s, _driving(self.crewing, arc)
        if _relieves(self.crewing, arc):
            first_at = label.passage.end + free_s
        else:
            first_at = self._first_at(label, arc.head, progress, free_s, drive_s)
        if first_at <= self._by:
            entry = (first_at, label.moved_s + free_s, next(self._order), label, (arc, progress))
            heappush(self._queue, entry)

    def pop(self) -> "tuple[_Label, _Ahead | None] | None":
        while self._queue:
            *_, label, ahead = heappop(self._queue)
            if label.passage in self._kept[label.node, label.progress]:  # nothing better has come since
                return label, ahead
        return None

    def _first_at(self, label: _Label, node: str, progress: int, free_s: int, drive_s: int) -> int:
        """Return the first possible arrival of one who gets from a label to a node in `free_s`, of which it drives `drive_s`."""
        left, state = self._left(node, progress), label.passage.state
        least_s = left.plain_s + self._stops_s(state, left.driving_s + drive_s)
        if left.relieved_s < least_s:
            least_s = min(least_s, left.relieved_s + self._stops_s(state, left.before_s + drive_s))
        return label.passage.end + free_s + least_s


def _way(label: _Label) -> list[Passed]:
    passed: list[Passed] = []
    at: _Label | None = label
    while at is not None and at.arc is not None:
        passed.append((at.arc, at.passage.steps))
        at = at.parent
    return passed[::-1]
