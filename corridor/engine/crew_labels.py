"""Labels of a search with a crew, and the order in which they are gone on from: label-setting with Pareto sets.

A label is a node, an instant, and what the crew has behind it. Of two labels at one node the one that is not later
and has nothing more behind it can do all that the other can, since waiting is always allowed; the other is dropped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count

from corridor.engine.crew_bounds import Bound, driving_of, is_limited, relieves
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.steps import Passed, Step
from corridor.network.arcs import Arc

Ahead = tuple[Arc, int]
"""An arc, and the progress at its head."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a crew may come to: a node, or while some of `arc` is left, the end of a stop on the way to it."""

    node: str
    progress: int
    moved_s: int
    passage: Passage
    arc: Arc | None
    parent: "Label | None"


Way = list[Passed] | None
"""What is done on each arc of a way; None if there is none."""

_Point = tuple[str, int, int, int]
"""Where labels are compared: a node, the progress, the seconds left of an arc, and which one."""

_COMPARED = 16
"""To compare a label with so many others takes as long as to make it."""


class ImpatientError(Exception):
    """A search has made more labels than it was to."""


@dataclass(slots=True)
class Patience:
    """How many labels searches may still make."""

    labels: int

    def take(self, labels: int) -> None:
        """Take off some; ImpatientError if there were too few."""
        self.labels -= labels
        if self.labels < 0:
            raise ImpatientError


def first_there(
    open_labels: "OpenLabels",
    starts: Iterable[tuple[str, int]],
    fresh: Passage,
    onward: Callable[[Label], Iterable[Ahead]],
    is_there: Callable[[Label], bool],
) -> Way:
    """Return the way of the first label that is there; None if none gets there."""
    labels = settled(open_labels, starts, fresh, onward)
    return next((way_of(label) for label in labels if is_there(label)), None)


def settled(
    open_labels: "OpenLabels",
    starts: Iterable[tuple[str, int]],
    fresh: Passage,
    onward: Callable[[Label], Iterable[Ahead]],
) -> Iterator[Label]:
    """Yield labels that none is as good as, first possible arrival first; each is gone on from after it is yielded."""
    for node, progress in starts:
        open_labels.push(Label(node, progress, 0, fresh, None, None))
    while (popped := open_labels.pop()) is not None:
        label, ahead = popped
        if ahead is not None:
            open_labels.go_over(label, *ahead)
        elif label.passage.left_s and label.arc is not None:
            open_labels.drive_on(label, label.arc)
        else:
            yield label
            open_labels.go_on(label, list(onward(label)))


class OpenLabels:
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
        patience: Patience | None = None,
    ) -> None:
        self.crewing = crewing
        self._sign = -1 if farthest_first else 1
        self._seen = seen
        self._bound = bound
        self._by = by
        self._patience = patience
        self.order = count()
        self._kept: dict[_Point, list[Passage]] = {}
        self._queue: list[tuple[int, int, int, Label, Ahead | None]] = []

    def push(self, label: Label) -> None:
        """Keep a label for later, unless it comes too late or another one is as good."""
        first_at = self._first_after(label)
        if first_at > self._by:
            return
        on_road = label.passage.left_s > 0
        stands = self.crewing.roadside if on_road else label.node not in self.crewing.no_parking
        others = self._kept.setdefault(_point(label), [])
        if self._patience is not None:
            self._patience.take(1 + len(others) // _COMPARED)
        if self.crewing.survives(others, label.passage, may_stand=stands):
            heappush(self._queue, (first_at, self._sign * label.moved_s, next(self.order), label, None))

    def go_on(self, label: Label, ways: Sequence[Ahead]) -> None:
        """Go over all arcs there are from a label, at once or later."""
        is_now = len(ways) == 1 or self._seen is not None
        for arc, progress in ways:
            if is_now:
                self.go_over(label, arc, progress)
            else:
                self._put_off(label, arc, progress)

    def go_over(self, label: Label, arc: Arc, progress: int) -> None:
        """Go over an arc from a label."""
        moved_s, passage = label.moved_s + arc.traversal.free_s, label.passage
        for then in self.crewing.passages(arc, passage.end, passage.state):
            self._come(Label(arc.head, progress, moved_s - then.left_s, then, arc, label))

    def drive_on(self, label: Label, arc: Arc) -> None:
        """Go on from a stop on an arc."""
        moved_s = label.moved_s + label.passage.left_s
        for then in self.crewing.driven_on(arc, label.passage):
            self._come(replace(label, passage=then, moved_s=moved_s - then.left_s))

    def _come(self, label: Label) -> None:
        if self._seen is not None and label.arc is not None:
            self._seen.setdefault(label.arc, []).append(label.passage.steps)
        self.push(label)

    def _put_off(self, label: Label, arc: Arc, progress: int) -> None:
        """Keep going over an arc for later; nothing is known of what comes after one that relieves the crew."""
        free_s, drive_s = arc.traversal.free_s, driving_of(self.crewing, arc)
        if relieves(self.crewing, arc):
            first_at = label.passage.end + free_s
        else:
            first_at = self._first_at(label, arc.head, progress, free_s, drive_s)
        if first_at <= self._by:
            entry = (first_at, label.moved_s + free_s, next(self.order), label, (arc, progress))
            heappush(self._queue, entry)

    def pop(self) -> "tuple[Label, Ahead | None] | None":
        """Return the label whose turn it is, and the arc that it is to go over, if that was put off; None if none is left."""
        while self._queue:
            *_, label, ahead = heappop(self._queue)
            if label.passage in self._kept[_point(label)]:  # nothing better has come since
                return label, ahead
        return None

    def _first_after(self, label: Label) -> int:
        """Return the first possible arrival of a label; where all that is done counts, it counts from now on."""
        left_s = label.passage.left_s if self._seen is None else 0
        is_driving = left_s and label.arc is not None and is_limited(self.crewing, label.arc)
        return self._first_at(label, label.node, label.progress, left_s, left_s if is_driving else 0)

    def _first_at(self, label: Label, node: str, progress: int, free_s: int, drive_s: int) -> int:
        """Return the first possible arrival of one who gets from a label to a node in `free_s`, of which it drives `drive_s`."""
        passage = label.passage
        return passage.end + self._bound.least_s(passage, node, progress, free_s, drive_s)


def _point(label: Label) -> _Point:
    """Return where a label is: at a node, or so much before the end of an arc."""
    left_s = label.passage.left_s
    return (label.node, label.progress, left_s, id(label.arc) if left_s else 0)


def way_of(label: Label) -> list[Passed]:
    """Return what is done on each arc up to a label."""
    passed: list[Passed] = []
    at: Label | None = label
    while at is not None and at.arc is not None:
        passed.append((at.arc, at.passage.steps))
        at = at.parent
    return passed[::-1]
