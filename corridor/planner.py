"""Plan trips on a dataset under a scenario."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from corridor.compiled.crews.patient import CrewSearches
from corridor.engine.obstacles import no_route
from corridor.engine.prepared import Admitted, Prepared, prepare
from corridor.engine.reach import find_reach
from corridor.engine.steps import Passed
from corridor.engine.telling import Teller, departure
from corridor.errors import NoRouteError, UsageError
from corridor.model.ban import Ban
from corridor.model.comparison import Departure
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId, PlaceId
from corridor.model.itinerary import Itinerary
from corridor.model.port import PortReport, PortState, PortWeek
from corridor.model.provenance import Notice
from corridor.model.query import AssumeUnknown, Query, QueueModel
from corridor.model.reach import Reach
from corridor.model.scenario import Scenario
from corridor.network.access import Access
from corridor.network.graph import Graph, build
from corridor.operations.bans import binding
from corridor.operations.clearance import PortBook
from corridor.operations.ports import port_report, port_state, working_points
from corridor.operations.scenarios import apply
from corridor.operations.spread import SpreadBook
from corridor.operations.week import port_week

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corridor.compiled.trips import Fan, Trip
    from corridor.model.matrix import Matrix
    from corridor.model.profile import DeadlineProfile, Profile
    from corridor.model.reliability import Asked, Reliability

ACTUAL = Scenario(
    name="actual", title="Actual", description="What the dated schedules say at the time of travel."
)

_DEFAULT = Query(origin=PlaceId(""), destination=PlaceId(""))

_KEPT_TRIPS = 64
"""Trips that a planner keeps ready for the next question."""


class Planner:
    """Answers for one dataset under one scenario; the network is built once, on first use.

    Attributes:
        dataset: The dataset after the scenario.
        changes: What the scenario changed, in words.
        cache_notices: What became of overlays kept on disk; only big graphs have any.
    """

    def __init__(self, dataset: Dataset, scenario: Scenario = ACTUAL) -> None:
        """Apply the scenario.

        Raises:
            UnknownNameError: The scenario names what the dataset does not hold.
            UsageError: A value of it cannot be read, or it changes nothing that it names.
        """
        self.scenario = scenario
        self.dataset, self.changes = apply(scenario, dataset)
        self._given = dataset
        self._like: Planner | None = None
        self._graphs: dict[tuple[AssumeUnknown, tuple[Ban, ...], QueueModel], Graph] = {}
        self._admitted: Admitted = {}
        self._ready: dict[Query, Prepared] = {}
        self._crew_searches = CrewSearches()
        self._trips: dict[Query, Trip] = {}
        self._fans: dict[object, Fan] = {}
        self.cache_notices: list[Notice] = []

    def under(self, scenario: Scenario) -> "Planner":
        """Return a planner of the same dataset under another scenario, which compiles only what that changes.

        Raises:
            UnknownNameError: As when it is made.
            UsageError: As above.
        """
        other = Planner(self._given, scenario)
        other._like = self
        return other

    @cached_property
    def book(self) -> PortBook:
        """When each control point works, and what is done there."""
        return PortBook(self.dataset, self._like.book.known if self._like else None)

    @cached_property
    def _teller(self) -> Teller:
        return Teller(self.dataset, self.book, self.scenario)

    @property
    def graph(self) -> Graph:
        """The NetworkX graph, for any algorithm of NetworkX; `network.graph` documents its attributes.

        It is that of the default vehicle on an international haul, driving bans and queues included.
        """
        return self._graph_of(_DEFAULT)

    def plan(self, query: Query) -> Itinerary:
        """Return the itinerary that arrives first, or for `arrive_by` the one that leaves last.

        Raises:
            NoRouteError: There is no feasible way.
            UsageError: The query has no departure or arrival, or both.
        """
        return self._plan(query)[0]

    def plan_sampled(
        self, query: Query, samples: int | None = None, seed: int = 1
    ) -> "tuple[Itinerary, Reliability]":
        """Return the plan, and in brief how sure it is: its way with other times of drives, work and queues.

        Raises:
            NoRouteError: There is no feasible way.
            UsageError: The query has no departure or arrival, or both.
        """
        from corridor.engine import reliability  # noqa: PLC0415 - NumPy is imported on first use

        itinerary, passed = self._plan(query)
        prepared, spreads = self._prepared(query), SpreadBook(self.dataset.spreads)
        return itinerary, reliability.in_brief(prepared, passed, itinerary.depart_at, spreads, samples, seed)

    def alternatives(self, query: Query, k: int) -> list[Itinerary]:
        """Return up to `k` itineraries that differ in their sequence of crossings, first arrival first.

        A way that arrives more than a week after the best is no alternative and is left out.

        Raises:
            NoRouteError: There is no feasible way.
            UsageError: The query has no departure, or `k` is not positive.
        """
        if query.depart_at is None or k < 1:
            raise UsageError("alternatives need a departure and a number from 1", hint="give --depart and -k")
        best, _ = self._plan(query)
        return [best, *self._teller.others(query, self._prepared(query), best, k)][:k]

    def reach(self, query: Query, limits_s: Iterable[int]) -> Reach:
        """Return where the truck can be so many seconds after its departure, each place when `plan` would arrive there.

        The query's destination is not used.

        Raises:
            UsageError: There is no departure, it has vias or slots, or a limit is not above nought or over a week.
        """
        with_crew = self._crew_searches.everywhere
        found = find_reach(self.dataset, lambda bans: self._graph(query, bans), query, limits_s, with_crew)
        return self._teller.reach(query, found)

    def departures(self, query: Query, departures: Iterable[int]) -> list[Departure]:
        """Return what becomes of each departure (UTC seconds); the query's own times are not used."""
        return self.searched(query, departures)[0]

    def searched(self, query: Query, departures: Iterable[int]) -> tuple[list[Departure], int]:
        """Return the same, and how many labels it takes with a crew: work, which is the same on any machine."""
        prepared = self._prepared(query)
        found = [(at, *prepared.searched(at)) for at in departures]
        return [departure(passed, at) for at, passed, _ in found], sum(labels for *_, labels in found)

    def reliability(self, query: Query, asked: "Asked") -> "Reliability":
        """Return how sure the query's departure is, or of all departures the last one that makes its arrival.

        Raises:
            NoRouteError: There is no feasible way, or no departure is as sure as asked.
            UsageError: The query has no departure or arrival, or both.
        """
        from corridor.engine import reliability  # noqa: PLC0415 - NumPy is imported on first use

        _require_one_time(query)
        found = reliability.answer(self._prepared(query), query, asked, SpreadBook(self.dataset.spreads))
        if found is None:
            raise self._no_route(query)
        return found

    def sampled_arrivals(self, query: Query, departures: Iterable[int], asked: "Asked") -> list[list[int]]:
        """Return the arrival of each departure (UTC seconds) in each sample; `periods.NEVER` where there is none.

        Samples are common: the same thing on the way takes as long for each departure, and under each scenario.
        """
        from corridor.engine import reliability  # noqa: PLC0415 - as above

        spreads = SpreadBook(self.dataset.spreads)
        return reliability.arrivals(self._prepared(query), departures, asked, spreads)

    def profile(self, query: Query, start: int, end: int) -> "Profile":
        """Return what becomes of every departure of `[start, end)`, exactly; the query's own times are not used.

        Raises:
            UsageError: The window is empty, or the query has a crew that rests: `batch.profile` samples such trips.
        """
        return self._trip(query, start, end).profile(start, end)

    def profiles(self, queries: Sequence[Query], start: int, end: int) -> Iterator["Profile"]:
        """Yield `profile` of each query, several times as fast for those of one origin on the same roads.

        Raises:
            UsageError: As `profile` does.
        """
        from corridor.compiled.fans import profiles  # noqa: PLC0415 - Numba is imported on first use

        asked = [(query, self._prepared(query)) for query in queries]
        return profiles(asked, (start, end), self._fans, self._like._fans if self._like else {})  # noqa: SLF001

    def deadlines(self, query: Query, start: int, end: int) -> "DeadlineProfile":
        """Return the latest departure for every deadline of `[start, end)`, exactly.

        Raises:
            UsageError: The window is empty.
        """
        return self._trip(query, start, end).deadlines(start, end)

    def matrix(
        self,
        origins: Sequence[PlaceId],
        destinations: Sequence[PlaceId],
        departures: "Sequence[int] | NDArray[np.int64]",
        query: Query | None = None,
        *,
        keep_arrivals: bool = False,
        threads: int = 1,
    ) -> "Matrix":
        """Return figures of all trips between places over given departures (UTC seconds), each answered exactly.

        `query` lends what is avoided, its mode and how unknown hours are taken; `keep_arrivals` keeps every
        arrival (8 bytes each). Kernels do not hold the interpreter's lock, and share the work of one call
        among `threads`.

        Raises:
            UnknownNameError: A place is not in the dataset.
            UsageError: There are no departures, or the query has vias, slots or a crew that rests.
        """
        import numpy as np  # noqa: PLC0415 - as below

        from corridor.compiled.matrices import Job, matrix  # noqa: PLC0415 - Numba is imported on first use

        query = query or _DEFAULT
        if query.crew.rests or query.slots:
            raise UsageError(
                "a matrix knows no crews and no slots", hint="ask `plan` or `departures` for a trip"
            )
        return matrix(
            self.dataset,
            lambda bans: self._graph(query, bans),
            Job(origins, destinations, np.asarray(departures, np.int64), query, keep_arrivals, threads),
        )

    def port_states(self, at: int, crossing_ids: Iterable[CrossingId] | None = None) -> list[PortState]:
        """Return how every working control point stands at an instant, in the order of the dataset."""
        points = working_points(self.dataset, crossing_ids)
        return [port_state(self.book, point, at) for point in points]

    def port(self, crossing_id: CrossingId, at: int) -> PortReport:
        """Return what is known of a crossing around an instant."""
        return port_report(self.dataset, self.book, crossing_id, at)

    def port_week(self, crossing_id: CrossingId, start: int, end: int) -> PortWeek:
        """Return how a crossing stands over `[start, end)`, exactly."""
        return port_week(self.dataset, self.book, crossing_id, start, end)

    def _trip(self, query: Query, start: int, end: int) -> "Trip":
        """Return the compiled trip of a query; the last few are kept."""
        from corridor.compiled.trips import Trip, require_profilable  # noqa: PLC0415 - as above

        require_profilable(query, start, end)
        timeless = replace(query, depart_at=None, arrive_by=None)
        if timeless not in self._trips:
            if len(self._trips) >= _KEPT_TRIPS:
                self._trips.pop(next(iter(self._trips)))
            like = self._like._trips.get(timeless) if self._like else None  # noqa: SLF001 - of this class
            prepared = self._prepared(timeless)
            self._trips[timeless] = Trip(prepared.adjacency, prepared.task, prepared.bounds, start, end, like)
            self.cache_notices += self._trips[timeless].notices
        return self._trips[timeless]

    def _graph_of(self, query: Query) -> Graph:
        """Return the graph for the query's vehicle on its trip."""
        return self._graph(query, binding(self.dataset, query))

    def _graph(self, query: Query, bans: tuple[Ban, ...]) -> Graph:
        key = (query.assume_unknown, bans, query.queue)
        if key not in self._graphs:
            self._graphs[key] = build(self.dataset, query.assume_unknown, self.book, bans, query.queue)
        return self._graphs[key]

    def _prepared(self, query: Query) -> Prepared:
        """Return what a search of the query starts from; the last few are kept."""
        timeless = replace(query, depart_at=None, arrive_by=None)
        if timeless not in self._ready:
            if len(self._ready) >= _KEPT_TRIPS:
                self._ready.pop(next(iter(self._ready)))
            graph = self._graph_of(query)
            self._ready[timeless] = prepare(
                self.dataset, graph, timeless, self._admitted, self._crew_searches
            )
        return self._ready[timeless]

    def _plan(self, query: Query) -> tuple[Itinerary, list[Passed]]:
        """Return the plan, told and as it was found; NoRouteError if there is none."""
        _require_one_time(query)
        found = self._teller.plan(query, self._prepared(query))
        if found is None:
            raise self._no_route(query)
        return found

    def _no_route(self, query: Query) -> NoRouteError:
        prepared, access = self._prepared(query), Access(self.dataset, query)
        return no_route(self._graph_of(query), access, prepared.task, query, prepared.crewing)


def _require_one_time(query: Query) -> None:
    if (query.depart_at is None) == (query.arrive_by is None):
        raise UsageError("a query has either a departure or an arrival", hint="give --depart or --arrive")
