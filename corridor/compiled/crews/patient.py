"""A search with a crew that begins on the reference engine, and goes on with kernels once that has taken long.

To load the kernels, or to compile them the first time, takes longer than most answers do; once they are there, they
are used from the start.
"""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

from corridor.engine import crewed
from corridor.engine.crew_bounds import Bounds
from corridor.engine.crew_labels import ImpatientError, Patience, Way
from corridor.engine.crew_passages import Crewing
from corridor.engine.crewed import CrewSearch, PlainSearch
from corridor.engine.search import Adjacency, Everywhere, Task
from corridor.network.arcs import Arc

if TYPE_CHECKING:
    from corridor.compiled.crews.engine import CompiledSearch
    from corridor.compiled.crews.roads import Timetable

LABELS: Final = 60_000
"""So many labels are made before kernels are loaded: some two seconds, more than a plan and its samples mostly take."""

_KERNELS: Final = "corridor.compiled.crews.search"


_Found = TypeVar("_Found")


class CrewSearches:
    """Makes the searches of a planner, which share their patience, and what kernels have learnt of hours."""

    def __init__(self) -> None:
        """Begin with all patience."""
        self.patience = Patience(LABELS)
        self._timetable: Timetable | None = None

    def __call__(self, adjacency: Adjacency, task: Task, bounds: Bounds) -> "PatientSearch":
        """Return the search of a task."""
        return PatientSearch(self, adjacency, task, bounds)

    def everywhere(
        self, adjacency: Adjacency, origins: frozenset[str], depart_at: int, crewing: Crewing, by: int
    ) -> Everywhere:
        """Return where a crew can be; see `crewed.everywhere`."""
        trip = adjacency, origins, depart_at, crewing, by
        if self.is_patient:
            with suppress(ImpatientError):
                return crewed.everywhere(*trip, self.patience)
        from corridor.compiled.crews.everywhere import everywhere  # noqa: PLC0415 - as below
        from corridor.compiled.crews.replay import TooManyPassagesError  # noqa: PLC0415 - as below

        try:
            return everywhere(*trip, self.timetable)
        except TooManyPassagesError:
            return crewed.everywhere(*trip)

    @property
    def is_patient(self) -> bool:
        """Whether the reference engine is to search on."""
        return self.patience.labels > 0 and _KERNELS not in sys.modules

    @property
    def timetable(self) -> "Timetable":
        """What is known of hours."""
        from corridor.compiled.crews.roads import Timetable  # noqa: PLC0415 - Numba is imported on first use

        if self._timetable is None:
            self._timetable = Timetable()
        return self._timetable


class PatientSearch:
    """What `PlainSearch` finds, found by it or by kernels."""

    def __init__(self, searches: CrewSearches, adjacency: Adjacency, task: Task, bounds: Bounds) -> None:
        """Take a task."""
        self._searches, self._adjacency, self._task, self._bounds = searches, adjacency, task, bounds
        self._kernels: CompiledSearch | None = None

    def first(self, crewing: Crewing, depart_at: int, by: int, rested_at: int | None) -> tuple[Way, int]:
        """Return a way that arrives first, and what that takes; see `CrewSearch`."""
        return self._found(lambda search: search.first(crewing, depart_at, by, rested_at))

    def along(self, crewing: Crewing, way: Sequence[Arc], depart_at: int, by: int) -> tuple[Way, int]:
        """Return how one gets through a way, and what that takes; see `CrewSearch`."""
        return self._found(lambda search: search.along(crewing, way, depart_at, by))

    def through_at(self, crewing: Crewing, way: Sequence[Arc], depart_at: int, by: int) -> tuple[int, int]:
        """Return when one is through a way, and what that takes; see `CrewSearch`."""
        return self._found(lambda search: search.through_at(crewing, way, depart_at, by))

    def _found(self, ask: Callable[[CrewSearch], _Found]) -> _Found:
        if self._searches.is_patient:
            patience = self._searches.patience
            with suppress(ImpatientError):
                return ask(PlainSearch(self._adjacency, self._task, self._bounds, patience))
        from corridor.compiled.crews.engine import CompiledSearch  # noqa: PLC0415 - Numba is imported on first use
        from corridor.compiled.crews.replay import TooManyPassagesError  # noqa: PLC0415 - as above

        if self._kernels is None:
            timetable = self._searches.timetable
            self._kernels = CompiledSearch(self._adjacency, self._task, self._bounds, timetable)
        try:
            return ask(self._kernels)
        except TooManyPassagesError:
            return ask(PlainSearch(self._adjacency, self._task, self._bounds))
