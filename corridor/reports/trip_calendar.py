"""Trips and windows of departures as events of a calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corridor.calendars import zones
from corridor.model.comparison import CutOff, DepartureProfile, ScenarioResult
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.made_with import MadeWith
from corridor.model.port import GateWindow
from corridor.reports.ics import Event, calendar_file
from corridor.reports.names import by, stand_of, title_of
from corridor.reports.stops import line_about
from corridor.reports.tracks import Alignments, TitledTrip, spot_of_id, spot_of_stop
from corridor.units import format_duration


def route_ics(
    dataset: Dataset, trips: Sequence[TitledTrip], alignments: Alignments, made_with: MadeWith, stamp: int
) -> str:
    """Return departure, stops, last admissions and arrival of each trip; titles of trips differ, `stamp` is UTC seconds."""
    events = [
        event
        for trip in trips
        for event in _trip(dataset, trip, alignments, f" - {trip.title}" if len(trips) > 1 else "")
    ]
    name = "; ".join(trip.title for trip in trips)
    return calendar_file(name, events, f"corridor {made_with.corridor}", stamp)


def departures_ics(
    dataset: Dataset, results: Sequence[ScenarioResult], made_with: MadeWith, stamp: int
) -> str:
    """Return the best windows to leave in and the last sensible departures of each scenario."""
    events = [event for result in results for event in _window(dataset, result)]
    profile = results[0].profile
    name = f"{title_of(dataset, profile.origin)} - {title_of(dataset, profile.destination)}: when to leave"
    return calendar_file(name, events, f"corridor {made_with.corridor}", stamp)


def _trip(dataset: Dataset, trip: TitledTrip, alignments: Alignments, of: str) -> Iterator[Event]:
    """Yield the events of a trip in order; what is not blank in `of` is added to their titles."""
    itinerary = trip.itinerary
    if not itinerary.legs:
        return
    way = f"{itinerary.legs[0].from_id}|{itinerary.legs[-1].to_id}|{itinerary.depart_at}|{trip.title}"
    found = [
        *_ends(dataset, itinerary),
        *(_stop(dataset, leg, alignments) for leg in itinerary.legs if not leg.is_moving),
        *(_admission(dataset, gate) for gate in trip.gates),
    ]
    counts: dict[str, int] = {}
    for event in sorted(found, key=lambda event: event.starts_at):
        # A key twice, as of two waits at one gate, is told apart by its turn.
        counts[event.key] = counts.get(event.key, 0) + 1
        key = f"{way}|{event.key}|{counts[event.key]}"
        yield replace(event, key=key, title=event.title + of)


def _ends(dataset: Dataset, itinerary: Itinerary) -> Iterator[Event]:
    first, last = itinerary.legs[0], itinerary.legs[-1]
    takes = f"{format_duration(itinerary.duration_s)} door to door {by(itinerary.crossings)}"
    leave = _instant(dataset, first.from_id, itinerary.depart_at, first.tz_from)
    arrive = _instant(dataset, last.to_id, itinerary.arrive_at, last.tz_to)
    yield replace(leave, key="depart", title=f"Leave {leave.place}", about=takes)
    if (latest_at := itinerary.latest_depart_at) > itinerary.depart_at:
        yield replace(
            leave,
            key="latest",
            title=f"Last moment to leave {leave.place} for the same arrival",
            starts_at=latest_at,
            ends_at=latest_at,
            about=f"Arrives {zones.format_local(itinerary.arrive_at, last.tz_to)} all the same",
        )
    yield replace(arrive, key="arrive", title=f"Arrive in {arrive.place}", about=takes)


def _instant(dataset: Dataset, item: str, at: int, tz: str) -> Event:
    """Return an event at a place or control point that takes no time, without words yet."""
    return Event(
        key="",
        title="",
        starts_at=at,
        ends_at=at,
        tz=tz,
        place=title_of(dataset, item),
        spot=spot_of_id(dataset, item),
    )


def _stop(dataset: Dataset, leg: Leg, alignments: Alignments) -> Event:
    name = stand_of(dataset, leg)
    return Event(
        key=f"{leg.kind}|{leg.from_id}|{leg.link_id or ''}",
        title=f"{leg.kind.capitalize()}: {name}",
        starts_at=leg.depart_at,
        ends_at=leg.arrive_at,
        tz=leg.tz_from,
        about=line_about(leg),
        place=name,
        spot=spot_of_stop(dataset, alignments, leg),
        is_busy=True,
    )


def _admission(dataset: Dataset, gate: GateWindow) -> Event:
    """Return until when the vehicle may come: whoever is later waits for the next opening."""
    tz = dataset.control_points[gate.control_id].tz
    last = _instant(dataset, gate.control_id, gate.admits_until, tz)
    return replace(
        last,
        key=f"admission|{gate.control_id}",
        title=f"Last admission: {last.place}",
        about=f"Planned admission {zones.format_local(gate.admitted_at, tz)}; works until "
        f"{zones.format_local(gate.closes_at, tz)}. Whoever comes later waits for the next opening.",
    )


def _window(dataset: Dataset, result: ScenarioResult) -> Iterator[Event]:
    """Yield the best windows of a scenario and its cut-offs."""
    profile, scenario = result.profile, result.scenario
    leave = _instant(dataset, profile.origin, profile.start, profile.tz)
    trip = f"{leave.place} for {title_of(dataset, profile.destination)}"
    way = f"{profile.origin}|{profile.destination}|{scenario.name}"
    takes = "" if profile.best is None else format_duration(profile.best.duration_s or 0)
    for stretch in profile.best_windows:
        yield replace(
            leave,
            key=f"{way}|best|{stretch.departs_from}",
            title=f"Best time to leave {trip}: {takes}",
            starts_at=stretch.departs_from,
            ends_at=stretch.departs_to,
            about=f"Scenario {scenario.title}",
        )
    for cut_off in profile.cut_offs:
        yield replace(
            leave,
            key=f"{way}|cut-off|{cut_off.depart_at}",
            title=f"Last sensible moment to leave {trip}",
            starts_at=cut_off.depart_at,
            ends_at=cut_off.depart_at,
            about=f"Scenario {scenario.title}. {_cost(dataset, profile, cut_off)}",
        )


def _cost(dataset: Dataset, profile: DepartureProfile, cut_off: CutOff) -> str:
    arrives = zones.format_local(cut_off.arrive_at, dataset.places[profile.destination].tz)
    if cut_off.cost_s is None:
        return f"Arrives {arrives}; a second later there is no way."
    return f"Arrives {arrives}; leaving a second later costs {format_duration(cut_off.cost_s)}."
