"""A dataset gathered into the page that maps it."""

from collections import Counter
from collections.abc import Iterable

from corridor.cli.route_page import made_with
from corridor.cli.session import Session
from corridor.dataset.loading import load_alignments, load_basemap
from corridor.model.alignment import Point
from corridor.model.crossing import Crossing
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId, SourceId
from corridor.model.link import Link
from corridor.model.names import name_in
from corridor.model.place import Place, Position
from corridor.model.port import ControlReport
from corridor.model.provenance import Source
from corridor.planner import Planner
from corridor.plotting.maps.network.page import (
    NetworkControl,
    NetworkLink,
    NetworkPage,
    NetworkPlace,
    NetworkPort,
)
from corridor.plotting.words import Words
from corridor.reports.names import title_of


def network_page(session: Session, planner: Planner, at: int, words: Words) -> NetworkPage:
    """Return the page of the planner's dataset, ports as they work at an instant."""
    gathered = Network(planner, at, words)
    dataset = planner.dataset
    every, ports = gathered.links(session, dataset.links.values()), gathered.ports()
    places = gathered.places(dataset.places.values())
    links = tuple(item for item in every if item.link.road_class != "strip")
    sources = tuple(gathered.sources(links, ports, places))
    return NetworkPage(
        title=words("The network of {data}", data=planner.dataset.name),
        verdict=gathered.verdict(ports),
        subtitle=gathered.subtitle(every, places),
        lang=words.lang,
        at=at,
        links=links,
        strips=tuple(item for item in every if item.link.road_class == "strip"),
        ports=ports,
        places=places,
        sources=tuple(said(source) for source in sources),
        source_ids=tuple(source.source_id for source in sources),
        basemap=load_basemap(session.folder),
        made_with=made_with(session, words),
    )


def said(source: Source) -> str:
    """Return a source as one line."""
    return f"{source.publisher}: {source.title} {source.url}".strip()


def position_of(dataset: Dataset, crossing_id: CrossingId) -> Position:
    """Return where a crossing is shown: at its border line, or else at its last control point before it."""
    points = [point for point in dataset.control_points.values() if point.crossing_id == crossing_id]
    line = next((point for point in points if point.role == "border-line"), None)
    before = [point for point in points if point.side == points[0].side]
    return (line or before[-1]).position


class Network:
    """What maps show of a planner's dataset at an instant."""

    def __init__(self, planner: Planner, at: int, words: Words) -> None:
        self._planner, self._dataset, self._at, self._words = planner, planner.dataset, at, words

    def links(self, session: Session, wanted: Iterable[Link]) -> tuple[NetworkLink, ...]:
        """Return links with their ends and lines."""
        alignments = load_alignments(session.folder)

        def points(link: Link) -> tuple[Point, ...]:
            if link.link_id in alignments:
                return alignments[link.link_id].points
            return self._position(link.from_id), self._position(link.to_id)

        return tuple(
            NetworkLink(
                link=link,
                start=title_of(self._dataset, link.from_id, self._words.lang),
                end=title_of(self._dataset, link.to_id, self._words.lang),
                points=points(link),
            )
            for link in wanted
        )

    def ports(self) -> tuple[NetworkPort, ...]:
        """Return the ports at which something is done."""
        return tuple(
            port for crossing_id in self._dataset.crossings if (port := self._port(crossing_id)).controls
        )

    def places(self, wanted: Iterable[Place]) -> tuple[NetworkPlace, ...]:
        """Return places, those with cities and many links first."""
        ends = Counter(end for link in self._dataset.links.values() for end in (link.from_id, link.to_id))
        ranks = {"city": 0, "town": 1}
        ordered = sorted(wanted, key=lambda place: (ranks.get(place.kind, 2), -ends[place.place_id]))
        return tuple(
            NetworkPlace(
                place=place,
                name=name_in(place, self._words.lang),
                also=also(place, self._words.lang, place.name_local),
            )
            for place in ordered
        )

    def sources(
        self, links: Iterable[NetworkLink], ports: Iterable[NetworkPort], places: Iterable[NetworkPlace]
    ) -> Iterable[Source]:
        """Yield the sources of all figures, by id."""
        used = {item.link.distance_source_id for item in links} | {
            item.link.speed_source_id for item in links
        }
        used |= {item.place.source_id for item in places}
        for control in (control for port in ports for control in port.controls):
            used |= set(_sources_of(control))
        for source_id in sorted(used):
            if source := self._dataset.sources.get(source_id):
                yield source

    def verdict(self, ports: Iterable[NetworkPort]) -> str:
        """Return how many ports work how, in one sentence."""
        words = self._words
        open_ports = [port.report.regime for port in ports if port.report.crossing.status == "open"]
        kinds = Counter(open_ports)
        return words(
            "{all} ports on {day}: {always} round the clock, {limited} with limited hours, "
            "{unknown} with hours unknown, {closed} closed",
            all=len(open_ports),
            day=words.clock(self._at, "UTC"),
            always=kinds["round-the-clock"],
            limited=kinds["limited"],
            unknown=kinds["unknown"],
            closed=kinds["closed"],
        )

    def subtitle(self, links: Iterable[NetworkLink], places: tuple[NetworkPlace, ...]) -> str:
        """Return how much of everything there is."""
        words = self._words
        km = Counter[str]()
        for item in links:
            km["planned" if item.link.status == "planned" else item.link.mode] += item.link.distance_km  # type: ignore[assignment]
        return words(
            "{places} places; {road} of road, {rail} of railway, {ferry} of ferry, {planned} planned",
            places=len(places),
            **{kind: words.km(km[kind]) for kind in ("road", "rail", "ferry", "planned")},
        )

    def _position(self, item: str) -> Point:
        dataset = self._dataset
        position = (dataset.places.get(item) or dataset.control_points[item]).position  # type: ignore[call-overload,index]
        return position.lon, position.lat

    def _port(self, crossing_id: CrossingId) -> NetworkPort:
        report = self._planner.port(crossing_id, self._at)
        crossing = report.crossing
        return NetworkPort(
            report=report,
            name=name_in(crossing, self._words.lang),
            also=also(crossing, self._words.lang),
            position=position_of(self._dataset, crossing_id),
            controls=tuple(map(self.control, report.controls)),
        )

    def control(self, report: ControlReport) -> NetworkControl:
        """Return a control point with its clearance and queue."""
        book, point = self._planner.book, report.point
        services = {direction: book.service(point, direction) for direction in point.directions}
        return NetworkControl(
            report=report,
            name=title_of(self._dataset, point.control_id, self._words.lang),
            dwells={direction: service.rows[0] for direction, service in services.items() if service},
            queues=tuple(row for direction in point.directions for row in book.queue_rows(point, direction)),
        )


def also(item: Place | Crossing, lang: str, *more: str) -> tuple[str, ...]:
    """Return the names of a place or crossing besides the one shown."""
    names = (item.name_en, item.name_zh, item.name_ru, *more, *item.aliases)
    return tuple(dict.fromkeys(name for name in names if name and name != name_in(item, lang)))


def _sources_of(control: NetworkControl) -> Iterable[SourceId]:
    if control.report.schedule:
        yield control.report.schedule.source_id
    yield from (dwell.source_id for dwell in control.dwells.values())
    yield from (queue.source_id for queue in control.queues)
