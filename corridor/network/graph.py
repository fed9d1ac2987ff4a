"""A dataset as a NetworkX graph: a `MultiDiGraph` that any NetworkX algorithm can be run on.

Nodes
    A place is the node of its id (`kashgar`); where it also has rail, `kashgar@rail` is its rail
    side. A control point is two nodes, one facing each way: `irkeshtam-gate/CN` and
    `irkeshtam-gate/KG` (a sea port: `/KZ` and `/sea`). Attributes: `kind` (`place` or `control`),
    `item` (the Place or ControlPoint), `country`, `mode`, `lat`, `lon`, `tz`.
Edges
    Directed both ways, keyed by link id, control id or `transload`. Attributes: `arc` (Arc), `kind`
    (`drive`, `ferry`, `control`, `transload`), `time_s` (least time, so
    `nx.shortest_path(graph, a, b, weight="time_s")` is the way through a world without closed
    ports), `distance_km`.

What is planned is left out; what is closed to a kind of traffic is in, and the search leaves it out.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import networkx as nx

from corridor.errors import DataError
from corridor.model.ban import Ban
from corridor.model.crossing import ControlPoint, Crossing, Direction
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, CrossingId
from corridor.model.link import Link
from corridor.model.place import Place
from corridor.model.query import AssumeUnknown, QueueModel, TravelMode
from corridor.network.arcs import Arc, Node
from corridor.operations.arrival import Fixed, Timed, Traversal
from corridor.operations.bans import allowed, validity
from corridor.operations.clearance import PortBook
from corridor.operations.queues import Queued

Graph: TypeAlias = "nx.MultiDiGraph[str]"
"""The graph's type, for those who may not import NetworkX."""

_SEA = "sea"


def build(
    dataset: Dataset,
    assume_unknown: AssumeUnknown = "open",
    book: PortBook | None = None,
    bans: Sequence[Ban] = (),
    queue: QueueModel = "data",
) -> Graph:
    """Return the graph of a dataset for trucks that `bans` bind; `book` is the dataset's, if there is one already.

    Raises:
        DataError: A link ends nowhere, or a working control point has no dwell.
    """
    return _Builder(dataset, assume_unknown, book or PortBook(dataset), bans, queue).graph


def place_node(place_id: str, mode: str) -> str:
    """Return the node of a place for `road` (and ferry) or `rail`."""
    return f"{place_id}@rail" if mode == "rail" else place_id


def place_nodes(place_id: str, mode: TravelMode) -> tuple[str, ...]:
    """Return the nodes, of which some may not exist, that a trip by `mode` may begin or end at in a place."""
    return tuple(place_node(place_id, each) for each in (("road", "rail") if mode == "any" else (mode,)))


def border_lines(graph: Graph, crossing_id: CrossingId) -> frozenset[tuple[str, str]]:
    """Return the edges, both ways and of every mode, at which a crossing changes country."""
    return frozenset((arc.tail, arc.head) for arc in arcs(graph) if arc.crosses == crossing_id)


def _lines(points: Iterable[ControlPoint]) -> frozenset[ControlId]:
    """Return the control point at which each crossing and mode changes country: its line, else gate, else first."""
    ranks = {"border-line": 0, "border-gate": 1}
    lines: dict[tuple[CrossingId, str], ControlPoint] = {}
    for point in sorted(points, key=lambda point: (ranks.get(point.role, 2), point.seq)):
        lines.setdefault((point.crossing_id, point.mode), point)
    return frozenset(point.control_id for point in lines.values())


class _Builder:
    def __init__(
        self,
        dataset: Dataset,
        assume_unknown: AssumeUnknown,
        book: PortBook,
        bans: Sequence[Ban],
        queue: QueueModel,
    ) -> None:
        self.dataset = dataset
        self.queue = queue
        self.assume_unknown = assume_unknown
        self.book = book
        self.bans = bans
        self.graph: Graph = nx.MultiDiGraph()
        self.lines = _lines(dataset.control_points.values())
        for place in dataset.places.values():
            self._add_node(place_node(place.place_id, "road"), place, "road")
        for point in dataset.control_points.values():
            self._add_control(point)
        for link in dataset.links.values():
            if self._is_built(link):
                self._add_link(link)
        for row in dataset.transloads:
            self._add_transload(row.place_id, row.from_mode, row.to_mode, round(row.net_min * 60))

    def _crossing(self, point: ControlPoint) -> Crossing:
        return self.dataset.crossings[point.crossing_id]

    def _is_built(self, link: Link) -> bool:
        points = (self.dataset.control_points.get(end) for end in (link.from_id, link.to_id))  # type: ignore[call-overload]
        return link.status == "open" and all(p is None or self._crossing(p).status == "open" for p in points)

    def _add_node(self, node: str, item: Node, mode: str) -> None:
        country = item.country if isinstance(item, Place) else item.side
        self.graph.add_node(
            node,
            kind="place" if isinstance(item, Place) else "control",
            item=item,
            country=country,
            mode=mode,
            lat=item.position.lat,
            lon=item.position.lon,
            tz=item.tz,
        )

    def _add_arc(self, arc: Arc, distance_km: float = 0.0) -> None:
        self.graph.add_edge(
            arc.tail,
            arc.head,
            key=arc.name,
            arc=arc,
            kind=arc.kind,
            time_s=arc.traversal.free_s,
            distance_km=distance_km,
        )

    def _add_control(self, point: ControlPoint) -> None:
        crossing = self._crossing(point)
        if crossing.status != "open":
            return
        ends = [
            f"{point.control_id}/{country}" for country in (crossing.country_a, crossing.country_b or _SEA)
        ]
        for node in ends:
            self._add_node(node, point, point.mode)
        outwards: Direction = "export" if point.side == crossing.country_a else "import"
        inwards: Direction = "import" if outwards == "export" else "export"
        is_line = point.control_id in self.lines
        calendar = self.book.calendar(point, self.assume_unknown)
        for (tail, head), direction in ((ends, outwards), (ends[::-1], inwards)):
            service = self.book.service(point, direction)
            if service is None:
                self._add_arc(Arc(tail=tail, head=head, traversal=Fixed(0), point=point, is_line=is_line))
                continue
            schedule = calendar.latest_schedule
            timed = Timed(
                calendar.periods,
                service.clearance_s + service.transload_s,
                schedule.admission if schedule else "resumes",
                schedule.last_admission_min * 60 if schedule else 0,
            )
            line = self.book.queue(point, direction, self.assume_unknown) if self.queue == "data" else None
            arc = Arc(
                tail=tail,
                head=head,
                traversal=timed if line is None else Queued(line, timed),
                point=point,
                direction=direction,
                calendar=calendar,
                service=service,
                is_line=is_line,
            )
            self._add_arc(arc)

    def _add_link(self, link: Link) -> None:
        first, last = self._end(link, link.from_id, link.to_id), self._end(link, link.to_id, link.from_id)
        bans = self._bans_on(link)
        traversal = self._driving(link, bans)
        for tail, head in ((first, last), (last, first)):
            arc = Arc(tail=tail, head=head, traversal=traversal, link=link, bans=bans)
            self._add_arc(arc, link.distance_km)

    def _bans_on(self, link: Link) -> tuple[Ban, ...]:
        ends = (self._item(link, end) for end in (link.from_id, link.to_id))
        countries = {end.country if isinstance(end, Place) else end.side for end in ends}
        return tuple(ban for ban in self.bans if ban.lies_on(link, countries))

    def _driving(self, link: Link, bans: tuple[Ban, ...]) -> Traversal:
        """Return the drive; a link with validity may be entered only while it is valid.

        Under a ban the truck stands where it is, so that a link with both has to be left while valid.
        """
        if not link.valid_from and not link.valid_to and not bans:
            return Fixed(link.duration_s)
        valid = validity(link.valid_from, link.valid_to, self._item(link, link.from_id).tz)
        return Timed(allowed(bans, valid), link.duration_s, "resumes" if bans else "start_by_close")

    def _item(self, link: Link, end: str) -> Node:
        item = self.dataset.places.get(end) or self.dataset.control_points.get(end)  # type: ignore[call-overload]
        if item is None:
            raise DataError(f"link {link.link_id!r} ends at {end!r}, which is no place or control point")
        return item  # type: ignore[no-any-return]

    def _end(self, link: Link, end: str, other: str) -> str:
        """Return the node at which a link meets its end: a control point is met from the side it comes from."""
        item, far = self._item(link, end), self._item(link, other)
        if isinstance(item, Place):
            node = place_node(end, link.mode)
            if node not in self.graph:
                self._add_node(node, item, link.mode)
            return node
        return f"{end}/{self._facing(item, far, link)}"

    def _facing(self, point: ControlPoint, far: Node, link: Link) -> str:
        crossing = self._crossing(point)
        side_b = crossing.country_b or _SEA
        if isinstance(far, ControlPoint) and far.crossing_id == point.crossing_id:
            return crossing.country_a if far.seq < point.seq else side_b
        if link.mode == "ferry":
            return side_b
        country = far.country if isinstance(far, Place) else far.side
        if country not in crossing.countries:
            raise DataError(
                f"link {link.link_id!r} reaches {point.control_id!r} from {country}, which has no side there"
            )
        return country

    def _add_transload(self, place_id: str, from_mode: str, to_mode: str, duration_s: int) -> None:
        tail, head = place_node(place_id, from_mode), place_node(place_id, to_mode)
        if tail in self.graph and head in self.graph:
            place = self.graph.nodes[tail]["item"].place_id
            self._add_arc(Arc(tail=tail, head=head, traversal=Fixed(duration_s), transload_at=place))


def arcs(graph: Graph) -> Iterator[Arc]:
    """Yield every arc of the graph."""
    for _, _, attributes in graph.edges(data=True):
        yield attributes["arc"]
