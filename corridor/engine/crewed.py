"""Earliest arrival with a crew: label-setting with Pareto sets, exact within the rules.

A label is a node, an instant, and what the crew has behind it. Of two labels at one node the one that is not later
and has nothing more behind it can do all that the other can, since waiting is always allowed; the other is dropped.
Leaving later may arrive earlier: the duty clock runs from the departure on, so a crew that leaves early may have to
rest where one that leaves late need not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import Final

from corridor.calendars.periods import NEVER
from corridor.engine.crew_bounds import Bound, Bounds, Nearest, WayLeft, driving_of, is_limited, relieves
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.search import Adjacency, Everywhere, Task, begun, progressed
from corridor.engine.steps import Passed, Step
from corridor.network.arcs import Arc

NO_DEADLINE: Final = NEVER - 1

Ahead = tuple[Arc, int]
"""An arc, and the progress at its head."""


@dataclass(frozen=True, slots=True)
class _Label:
    """What a crew may come to: a node, or while some of `arc` is left, the end of a stop on the way to it."""

    node: str
    progress: int
    moved_s: int
    passage: Passage
    arc: Arc | None
    parent: "_Label | None"


_Way = list[Passed] | None

_Point = tuple[str, int, int, int]
"""Where labels are compared: a node, the progress, the seconds left of an arc, and which one."""


def earliest_arrival(
    adjacency: Adjacency,
    task: Task,
    depart_at: int,
    crewing: Crewing,
    bounds: Bounds | None = None,
    by: int = NO_DEADLINE,
    rested_at: int | None = None,
) -> _Way:
    """Return a way that arrives first for a rested crew that leaves at `depart_at`; None if none does by `by`.

    `bounds` are those of the task. The crew's duty begins at `rested_at`, if that is given.
    """

    def onward(label: _Label) -> Iterator[Ahead]:
        for arc in adjacency.out[label.node]:
            progress = progressed(task.vias, label.progress, arc, arc.head)
            if progress is not None:
                yield arc, progress

    def is_there(label: _Label) -> bool:
        return label.progress // 2 == len(task.vias) and label.node in task.goals

    starts = [(node, begun(task.vias, node)) for node in sorted(task.origins & adjacency.out.keys())]

    def search(crewing: Crewing) -> _Way:
        fresh = Passage(depart_at, crewing.clock.fresh(depart_at if rested_at is None else rested_at), ())
        return _search(_Open(crewing, _bound(bounds, crewing), by), starts, fresh, onward, is_there)

    return _within_fortnight(search, crewing, depart_at)


def along(way: Sequence[Arc], depart_at: int, crewing: Crewing, by: int = NO_DEADLINE) -> _Way:
    """Return how a rested crew that leaves at `depart_at` gets through a way first; None if it does not by `by`."""
    return _within_fortnight(lambda crewing: weighed(way, depart_at, crewing, by)[0], crewing, depart_at)


def weighed(way: Sequence[Arc], depart_at: int, crewing: Crewing, by: int = NO_DEADLINE) -> tuple[_Way, int]:
    """Return the same, two weeks left out, and how many ways of resting were weighed up."""

    def onward(label: _Label) -> Iterator[Ahead]:
        yield way[label.progress], label.progress + 1

    open_labels = _Open(crewing, WayLeft(way, crewing), by, farthest_first=True)
    fresh = Passage(depart_at, crewing.clock.fresh(depart_at), ())
    found = _search(open_labels, [("", 0)], fresh, onward, lambda label: label.progress == len(way))
    return found, next(open_labels.order)


def _bound(bounds: Bounds | None, crewing: Crewing) -> Bound:
    """Return bounds for the same crew, which may count two weeks."""
    return Nearest(crewing) if bounds is None else replace(bounds, crewing=crewing)


def _within_fortnight(search: Callable[[Crewing], _Way], crewing: Crewing, depart_at: int) -> _Way:
    """Return what is found without the rule of two weeks, or if that breaks it, what is found with it."""
    found = search(crewing)
    if found is None or crewing.keeps_fortnight(found, depart_at):
        return found
    return search(crewing.counting_weeks())


def everywhere(
    adjacency: Adjacency, origins: frozenset[str], depart_at: int, crewing: Crewing, by: int
) -> Everywhere:
    """Return where a rested crew that leaves at `depart_at` can be by `by`."""

    def onward(label: _Label) -> Iterator[Ahead]:
        for arc in adjacency.out[label.node]:
            yield arc, 0

    def search(crewing: Crewing) -> Everywhere | None:
        """Return what is found; None as soon as a way may break a rule of two weeks that is not counted."""
        passages: dict[Arc, list[Sequence[Step]]] = {}
        first: dict[str, _Label] = {}
        open_labels = _Open(crewing, Nearest(crewing), by, passages)
        fresh = Passage(depart_at, crewing.clock.fresh(depart_at), ())
        most_s = _most_behind(adjacency, crewing)
        for label in _settled(open_labels, starts, fresh, onward):
            if label.moved_s > most_s[label.node]:
                return None
            first.setdefault(label.node, label)
        return Everywhere({node: _way(label) for node, label in first.items()}, passages)

    starts = [(node, 0) for node in sorted(origins & adjacency.out.keys())]
    return search(crewing) or search(crewing.counting_weeks()) or Everywhere({}, {})


def _most_behind(adjacency: Adjacency, crewing: Crewing) -> dict[str, int]:
    """Return how long one may have moved who goes on from a node and keeps a rule of two weeks, counted or not."""
    if crewing.fortnight is None:
        return dict.fromkeys(adjacency.out, NEVER)
    ahead_s = {
        node: max((driving_of(crewing, arc) for arc in adjacency.out[node]), default=0)
        for node in adjacency.out
    }
    return {node: crewing.fortnight.drive_s - s if s else NEVER for node, s in ahead_s.items()}


def _search(
    open_labels: "_Open",
    starts: Iterable[tuple[str, int]],
    fresh: Passage,
    onward: Callable[[_Label], Iterable[Ahead]],
    is_there: Callable[[_Label], bool],
) -> _Way:
    settled = _settled(open_labels, starts, fresh, onward)
    return next((_way(label) for label in settled if is_there(label)), None)


def _settled(
    open_labels: "_Open",
    starts: Iterable[tuple[str, int]],
    fresh: Passage,
    onward: Callable[[_Label], Iterable[Ahead]],
) -> Iterator[_Label]:
    """Yield labels that none is as good as, first possible arrival first; each is gone on from after it is yielded."""
    for node, progress in starts:
        open_labels.push(_Label(node, progress, 0, fresh, None, None))
    while (popped := open_labels.pop()) is not None:
        label, ahead = popped
        if ahead is not None:
            open_labels.go_over(label, *ahead)
        elif label.passage.left_s and label.arc is not None:
            open_labels.drive_on(label, label.arc)
        else:
            yield label
            open_labels.go_on(label, list(onward(label)))


class _Open:
    """Labels yet to be gone on from, first possible arrival first; those that another is as good as are dropped.

    Going over an arc is put off until its first possible arrival is the next one, and so is going on from a stop on it: on
    long ones there are many places to rest, and most arcs lead astray. Labels that cannot be there by `by` are dropped, too.
    `bound` knows what is left. `seen` takes what is done on each arc, also by those that are dropped.
    Of equal ones the one that has moved least comes first, or where all go the same way, most.
    """

    def __init__(
        self,
        crewing: Crewing,
        bound: Bound,
        by: int,
        seen: dict[Arc, list[Sequence[Step]]] | None = None,
        *,
        farthest_first: bool = False,
    ) -> None:
        self.crewing = crewing
        self._sign = -1 if farthest_first else 1
        self._seen = seen
        self._bound = bound
        self._by = by
        self.order = count()
        self._kept: dict[_Point, list[Passage]] = {}
        self._queue: list[tuple[int, int, int, _Label, Ahead | None]] = []

    def push(self, label: _Label) -> None:
        first_at = self._first_after(label)
        if first_at > self._by:
            return
        on_road = label.passage.left_s > 0
        stands = self.crewing.roadside if on_road else label.node not in self.crewing.no_parking
        others = self._kept.setdefault(_point(label), [])
        if self.crewing.survives(others, label.passage, may_stand=stands):
            heappush(self._queue, (first_at, self._sign * label.moved_s, next(self.order), label, None))

    def go_on(self, label: _Label, ways: Sequence[Ahead]) -> None:
        """Go over all arcs there are from a label, at once or later."""
        is_now = len(ways) == 1 or self._seen is not None
        for arc, progress in ways:
            if is_now:
                self.go_over(label, arc, progress)
            else:
                self._put_off(label, arc, progress)

    def go_over(self, label: _Label, arc: Arc, progress: int) -> None:
        moved_s, passage = label.moved_s + arc.traversal.free_s, label.passage
        for then in self.crewing.passages(arc, passage.end, passage.state):
            self._come(_Label(arc.head, progress, moved_s - then.left_s, then, arc, label))

    def drive_on(self, label: _Label, arc: Arc) -> None:
        """Go on from a stop on an arc."""
        moved_s = label.moved_s + label.passage.left_s
        for then in self.crewing.driven_on(arc, label.passage):
            self._come(replace(label, passage=then, moved_s=moved_s - then.left_s))

    def _come(self, label: _Label) -> None:
        if self._seen is not None and label.arc is not None:
            self._seen.setdefault(label.arc, []).append(label.passage.steps)
        self.push(label)

    def _put_off(self, label: _Label, arc: Arc, progress: int) -> None:
        """Keep going over an arc for later; nothing is known of what comes after one that relieves the crew."""
        free_s, drive_s = arc.traversal.free_s, driving_of(self.crewing, arc)
        if relieves(self.crewing, arc):
            first_at = label.passage.end + free_s
        else:
            first_at = self._first_at(label, arc.head, progress, free_s, drive_s)
        if first_at <= self._by:
            entry = (first_at, label.moved_s + free_s, next(self.order), label, (arc, progress))
            heappush(self._queue, entry)

    def pop(self) -> "tuple[_Label, Ahead | None] | None":
        while self._queue:
            *_, label, ahead = heappop(self._queue)
            if label.passage in self._kept[_point(label)]:  # nothing better has come since
                return label, ahead
        return None

    def _first_after(self, label: _Label) -> int:
        """Return the first possible arrival of a label; where all that is done counts, it counts from now on."""
        left_s = label.passage.left_s if self._seen is None else 0
        is_driving = left_s and label.arc is not None and is_limited(self.crewing, label.arc)
        return self._first_at(label, label.node, label.progress, left_s, left_s if is_driving else 0)

    def _first_at(self, label: _Label, node: str, progress: int, free_s: int, drive_s: int) -> int:
        """Return the first possible arrival of one who gets from a label to a node in `free_s`, of which it drives `drive_s`."""
        passage = label.passage
        return passage.end + self._bound.least_s(passage, node, progress, free_s, drive_s)


def _point(label: _Label) -> _Point:
    """Return where a label is: at a node, or so much before the end of an arc."""
    left_s = label.passage.left_s
    return (label.node, label.progress, left_s, id(label.arc) if left_s else 0)


def _way(label: _Label) -> list[Passed]:
    passed: list[Passed] = []
    at: _Label | None = label
    while at is not None and at.arc is not None:
        passed.append((at.arc, at.passage.steps))
        at = at.parent
    return passed[::-1]
