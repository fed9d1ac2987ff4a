"""The answers of planners gathered into the page that a map draws."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corridor.calendars import zones
from corridor.cli.port_lines import hours_lines
from corridor.cli.session import Session
from corridor.dataset.loading import load_alignments, load_basemap
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, LinkId, PlaceId, SourceId
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.made_with import MadeWith
from corridor.model.names import name_in
from corridor.model.place import Position
from corridor.model.query import Query
from corridor.model.scenario import Scenario
from corridor.planner import Planner
from corridor.plotting.maps.route.page import MapPort, MapRoute, RouteMapPage
from corridor.plotting.style import PortStatus
from corridor.plotting.words import Words, later
from corridor.reports.names import title_of

Answer = tuple[Planner, Itinerary]
OtherWay = tuple[str, Planner, Itinerary]
"""A trip of another departure, with a title that says so."""
_WEEK_S: Final = 7 * 86_400


def route_page(
    session: Session,
    query: Query,
    answers: Sequence[Answer],
    words: Words,
    others: Sequence[OtherWay] = (),
) -> RouteMapPage:
    """Return the page of one trip under several scenarios, the first being the baseline; the map has `others`, too."""
    return _Trip(session, query, answers, words, others).page()


@dataclass(frozen=True)
class _Trip:
    session: Session
    query: Query
    answers: Sequence[Answer]
    words: Words
    others: Sequence[OtherWay]

    @property
    def drawn(self) -> list[OtherWay]:
        """All trips of the map with what people read for them."""
        titles = titles_of([planner.scenario for planner, _ in self.answers])
        answers = zip(titles, self.answers, strict=True)
        return [*((title, planner, itinerary) for title, (planner, itinerary) in answers), *self.others]

    @property
    def dataset(self) -> Dataset:
        return self.session.dataset

    def page(self) -> RouteMapPage:
        dataset, words = self.dataset, self.words
        links = dict.fromkeys(leg.link_id for *_, it in self.drawn for leg in it.legs if leg.link_id)
        alignments = load_alignments(self.session.folder)
        leaves = words.clock(self.answers[0][1].depart_at, dataset.places[self.query.origin].tz)
        return RouteMapPage(
            title=f"{self._name(self.query.origin)} - {self._name(self.query.destination)}",
            subtitle=words("One truck leaving {clock}", clock=leaves),
            verdict=self._verdict(),
            lang=words.lang,
            routes=tuple(
                MapRoute(scenario=f"{number}", title=title, itinerary=itinerary)
                for number, (title, _, itinerary) in enumerate(self.drawn)
            ),
            places={item: self._placed(item) for item in self._stops()},
            alignments={link: alignments[link] for link in links if link in alignments},
            link_ends={link: (dataset.links[link].from_id, dataset.links[link].to_id) for link in links},
            ports={
                f"{number}": tuple(self._ports(planner, itinerary))
                for number, (_, planner, itinerary) in enumerate(self.drawn)
            },
            crossings={
                name: name_in(dataset.crossings[name], words.lang)
                for *_, it in self.drawn
                for name in it.crossings
            },
            towns=frozenset(self._towns()),
            basemap=load_basemap(self.session.folder),
            notices=tuple(dict.fromkeys(notice for _, it in self.answers for notice in it.notices)),
            sources=tuple(self._sources(links)),
            made_with=made_with(self.session, words),
        )

    def _name(self, place_id: PlaceId) -> str:
        return name_in(self.dataset.places[place_id], self.words.lang)

    def _verdict(self) -> str:
        """Return the answer in one sentence, in names rather than ids."""
        words, destination = self.words, self._name(self.query.destination)
        tz = self.dataset.places[self.query.destination].tz
        (first, baseline), *others = self.answers
        if not others:
            ports = words(" and ").join(
                name_in(self.dataset.crossings[crossing], words.lang) for crossing in baseline.crossings
            )
            sentence = (
                later("In {place} on {clock}, after {duration}, by {ports}")
                if ports
                else later("In {place} on {clock}, after {duration}")
            )
            clock, took = words.clock(baseline.arrive_at, tz), words.duration(baseline.duration_s)
            return words(sentence, place=destination, clock=clock, duration=took, ports=ports)
        return words.clauses(
            words(
                _compared(baseline.arrive_at - itinerary.arrive_at),
                scenario=planner.scenario.title,
                place=destination,
                clock=words.clock(itinerary.arrive_at, tz),
                duration=words.duration(abs(baseline.arrive_at - itinerary.arrive_at)),
                baseline=first.scenario.title,
            )
            for planner, itinerary in others
        )

    def _stops(self) -> list[str]:
        legs = (leg for *_, itinerary in self.drawn for leg in itinerary.legs)
        return list(dict.fromkeys(end for leg in legs for end in (leg.from_id, leg.to_id)))

    def _placed(self, item: str) -> tuple[str, Position]:
        place = self.dataset.places.get(PlaceId(item))
        position = (place or self.dataset.control_points[ControlId(item)]).position
        return title_of(self.dataset, item, self.words.lang), position

    def _towns(self) -> Iterable[str]:
        for item in self._stops():
            place = self.dataset.places.get(PlaceId(item))
            if place is not None and place.kind in {"city", "town"}:
                yield item

    def _ports(self, planner: Planner, itinerary: Itinerary) -> Iterable[MapPort]:
        """Yield the control points at which the vehicle stops, as it meets them."""
        stays: dict[ControlId, list[Leg]] = {}
        for leg in itinerary.legs:
            if leg.control_id:
                stays.setdefault(leg.control_id, []).append(leg)
        for control_id, legs in stays.items():
            point = planner.dataset.control_points[control_id]
            came_at, waited = legs[0].depart_at, any(leg.kind == "wait" for leg in legs)
            state: PortStatus = "waited" if waited else planner.book.calendar(point).state(came_at)
            midnight = zones.local_midnight(zones.to_local(came_at, point.tz).date(), point.tz)
            week = planner.port_week(point.crossing_id, midnight, midnight + _WEEK_S)
            own = next(side for side in week.sides if control_id in side.control_ids)
            yield MapPort(
                at_id=control_id,
                crossing_id=point.crossing_id,
                name=title_of(planner.dataset, control_id, self.words.lang),
                name_local=point.name_local,
                position=point.position,
                tz=point.tz,
                other_tz=next((side.tz for side in week.sides if side.side != point.side), "UTC"),
                state=state,
                week=own.spans,
                lines=tuple(hours_lines(planner, point, legs[-1].arrive_at, self.words)),
            )

    def _sources(self, links: Iterable[LinkId]) -> Iterable[str]:
        used = [self.dataset.links[link].distance_source_id for link in links]
        noticed = (notice.source_id for *_, it in self.drawn for notice in it.notices)
        return sources_of(self.dataset, (*used, *noticed))


def sources_of(dataset: Dataset, source_ids: Iterable[str]) -> Iterator[str]:
    """Yield the publications behind ids of sources, each once; blank ids are none."""
    for source_id in sorted(set(source_ids)):
        if source := dataset.sources.get(SourceId(source_id)):
            yield f"{source.publisher}: {source.title} {source.url}".strip()


def titles_of(scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """Return what people read for scenarios: their titles, told apart by names where they are the same."""
    every = [scenario.title for scenario in scenarios]
    return tuple(
        f"{scenario.title} ({scenario.name})" if every.count(scenario.title) > 1 else scenario.title
        for scenario in scenarios
    )


def made_with(session: Session, words: Words) -> dict[str, str]:
    """Return what remakes a page, by its names there."""
    return made_lines(session.made_with, words)


def made_lines(made: MadeWith, words: Words) -> dict[str, str]:
    """Return versions, data and command line of an answer, by their names on pages."""
    return {
        words("Command"): made.command,
        words("Data"): words(
            "{name} {version} ({fingerprint}), as of {day}",
            name=made.data,
            version=made.data_version,
            fingerprint=made.data_fingerprint,
            day=made.data_as_of,
        ),
        words("Program"): f"corridor {made.corridor}, tzdata {made.tzdata}, holidays {made.holidays}",
    }


def _compared(saved_s: int) -> str:
    if not saved_s:
        return later("{scenario}: in {place} on {clock}, the same as under {baseline}")
    if saved_s > 0:
        return later("{scenario}: in {place} on {clock}, {duration} sooner than under {baseline}")
    return later("{scenario}: in {place} on {clock}, {duration} later than under {baseline}")
