"""Where a truck can be: one-to-all searches, and what of them holds where.

What a trip may use depends on where it ends: bilateral crossings and the bans of domestic haulage on the country, roads of
which truck access is unknown on whether there is another way. A point of the network is therefore taken as the end of
a trip of its own, and told of from the search that a trip there would be planned with.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corridor.calendars.periods import DAY_S
from corridor.engine import crewed
from corridor.engine.crew_passages import Crewing
from corridor.engine.prepared import crewing_of, trusting
from corridor.engine.search import Adjacency, Everywhere, everywhere
from corridor.engine.steps import Passed, end_of
from corridor.engine.stretches import Stretch, first_there, met
from corridor.engine.unpacking import base_of
from corridor.errors import UsageError
from corridor.model.ban import Ban
from corridor.model.dataset import Dataset
from corridor.model.ids import Country, LinkId, PlaceId
from corridor.model.query import Query
from corridor.model.reach import ReachedLink, Run, Stand
from corridor.network.access import Access, bilateral_crossings
from corridor.network.arcs import Arc
from corridor.network.graph import Graph, place_nodes
from corridor.operations.bans import binding

LONGEST_S = 7 * DAY_S
"""With a crew, what it may have behind it grows with every day."""

GraphUnder = Callable[[tuple[Ban, ...]], Graph]
WithCrew = Callable[[Adjacency, frozenset[str], int, Crewing, int], Everywhere]


@dataclass(frozen=True, slots=True)
class _Field:
    """What is found under one set of rules: `connected` nodes can be got to at all, `found` says when."""

    adjacency: Adjacency
    connected: frozenset[str]
    found: Everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that is found; `ways` are those to places, and `connected` places to which there is one, however long."""

    depart_at: int
    limits_s: tuple[int, ...]
    ways: Mapping[PlaceId, Sequence[Passed]]
    connected: frozenset[PlaceId]
    links: tuple[ReachedLink, ...]
    stands: tuple[Stand, ...]


def find_reach(
    dataset: Dataset,
    graph_under: GraphUnder,
    query: Query,
    limits_s: Iterable[int],
    with_crew: WithCrew = crewed.everywhere,
) -> Found:
    """Return where the query's truck can be; `graph_under` is the graph for trucks that some bans bind.

    `with_crew` goes everywhere with a crew.

    Raises:
        UnknownNameError: The dataset has no such crew.
        UsageError: See `Planner.reach`.
    """
    limits = _checked(query, limits_s)
    depart_at = query.depart_at or 0
    by = depart_at + limits[-1]
    fields = _fields(dataset, graph_under, query, (depart_at, by), with_crew)
    ways: dict[PlaceId, Sequence[Passed]] = {}
    connected: set[PlaceId] = set()
    for place in dataset.places.values():
        nodes = place_nodes(place.place_id, query.mode)
        field = next((f for f in fields[place.country] if f.connected.intersection(nodes)), None)
        if field is None or place.place_id == query.origin:
            continue
        connected.add(place.place_id)
        there = [field.found.ways[node] for node in nodes if node in field.found.ways]
        if there:
            ways[place.place_id] = min(there, key=lambda way: end_of(way, depart_at))
    held = list(_holding(dataset, fields))
    return Found(
        depart_at=depart_at,
        limits_s=limits,
        ways=ways,
        connected=frozenset(connected),
        links=tuple(_links(held)),
        stands=tuple(_stands(held, depart_at)),
    )


def _checked(query: Query, limits_s: Iterable[int]) -> tuple[int, ...]:
    limits = tuple(sorted(set(limits_s)))
    if query.depart_at is None or query.arrive_by is not None:
        raise UsageError("reach is counted from a departure", hint="give --depart")
    if query.via or query.slots:
        raise UsageError(
            "reach goes everywhere, and takes no via and no slot", hint="ask `route` for one trip"
        )
    if not limits or limits[0] <= 0 or limits[-1] > LONGEST_S:
        raise UsageError("reach is asked for by some hours, each above 0 and up to 168", hint="e.g. 12,24,48")
    return limits


def _fields(
    dataset: Dataset,
    graph_under: GraphUnder,
    query: Query,
    window: tuple[int, int],
    with_crew: WithCrew,
) -> dict[Country, list[_Field]]:
    """Return the fields by the country in which trips end, in the order of trust; countries with the same rules share theirs."""
    known: dict[object, list[_Field]] = {}
    fields: dict[Country, list[_Field]] = {}
    for place in dataset.places.values():
        if place.country in fields:
            continue
        trip = replace(query, destination=place.place_id)
        bilateral, bans = bilateral_crossings(dataset, trip), binding(dataset, trip)
        if (bilateral, bans) not in known:
            known[bilateral, bans] = list(_trusted(dataset, graph_under(bans), trip, window, with_crew))
        fields[place.country] = known[bilateral, bans]
    return fields


def _trusted(
    dataset: Dataset, graph: Graph, trip: Query, window: tuple[int, int], with_crew: WithCrew
) -> Iterator[_Field]:
    depart_at, by = window
    origins = frozenset(place_nodes(trip.origin, trip.mode)) & graph.nodes
    crewing = crewing_of(dataset, graph, trip) if trip.crew.rests else None
    connected: frozenset[str] = frozenset()
    for unknown_roads in trusting(trip):
        adjacency = Adjacency.of(graph, Access(dataset, trip, unknown_roads=unknown_roads).admits)
        before, connected = connected, _connected(adjacency, origins)
        if connected == before:
            return
        if crewing is None:
            found = everywhere(adjacency, origins, depart_at, by)
        else:
            found = with_crew(adjacency, origins, depart_at, crewing, by)
        yield _Field(adjacency, connected, found)


def _connected(adjacency: Adjacency, origins: Iterable[str]) -> frozenset[str]:
    """Return the nodes that arcs lead to, hours apart."""
    seen, todo = set(origins), list(origins)
    while todo:
        new = {arc.head for arc in adjacency.out[todo.pop()]} - seen
        seen |= new
        todo += new
    return frozenset(seen)


def _holding(dataset: Dataset, fields: Mapping[Country, Sequence[_Field]]) -> Iterator[tuple[_Field, Arc]]:
    """Yield the arcs that somebody comes to, each with the field that holds where it leads to."""
    for country, trusted in fields.items():
        told: frozenset[str] = frozenset()
        for field in trusted:
            for tail in field.found.ways:
                for arc in field.adjacency.out[tail]:
                    if arc.head not in told and _country(dataset, arc.head) == country:
                        yield field, arc
            told = field.connected


def _country(dataset: Dataset, node: str) -> Country:
    item = base_of(node)
    place = dataset.places.get(PlaceId(item))
    return place.country if place else dataset.control_points[item].side  # type: ignore[index]


def _links(held: Iterable[tuple[_Field, Arc]]) -> Iterator[ReachedLink]:
    ways = [(arc, first_there(field.found.driven.get(arc, ()))) for field, arc in held if arc.link]
    into: dict[tuple[LinkId, str], list[Stretch]] = {
        (arc.link.link_id, arc.tail): stretches for arc, stretches in ways if arc.link
    }
    for arc, stretches in ways:
        link, whole_s = arc.link, arc.traversal.free_s
        assert link is not None  # noqa: S101 - chosen above
        own = _own(
            stretches, into.get((link.link_id, arc.head), ()), whole_s, link.from_id == base_of(arc.tail)
        )
        if own:
            runs = tuple(
                Run(s.start, s.start + s.last - s.first, s.first / whole_s, s.last / whole_s) for s in own
            )
            yield ReachedLink(
                link_id=link.link_id,
                from_id=base_of(arc.tail),
                to_id=base_of(arc.head),
                distance_km=link.distance_km,
                runs=runs,
            )


def _own(
    stretches: Sequence[Stretch],
    opposite: Sequence[Stretch],
    whole_s: int,
    forth: bool,  # noqa: FBT001 - one of two ways
) -> list[Stretch]:
    """Return what is reached first from this end; where two meet is decided alike for both."""
    return met(stretches, opposite, whole_s)[0] if forth else met(opposite, stretches, whole_s)[1]


def _stands(held: Iterable[tuple[_Field, Arc]], depart_at: int) -> Iterator[Stand]:
    for field, arc in held:
        if arc.point is None or arc.service is None:
            continue
        came_at = end_of(field.found.ways[arc.tail], depart_at)
        first = field.found.through.get(arc, ())
        ends = [first[-1].end] if first else []
        if arc.head in field.found.ways:
            ends.append(end_of(field.found.ways[arc.head], depart_at))
        until = min(ends, default=None)
        if until is None or until > came_at:
            yield Stand(
                control_id=arc.point.control_id,
                crossing_id=arc.point.crossing_id,
                came_at=came_at,
                until=until,
                doing=tuple((step.kind, step.start) for step in first),
            )
