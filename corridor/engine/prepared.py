"""A query made ready for search: the arcs it may use, its task in nodes, bounds, and its crew; and its answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corridor.engine.crew_bounds import Bounds, bounds_to
from corridor.engine.crew_deadlines import Last, Tries
from corridor.engine.crew_passages import Crewing
from corridor.engine.crewed import CrewSearch, CrewTrip, PlainSearch
from corridor.engine.search import (
    Adjacency,
    Task,
    Via,
    connects,
    earliest_arrival,
    free_flow_bounds,
    latest_departure,
)
from corridor.engine.slots import with_slots
from corridor.engine.steps import Passed, arcs_of, end_of, passed_by
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId
from corridor.model.query import Query, TravelMode
from corridor.network.access import Access
from corridor.network.arcs import Arc
from corridor.network.graph import Graph, border_lines, place_nodes
from corridor.operations.crews import crew_clock, fortnight_rule, relay_s, rules_of

_SLACK_STEP_S = 60
"""Slack with a crew is told to the minute."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What searches start from. `bounds` are of tasks without vias, `crew` is one that rests."""

    adjacency: Adjacency
    task: Task
    bounds: dict[str, int] | None
    crew: CrewTrip | None = None

    @property
    def crewing(self) -> Crewing | None:
        """The crew, if it rests."""
        return None if self.crew is None else self.crew.crewing

    def first(self, depart_at: int) -> list[Passed] | None:
        """Return a way that arrives first; None if there is none."""
        return self.searched(depart_at)[0]

    def searched(self, depart_at: int) -> tuple[list[Passed] | None, int]:
        """Return the same, and how many labels it takes with a crew."""
        if self.crew is not None:
            found = self.crew.first(depart_at)
            return found.way, found.labels
        way = earliest_arrival(self.adjacency, self.task, depart_at, self.bounds)
        return None if way is None else passed_by(way, depart_at), 0

    def last(self, arrive_by: int) -> Last | None:
        """Return the last departure that arrives by an instant, and its way; None if there is none.

        With a crew it is the last one of a quarter of an hour's grid, put off as long as that still arrives in time.
        """
        found = latest_departure(self.adjacency, self.task, arrive_by)
        if found is None:
            return None
        latest, way = found
        if self.crew is not None:
            return Tries(self.crew, latest, arrive_by).last()
        return Last(latest, passed_by(way, latest))

    def along(self, way: Sequence[Arc], depart_at: int) -> list[Passed] | None:
        """Return how one gets through a way who leaves at `depart_at`; None if one does not."""
        if self.crew is not None:
            return self.crew.along(way, depart_at)
        return passed_by(way, depart_at)

    def weighed(self, way: Sequence[Arc], depart_at: int) -> tuple[list[Passed] | None, int]:
        """Return the same, and how many ways of resting were weighed up; two weeks are left out."""
        if self.crew is not None:
            return self.crew.weighed(way, depart_at)
        return passed_by(way, depart_at), 0

    def latest_along(self, passed: Sequence[Passed], depart_at: int) -> int:
        """Return the last departure that arrives no later on the same way; with a crew, to the minute and as far as found."""
        arrive_at, way = end_of(passed, depart_at), arcs_of(passed)
        latest = arrive_at
        for arc in reversed(way):
            latest = arc.traversal.depart(latest)
        if self.crew is None:
            return latest
        in_time, too_late = 0, (latest - depart_at) // _SLACK_STEP_S + 1
        while too_late - in_time > 1:
            middle = (in_time + too_late) // 2
            later = depart_at + middle * _SLACK_STEP_S
            if self.crew.along(way, later, arrive_at) is not None:
                in_time = middle
            else:
                too_late = middle
        return depart_at + in_time * _SLACK_STEP_S


SearchOf = Callable[[Adjacency, Task, Bounds], CrewSearch]
"""Makes a search with a crew for a task."""

Admitted = dict[tuple[object, ...], Adjacency]
"""The arcs of graphs by who may use what: queries that may use the same share them."""


def prepare(
    dataset: Dataset,
    graph: Graph,
    query: Query,
    admitted: Admitted | None = None,
    search_of: SearchOf = PlainSearch,
) -> Prepared:
    """Return the query made ready on the graph of its vehicle; arcs that are known already come from `admitted`.

    `search_of` makes what searches with a crew.

    Roads that nobody knows to be open to trucks are used only where there is no other way.

    Raises:
        UnknownNameError: The dataset has no such crew.
    """
    task = Task(
        origins=_nodes(graph, query.origin, query.mode),
        goals=_nodes(graph, query.destination, query.mode),
        vias=tuple(_via(dataset, graph, via, query) for via in query.via),
    )
    known = {} if admitted is None else admitted
    crewing = crewing_of(dataset, graph, query) if query.crew.rests else None
    for unknown_roads in trusting(query):
        access = Access(dataset, query, unknown_roads=unknown_roads)
        key = (id(graph), access.rules)
        adjacency = known[key] if key in known else known.setdefault(key, Adjacency.of(graph, access.admits))
        if crewing is not None and not crewing.roadside:
            adjacency = adjacency.only(crewing.may_get_over)
        bounds = None if task.vias else free_flow_bounds(adjacency, task.goals)
        if connects(adjacency, task) if bounds is None else task.origins & bounds.keys():
            break
    if query.slots:
        adjacency = with_slots(adjacency, query.slots)
    if crewing is None:
        return Prepared(adjacency, task, bounds)
    left = bounds_to(adjacency, task, crewing)
    trip = CrewTrip(crewing, search_of(adjacency, task, left), left.of_trip(task))
    return Prepared(adjacency, task, bounds, trip)


def trusting(query: Query) -> tuple[bool, ...]:
    """Return whether unknown roads are let in: first not, and then, unless they are taken as closed, where need be."""
    return (False,) if query.assume_unknown == "closed" else (False, True)


def _via(dataset: Dataset, graph: Graph, name: str, query: Query) -> Via:
    """Return what passing a place means, or a crossing: going over its line, either way."""
    if name not in dataset.crossings:
        return Via(nodes=_nodes(graph, name, query.mode))
    return Via(lines=border_lines(graph, CrossingId(name)))


def _nodes(graph: Graph, name: str, mode: TravelMode) -> frozenset[str]:
    return frozenset(node for node in place_nodes(name, mode) if node in graph)


def crewing_of(dataset: Dataset, graph: Graph, query: Query) -> Crewing:
    """Return the query's crew, which rests, and where it may do so.

    Raises:
        UnknownNameError: The dataset has no such crew.
    """
    crew, rules = query.crew, rules_of(dataset, query.crew.crew_id)
    countries, no_parking = {}, set()
    for node, attributes in graph.nodes(data=True):
        countries[node] = str(attributes["country"])
        if getattr(attributes["item"], "parking", None) is False:
            no_parking.add(node)
    return Crewing(
        clock=crew_clock(rules),
        countries=countries,
        roadside=crew.roadside,
        no_parking=frozenset(no_parking),
        clearance_rests=crew.clearance_rests,
        relays=dict.fromkeys(crew.relays, relay_s(rules)),
        fortnight=fortnight_rule(rules),
    )
