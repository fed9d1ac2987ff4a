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
from typing import Final

from corridor.calendars.periods import NEVER
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.search import Adjacency, Everywhere, Task, begun, least_seconds, progressed
from corridor.engine.steps import Passed, Step
from corridor.network.arcs import Arc

NO_DEADLINE: Final = NEVER - 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least seconds from each node to a goal if no port ever closed; what a node lacks cannot reach one.

    `plain_s` and `driving_s` (driving where the rule of rest holds) are of ways on which nothing relieves the crew; on
    the other ways, of `relieved_s`, a ferry, a train or a change of crew does.
    """

    plain_s: Mapping[str, int]
    driving_s: Mapping[str, int]
    relieved_s: Mapping[str, int]

    def left(self, node: str, _progress: int) -> tuple[int, int, int]:
        """Return what is left from a node: see `_Open`."""
        return (
            self.plain_s.get(node, NEVER),
            self.driving_s.get(node, 0),
            self.relieved_s.get(node, NEVER),
        )


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

    relieved: dict[str, int] = {}
    for arcs in adjacency.out.values():
        for arc in arcs:
            if arc.head in free_s and _relieves(crewing, arc):
                through_s = free_s[arc.head] + arc.traversal.free_s
                relieved[arc.tail] = min(relieved.get(arc.tail, NEVER), through_s)
    here = dict.fromkeys(goals & adjacency.into.keys(), 0)
    return Bounds(
        plain_s=least_seconds(adjacency, here, plain),
        driving_s=least_seconds(adjacency, here, driving),
        relieved_s=least_seconds(adjacency, relieved, lambda arc: arc.traversal.free_s),
    )


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
) -> list[Passed] | None:
    """Return a way that arrives first for a rested crew that leaves at `depart_at`; None if none does by `by`.

    `bounds` are for tasks without vias.
    """
    left = (lambda _node, _progress: (0, 0, 0)) if bounds is None else bounds.left

    def onward(label: _Label) -> Iterator[tuple[Arc, int]]:
        for arc in adjacency.out[label.node]:
            progress = progressed(task.vias, label.progress, arc, arc.head)
            if progress is not None:
                yield arc, progress

    def is_there(label: _Label) -> bool:
        return label.progress // 2 == len(task.vias) and label.node in task.goals

    starts = [(node, begun(task.vias, node)) for node in sorted(task.origins & adjacency.out.keys())]
    return _search(_Open(crewing, left, by), starts, depart_at, onward, is_there)


def along(way: Sequence[Arc], depart_at: int, crewing: Crewing, by: int = NO_DEADLINE) -> list[Passed] | None:
    """Return how a rested crew that leaves at `depart_at` gets through a way first; None if it does not by `by`."""
    left = [(0, 0, NEVER)]
    for arc in reversed(way):
        plain_s, driving_s, relieved_s = left[-1]
        free_s = arc.traversal.free_s
        if _relieves(crewing, arc):
            left.append((NEVER, 0, free_s + min(plain_s, relieved_s)))
        else:
            left.append((plain_s + free_s, driving_s + _driving(crewing, arc), relieved_s + free_s))
    left.reverse()

    def onward(label: _Label) -> Iterator[tuple[Arc, int]]:
        yield way[label.progress], label.progress + 1

    starts = [("", 0)]
    open_labels = _Open(crewing, lambda _node, progress: left[progress], by)
    return _search(open_labels, starts, depart_at, onward, lambda label: label.progress == len(way))


def everywhere(
    adjacency: Adjacency, origins: frozenset[str], depart_at: int, crewing: Crewing, by: int
) -> Everywhere:
    """Return where a rested crew that leaves at `depart_at` can be by `by`."""
    passages: dict[Arc, list[Sequence[Step]]] = {}

    def onward(label: _Label) -> Iterator[tuple[Arc, int]]:
        for arc in adjacency.out[label.node]:
            yield arc, 0

    first: dict[str, _Label] = {}
    starts = [(node, 0) for node in sorted(origins & adjacency.out.keys())]
    open_labels = _Open(crewing, lambda _node, _progress: (0, 0, 0), by, passages)
    for label in _settled(open_labels, starts, depart_at, onward):
        first.setdefault(label.node, label)
    return Everywhere({node: _way(label) for node, label in first.items()}, passages)


def _search(
    open_labels: "_Open",
    starts: Iterable[tuple[str, int]],
    depart_at: int,
    onward: Callable[[_Label], Iterable[tuple[Arc, int]]],
    is_there: Callable[[_Label], bool],
) -> list[Passed] | None:
    settled = _settled(open_labels, starts, depart_at, onward)
    return next((_way(label) for label in settled if is_there(label)), None)


def _settled(
    open_labels: "_Open",
    starts: Iterable[tuple[str, int]],
    depart_at: int,
    onward: Callable[[_Label], Iterable[tuple[Arc, int]]],
) -> Iterator[_Label]:
    """Yield labels that none is as good as, first possible arrival first; each is gone on from after it is yielded."""
    crewing = open_labels.crewing
    for node, progress in starts:
        for state in crewing.clock.fresh(depart_at):
            open_labels.push(_Label(node, progress, 0, Passage(depart_at, state, ()), None, None))
    while (label := open_labels.pop()) is not None:
        yield label
        for arc, progress in onward(label):
            moved_s = label.moved_s + arc.traversal.free_s
            seen = open_labels.seen_on(arc)
            for passage in crewing.passages(arc, label.passage.end, label.passage.state, seen):
                seen.append(passage.steps)
                open_labels.push(_Label(arc.head, progress, moved_s, passage, arc, label))


class _Open:
    """Labels yet to be gone on from, first possible arrival first; those that another is as good as are dropped.

    Those that cannot be there by `by` are dropped, too. `left` returns, by node and progress, the least seconds to the
    end on ways that nothing relieves the crew on, the least driving on them where the rule of rest holds, and the
    least seconds on other ways. `seen` takes what is done on each arc, also by those that are dropped.
    """

    def __init__(
        self,
        crewing: Crewing,
        left: Callable[[str, int], tuple[int, int, int]],
        by: int,
        seen: dict[Arc, list[Sequence[Step]]] | None = None,
    ) -> None:
        self.crewing = crewing
        self._seen = seen
        self._left = left
        self._by = by
        self._stops_s = crewing.stops_s()
        self._order = count()
        self._kept: dict[tuple[str, int], list[Passage]] = {}
        self._queue: list[tuple[int, int, int, _Label]] = []

    def seen_on(self, arc: Arc) -> list[Sequence[Step]]:
        """Return the list for what is done on an arc, which nobody reads if nobody gave one."""
        return [] if self._seen is None else self._seen.setdefault(arc, [])

    def push(self, label: _Label) -> None:
        plain_s, driving_s, relieved_s = self._left(label.node, label.progress)
        left_s = min(plain_s + self._stops_s(label.passage.state, driving_s), relieved_s)
        if label.passage.end + left_s > self._by:
            return
        stands = label.node not in self.crewing.no_parking
        others = self._kept.setdefault((label.node, label.progress), [])
        if self.crewing.survives(others, label.passage, may_stand=stands):
            heappush(self._queue, (label.passage.end + left_s, label.moved_s, next(self._order), label))

    def pop(self) -> _Label | None:
        while self._queue:
            label = heappop(self._queue)[-1]
            if label.passage in self._kept[label.node, label.progress]:  # nothing better has come since
                return label
        return None


def _way(label: _Label) -> list[Passed]:
    passed: list[Passed] = []
    at: _Label | None = label
    while at is not None and at.arc is not None:
        passed.append((at.arc, at.passage.steps))
        at = at.parent
    return passed[::-1]
