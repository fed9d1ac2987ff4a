"""Earliest arrival with a crew, exact within the rules.

Leaving later may arrive earlier: the duty clock runs from the departure on, so a crew that leaves early may have to
rest where one that leaves late need not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Protocol

from corridor.calendars.periods import NEVER
from corridor.engine.crew_bounds import Bound, Bounds, Nearest, WayLeft, driving_of
from corridor.engine.crew_labels import Ahead, Label, OpenLabels, Patience, Way, first_there, settled, way_of
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.search import Adjacency, Everywhere, Task, begun, progressed
from corridor.engine.steps import Step, end_of
from corridor.network.arcs import Arc

NO_DEADLINE: Final = NEVER - 1
_KEPT: Final = 64
NOWHERE: Final = Everywhere({}, {}, {})


class CrewSearch(Protocol):
    """Finds first ways for one task; the crew's clock counts two weeks or leaves them out."""

    def first(self, crewing: Crewing, depart_at: int, by: int, rested_at: int | None) -> tuple[Way, int]:
        """Return a way that arrives first for a rested crew that leaves at `depart_at`, and how many labels that takes.

        None if none arrives by `by`. The crew's duty begins at `rested_at`, if that is given.
        """
        ...

    def along(self, crewing: Crewing, way: Sequence[Arc], depart_at: int, by: int) -> tuple[Way, int]:
        """Return how a rested crew gets through a way first, None if it does not by `by`, and how many labels that takes."""
        ...

    def through_at(self, crewing: Crewing, way: Sequence[Arc], depart_at: int, by: int) -> tuple[int, int]:
        """Return when it is through, NEVER if not by `by`, and how many labels that takes."""
        ...


@dataclass(frozen=True, slots=True)
class PlainSearch:
    """The reference: one label at a time. `bounds` are those of the task."""

    adjacency: Adjacency
    task: Task
    bounds: Bounds | None = None
    patience: Patience | None = None

    def first(self, crewing: Crewing, depart_at: int, by: int, rested_at: int | None) -> tuple[Way, int]:
        """Return a way that arrives first, and what that takes; see `CrewSearch`.

        Raises:
            ImpatientError: The search has lost its patience.
        """
        task, out = self.task, self.adjacency.out

        def onward(label: Label) -> Iterator[Ahead]:
            for arc in out[label.node]:
                progress = progressed(task.vias, label.progress, arc, arc.head)
                if progress is not None:
                    yield arc, progress

        def is_there(label: Label) -> bool:
            return label.progress // 2 == len(task.vias) and label.node in task.goals

        starts = [(node, begun(task.vias, node)) for node in sorted(task.origins & out.keys())]
        fresh = Passage(depart_at, crewing.clock.fresh(depart_at if rested_at is None else rested_at), ())
        open_labels = OpenLabels(crewing, _bound(self.bounds, crewing), by, patience=self.patience)
        found = first_there(open_labels, starts, fresh, onward, is_there)
        return found, next(open_labels.order)

    def along(self, crewing: Crewing, way: Sequence[Arc], depart_at: int, by: int) -> tuple[Way, int]:
        """Return how one gets through a way, and what that takes; see `CrewSearch`.

        Raises:
            ImpatientError: The search has lost its patience.
        """

        def onward(label: Label) -> Iterator[Ahead]:
            yield way[label.progress], label.progress + 1

        left = WayLeft(way, crewing)
        open_labels = OpenLabels(crewing, left, by, farthest_first=True, patience=self.patience)
        fresh = Passage(depart_at, crewing.clock.fresh(depart_at), ())
        found = first_there(open_labels, [("", 0)], fresh, onward, lambda label: label.progress == len(way))
        return found, next(open_labels.order)

    def through_at(self, crewing: Crewing, way: Sequence[Arc], depart_at: int, by: int) -> tuple[int, int]:
        """Return when one is through a way, and what that takes; see `CrewSearch`.

        Raises:
            ImpatientError: The search has lost its patience.
        """
        found, labels = self.along(crewing, way, depart_at, by)
        return NEVER if found is None else end_of(found, depart_at), labels


class Searched(NamedTuple):
    """A way that arrives first, how many labels that took, and whether the rule of two weeks was counted."""

    way: Way
    labels: int
    counts_weeks: bool


@dataclass(frozen=True, slots=True)
class CrewTrip:
    """One task of a crew, under all its rules: that of two weeks is left out at first, and counted where it binds.

    `least_s` are the least seconds that it takes, at any time.
    """

    crewing: Crewing
    search: CrewSearch
    least_s: int = 0
    known: dict[int, Searched] = field(default_factory=dict)

    def first(self, depart_at: int) -> Searched:
        """Return a way that arrives first; the last few are kept, for more is asked of them."""
        if depart_at not in self.known:
            if len(self.known) >= _KEPT:
                self.known.pop(next(iter(self.known)))
            self.known[depart_at] = self.searched(depart_at)
        return self.known[depart_at]

    def searched(
        self,
        depart_at: int,
        by: int = NO_DEADLINE,
        rested_at: int | None = None,
        *,
        expects_weeks: bool = False,
    ) -> Searched:
        """Return a way that arrives first; see `CrewSearch.first`. Who `expects_weeks` to bind counts them at once."""
        labels = 0
        if not expects_weeks:
            found, labels = self.search.first(self.crewing, depart_at, by, rested_at)
            if found is None or self.crewing.keeps_fortnight(found, depart_at):
                return Searched(found, labels, counts_weeks=False)
        found, more = self.search.first(self.crewing.counting_weeks(), depart_at, by, rested_at)
        return Searched(found, labels + more, counts_weeks=True)

    def along(self, way: Sequence[Arc], depart_at: int, by: int = NO_DEADLINE) -> Way:
        """Return how the crew gets through a way first; see `CrewSearch.along`."""
        found, _ = self.search.along(self.crewing, way, depart_at, by)
        if found is None or self.crewing.keeps_fortnight(found, depart_at):
            return found
        return self.search.along(self.crewing.counting_weeks(), way, depart_at, by)[0]

    def weighed(self, way: Sequence[Arc], depart_at: int) -> tuple[Way, int]:
        """Return the same, two weeks left out, and how many ways of resting were weighed up."""
        return self.search.along(self.crewing, way, depart_at, NO_DEADLINE)

    def through_at(self, way: Sequence[Arc], depart_at: int, by: int) -> tuple[int, int]:
        """Return when the crew is through, NEVER if not by `by`, two weeks left out, and how many ways of resting were weighed up."""
        return self.search.through_at(self.crewing, way, depart_at, by)


def _bound(bounds: Bounds | None, crewing: Crewing) -> Bound:
    """Return bounds for the same crew, which may count two weeks."""
    return Nearest(crewing) if bounds is None else replace(bounds, crewing=crewing)


def everywhere(
    adjacency: Adjacency,
    origins: frozenset[str],
    depart_at: int,
    crewing: Crewing,
    by: int,
    patience: Patience | None = None,
) -> Everywhere:
    """Return where a rested crew that leaves at `depart_at` can be by `by`.

    Raises:
        ImpatientError: The search has lost its patience.
    """

    def onward(label: Label) -> Iterator[Ahead]:
        for arc in adjacency.out[label.node]:
            yield arc, 0

    def search(crewing: Crewing) -> Everywhere | None:
        """Return what is found; None as soon as a way may break a rule of two weeks that is not counted."""
        passages: dict[Arc, list[Sequence[Step]]] = {}
        first: dict[str, Label] = {}
        open_labels = OpenLabels(crewing, Nearest(crewing), by, passages, patience=patience)
        fresh = Passage(depart_at, crewing.clock.fresh(depart_at), ())
        most_s = most_behind(adjacency, crewing)
        for label in settled(open_labels, starts, fresh, onward):
            if label.moved_s > most_s[label.node]:
                return None
            first.setdefault(label.node, label)
        return Everywhere.of({node: way_of(label) for node, label in first.items()}, passages, by)

    starts = [(node, 0) for node in sorted(origins & adjacency.out.keys())]
    return search(crewing) or search(crewing.counting_weeks()) or NOWHERE


def most_behind(adjacency: Adjacency, crewing: Crewing) -> dict[str, int]:
    """Return how long one may have moved who goes on from a node and keeps a rule of two weeks, counted or not."""
    if crewing.fortnight is None:
        return dict.fromkeys(adjacency.out, NEVER)
    ahead_s = {
        node: max((driving_of(crewing, arc) for arc in adjacency.out[node]), default=0)
        for node in adjacency.out
    }
    return {node: crewing.fortnight.drive_s - s if s else NEVER for node, s in ahead_s.items()}
