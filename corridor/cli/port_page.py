"""What is known of a port gathered into the report on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from corridor.cli.network_page import Network, said
from corridor.cli.route_page import made_with
from corridor.cli.session import Session
from corridor.dataset.loading import load_basemap
from corridor.model.crossing import Capacity, ControlPoint, Dwell
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId, SourceId
from corridor.model.link import Link
from corridor.model.place import Place
from corridor.model.port import ControlReport, HoursChange, KnownClosure, PortReport
from corridor.operations.hours_changes import hours_change
from corridor.operations.ports import known_closures
from corridor.planner import Planner
from corridor.plotting.charts.port_bands import country_name, port_name
from corridor.plotting.maps.network.page import NetworkPort
from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.style import REGIME_SYMBOLS
from corridor.plotting.words import Words, later
from corridor.reports.names import title_of

_NOW = {
    "open": later("{port} is open on {clock}"),
    "closed": later("{port} is closed on {clock}"),
    "partly": later("{port} is closed on one side on {clock}"),
    "unknown": later("Whether {port} is open on {clock} is not known"),
}
_NEXT = {
    "open": later("open from {clock}"),
    "closed": later("closed from {clock}"),
    "partly": later("closed on one side from {clock}"),
    "unknown": later("not known from {clock}"),
}


def port_page(
    session: Session, planner: Planner, report: PortReport, words: Words, *, has_map: bool = True
) -> PortPage:
    """Return the page of a port, with a map if asked for."""
    return _Port(session, planner, report, words).page(has_map=has_map)


@dataclass(frozen=True)
class _Port:
    session: Session
    planner: Planner
    report: PortReport
    words: Words

    @property
    def dataset(self) -> Dataset:
        return self.planner.dataset

    @property
    def crossing_id(self) -> CrossingId:
        return self.report.crossing.crossing_id

    @cached_property
    def points(self) -> list[ControlPoint]:
        every = self.dataset.control_points.values()
        return [point for point in every if point.crossing_id == self.crossing_id]

    @cached_property
    def links(self) -> list[Link]:
        """Roads to the port and between its control points."""
        ends = {point.control_id for point in self.points}
        return [
            link for link in self.dataset.links.values() if not ends.isdisjoint((link.from_id, link.to_id))
        ]

    @cached_property
    def ports(self) -> tuple[NetworkPort, ...]:
        return tuple(map(self._port, self.report.controls))

    @cached_property
    def closures(self) -> tuple[KnownClosure, ...]:
        return known_closures(self.dataset, self.crossing_id)

    @cached_property
    def dwells(self) -> tuple[Dwell, ...]:
        own = [row for row in self.dataset.dwells if row.crossing_id == self.crossing_id]
        used = [row for port in self.ports for row in port.controls[0].dwells.values()]
        return tuple(dict.fromkeys([*own, *used]))

    @cached_property
    def capacities(self) -> tuple[Capacity, ...]:
        return tuple(row for row in self.dataset.capacities if row.crossing_id == self.crossing_id)

    @cached_property
    def _network(self) -> Network:
        return Network(self.planner, self.report.at, self.words)

    def page(self, *, has_map: bool) -> PortPage:
        words, report = self.words, self.report
        change = hours_change(self.dataset, self.crossing_id, report.at)
        source_ids = tuple(dict.fromkeys(name for name in self._source_ids() if name in self.dataset.sources))
        return PortPage(
            title=self._title(),
            verdict=self._verdict(),
            subtitle=self._subtitle(change),
            lang=words.lang,
            at=report.at,
            links=self._network.links(self.session, self.links),
            strips=(),
            ports=self.ports,
            places=self._network.places(self._places()),
            report=report,
            controls={
                point.control_id: title_of(self.dataset, point.control_id, words.lang)
                for point in self.points
            },
            closures=self.closures,
            change=change,
            dwells=self.dwells,
            capacities=self.capacities,
            notices=tuple(dict.fromkeys(each for control in report.controls for each in control.notices)),
            sources=tuple(said(self.dataset.sources[name]) for name in source_ids),
            source_ids=source_ids,
            basemap=load_basemap(self.session.folder) if has_map else {},
            has_map=has_map,
            made_with=made_with(self.session, words),
        )

    def _title(self) -> str:
        crossing, words = self.report.crossing, self.words
        names = dict.fromkeys(filter(None, (crossing.name_en, crossing.name_zh, crossing.name_ru)))
        countries = " – ".join(country_name(country, words) for country in crossing.countries)
        return words("Report on {names} ({countries})", names=" / ".join(names), countries=countries)

    def _verdict(self) -> str:
        """Return whether the port is open at the instant, and when that changes."""
        words, report = self.words, self.report
        name = port_name(report.crossing, words)
        if not report.controls:
            return words("No control point of {port} works for freight", port=name)
        tz = report.controls[0].point.tz
        spans = self.planner.port_week(self.crossing_id, report.at, report.horizon[1]).spans
        now = words(_NOW[spans[0].state], port=name, clock=words.clock(report.at, tz))
        if len(spans) == 1:
            return words("{now}; no change is known in the next 14 days", now=now)
        then = words(_NEXT[spans[1].state], clock=words.clock(spans[1].starts, tz))
        return f"{now}; {then}"

    def _subtitle(self, change: HoursChange | None) -> str:
        words, report = self.words, self.report
        regime = words(REGIME_SYMBOLS[report.regime].meaning)
        parts = [words("Hours in force: {regime}", regime=regime)]
        if change:
            clock = words.clock(change.at, change.sides[0].tz)
            text = (
                later("they change on {clock}") if change.at > report.at else later("last changed on {clock}")
            )
            parts.append(words(text, clock=clock))
        return words.clauses(parts)

    def _port(self, control: ControlReport) -> NetworkPort:
        """Return one control point as the map shows it: by its own hours."""
        gathered = self._network.control(control)
        return NetworkPort(
            report=replace(self.report, controls=(control,)),
            name=gathered.name,
            also=(control.point.name_local,) if control.point.name_local else (),
            position=control.point.position,
            controls=(gathered,),
        )

    def _places(self) -> Iterable[Place]:
        ends = dict.fromkeys(end for link in self.links for end in (link.from_id, link.to_id))
        return [place for end in ends if (place := self.dataset.places.get(end))]  # type: ignore[call-overload]

    def _source_ids(self) -> Iterator[SourceId]:
        """Yield the sources of all figures, in the order in which the page shows them."""
        for control in self.report.controls:
            yield control.point.source_id
            yield from [control.schedule.source_id] if control.schedule else []
        yield from (closure.row.source_id for closure in self.closures)
        yield from (row.source_id for row in self.report.regimes)
        yield from (row.source_id for row in self.dwells)
        yield from (row.source_id for port in self.ports for row in port.controls[0].queues)
        yield from (row.source_id for row in self.report.throughputs)
        yield from (row.source_id for row in self.capacities)
        for link in self.links:
            yield from (link.distance_source_id, link.speed_source_id)
        yield from (place.source_id for place in self._places())
