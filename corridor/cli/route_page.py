"""The answers of planners gathered into the page that a map draws."""

from collections.abc import Iterable, Sequence

from corridor.calendars import zones
from corridor.cli.session import Session
from corridor.dataset.loading import load_alignments, load_basemap
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, LinkId, PlaceId
from corridor.model.itinerary import Itinerary
from corridor.model.place import Position
from corridor.model.query import Query
from corridor.planner import Planner
from corridor.plotting.route_map import MapPort, MapRoute, PortStatus, RouteMapPage
from corridor.reports.names import title_of
from corridor.units import format_duration

Answer = tuple[Planner, Itinerary]


def route_page(session: Session, query: Query, answers: Sequence[Answer]) -> RouteMapPage:
    """Return the page of one trip under several scenarios; the first is the baseline."""
    dataset = session.dataset
    links = dict.fromkeys(leg.link_id for _, it in answers for leg in it.legs if leg.link_id)
    alignments = load_alignments(session.folder)
    origin, destination = dataset.places[query.origin], dataset.places[query.destination]
    leaves = zones.format_local(answers[0][1].depart_at, origin.tz)
    return RouteMapPage(
        title=f"{origin.name_en} - {destination.name_en}",
        subtitle=f"One truck leaving {leaves}",
        verdict=_verdict(dataset, query, answers),
        routes=tuple(
            MapRoute(scenario=planner.scenario.name, title=planner.scenario.title, itinerary=itinerary)
            for planner, itinerary in answers
        ),
        places={item: _placed(dataset, item) for item in _stops(answers)},
        alignments={link: alignments[link] for link in links if link in alignments},
        link_ends={link: (dataset.links[link].from_id, dataset.links[link].to_id) for link in links},
        ports={planner.scenario.name: tuple(_ports(planner, itinerary)) for planner, itinerary in answers},
        crossings={name: dataset.crossings[name].name_en for _, it in answers for name in it.crossings},
        towns=frozenset(_towns(dataset, answers)),
        basemap=load_basemap(session.folder),
        notices=tuple(dict.fromkeys(notice for _, itinerary in answers for notice in itinerary.notices)),
        sources=tuple(_sources(dataset, links, answers)),
        made_with=_made_with(session),
    )


def _made_with(session: Session) -> dict[str, str]:
    made = session.made_with
    return {
        "Command": made.command,
        "Data": f"{made.data} {made.data_version} ({made.data_fingerprint}), as of {made.data_as_of}",
        "Program": f"corridor {made.corridor}, tzdata {made.tzdata}, holidays {made.holidays}",
    }


def _verdict(dataset: Dataset, query: Query, answers: Sequence[Answer]) -> str:
    """Return the answer in one sentence, in names rather than ids."""
    destination = dataset.places[query.destination]
    (first, baseline), *others = answers
    arrives = zones.format_local(baseline.arrive_at, destination.tz)
    if not others:
        ports = " and ".join(dataset.crossings[crossing].name_en for crossing in baseline.crossings)
        took = format_duration(baseline.duration_s)
        return f"In {destination.name_en} on {arrives}, after {took}" + (f", by {ports}" if ports else "")
    sentences = []
    for planner, itinerary in others:
        saved = baseline.arrive_at - itinerary.arrive_at
        when = zones.format_local(itinerary.arrive_at, destination.tz)
        words = (
            f"{format_duration(abs(saved))} {'sooner' if saved > 0 else 'later'} than"
            if saved
            else "the same as"
        )
        title = planner.scenario.title
        sentences.append(f"{title}: in {destination.name_en} on {when}, {words} under {first.scenario.title}")
    return "; ".join(sentences)


def _stops(answers: Iterable[Answer]) -> list[str]:
    return list(
        dict.fromkeys(end for _, it in answers for leg in it.legs for end in (leg.from_id, leg.to_id))
    )


def _placed(dataset: Dataset, item: str) -> tuple[str, Position]:
    place = dataset.places.get(PlaceId(item))
    return title_of(dataset, item), (place or dataset.control_points[ControlId(item)]).position


def _towns(dataset: Dataset, answers: Iterable[Answer]) -> Iterable[str]:
    for item in _stops(answers):
        place = dataset.places.get(PlaceId(item))
        if place is not None and place.kind in {"city", "town"}:
            yield item


def _ports(planner: Planner, itinerary: Itinerary) -> Iterable[MapPort]:
    """Yield the control points at which the vehicle stops, as it meets them."""
    met = {leg.control_id: leg.depart_at for leg in reversed(itinerary.legs) if leg.control_id}
    waited = {leg.control_id for leg in itinerary.legs if leg.kind == "wait"}
    for control_id, at in reversed(met.items()):
        point = planner.dataset.control_points[control_id]
        calendar = planner.book.calendar(point)
        state: PortStatus = "waited" if control_id in waited else calendar.state(at)
        schedule = calendar.schedule_at(at)
        known = schedule is not None and schedule.hours
        hours = f"Hours: {schedule.hours} ({schedule.tz})" if schedule and known else "Hours: unknown"
        source = (
            f"Source: {schedule.source_id}, confidence {schedule.confidence}" if schedule else "Source: none"
        )
        yield MapPort(
            at_id=control_id,
            crossing_id=point.crossing_id,
            name=title_of(planner.dataset, control_id),
            name_local=point.name_local,
            position=point.position,
            tz=point.tz,
            state=state,
            lines=(hours, source),
        )


def _sources(dataset: Dataset, links: Iterable[LinkId], answers: Iterable[Answer]) -> Iterable[str]:
    used = [dataset.links[link].distance_source_id for link in links]
    used += [notice.source_id for _, it in answers for notice in it.notices if notice.source_id]  # type: ignore[misc]
    for source_id in sorted(set(used)):
        if source := dataset.sources.get(source_id):
            yield f"{source.publisher}: {source.title} {source.url}".strip()
