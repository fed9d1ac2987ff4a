"""Trips to an Excel workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId
from corridor.model.itinerary import LEG_KINDS, Itinerary, Leg
from corridor.model.made_with import MadeWith
from corridor.model.query import Query
from corridor.model.scenario import Changed
from corridor.reports.names import by, goal_of, stand_of, start_of, title_of, way_of
from corridor.reports.tracks import TitledTrip
from corridor.reports.workbook import Column, Sheet, Value, clock, workbook
from corridor.reports.workbook_parts import closing_sheets
from corridor.units import format_duration

_LOCAL = "local clock"


def route_xlsx(
    dataset: Dataset,
    query: Query,
    trips: Sequence[TitledTrip],
    changes: Mapping[str, Iterable[Changed]],
    made_with: MadeWith,
    stamp: int,
) -> bytes:
    """Return the sheets Answer, Legs, Ports, Inputs, Changes, Notices and Made with; `stamp` is UTC seconds."""
    notices = [notice for trip in trips for notice in trip.itinerary.notices]
    sheets = [
        _answer(dataset, query, trips),
        _legs(dataset, trips),
        _ports(dataset, trips),
        *closing_sheets(query, changes, notices, made_with),
    ]
    return workbook(sheets, stamp)


def _answer(dataset: Dataset, query: Query, trips: Sequence[TitledTrip]) -> Sheet:
    origin, destination = dataset.places[query.origin], dataset.places[query.destination]
    return Sheet(
        name="Answer",
        columns=[
            Column(title="Trip"),
            Column(title="Answer", width=72),
            Column(title="Departs", kind="clock", unit=origin.tz),
            Column(title="Departs", kind="clock", unit="UTC"),
            Column(title="Latest departure for the same arrival", kind="clock", unit=origin.tz),
            Column(title="Arrives", kind="clock", unit=destination.tz),
            Column(title="Arrives", kind="clock", unit="UTC"),
            Column(title="Duration", kind="hours"),
            Column(title="Distance", kind="number", unit="km"),
            *(Column(title=kind.capitalize(), kind="hours") for kind in LEG_KINDS),
            Column(title="Ports"),
        ],
        rows=[
            (
                trip.title,
                _verdict(destination.name_en, destination.tz, it),
                clock(it.depart_at, origin.tz),
                clock(it.depart_at, "UTC"),
                clock(it.latest_depart_at, origin.tz),
                clock(it.arrive_at, destination.tz),
                clock(it.arrive_at, "UTC"),
                it.duration_s,
                it.distance_km,
                *(it.totals_s[kind] for kind in LEG_KINDS),
                way_of(it.crossings),
            )
            for trip in trips
            for it in [trip.itinerary]
        ],
    )


def _verdict(destination: str, tz: str, itinerary: Itinerary) -> str:
    arrives, takes = zones.format_local(itinerary.arrive_at, tz), format_duration(itinerary.duration_s)
    return f"In {destination} on {arrives}, {takes} door to door {by(itinerary.crossings)}"


def _legs(dataset: Dataset, trips: Sequence[TitledTrip]) -> Sheet:
    return Sheet(
        name="Legs",
        columns=[
            Column(title="Trip"),
            Column(title="Leg", kind="whole"),
            Column(title="Kind", width=11),
            Column(title="From", width=36),
            Column(title="To", width=36),
            Column(title="Departs", kind="clock", unit=_LOCAL),
            Column(title="Zone of departure"),
            Column(title="Arrives", kind="clock", unit=_LOCAL),
            Column(title="Zone of arrival"),
            Column(title="Departs", kind="clock", unit="UTC"),
            Column(title="Arrives", kind="clock", unit="UTC"),
            Column(title="Duration", kind="hours"),
            Column(title="Distance", kind="number", unit="km"),
            *(Column(title=title) for title in ("Mode", "Port", "Control point", "Link")),
            Column(title="Reason", width=72),
        ],
        rows=[
            (trip.title, number, *_leg(dataset, leg))
            for trip in trips
            for number, leg in enumerate(trip.itinerary.legs, 1)
        ],
    )


def _leg(dataset: Dataset, leg: Leg) -> Sequence[Value]:
    return (
        leg.kind,
        start_of(dataset, leg) if leg.is_moving else stand_of(dataset, leg),
        goal_of(dataset, leg) if leg.is_moving else stand_of(dataset, leg),
        clock(leg.depart_at, leg.tz_from),
        leg.tz_from,
        clock(leg.arrive_at, leg.tz_to),
        leg.tz_to,
        clock(leg.depart_at, "UTC"),
        clock(leg.arrive_at, "UTC"),
        leg.duration_s,
        leg.distance_km if leg.is_moving else None,
        leg.mode,
        leg.crossing_id,
        leg.control_id,
        leg.link_id,
        leg.reason,
    )


def _ports(dataset: Dataset, trips: Sequence[TitledTrip]) -> Sheet:
    return Sheet(
        name="Ports",
        columns=[
            *(Column(title=title) for title in ("Trip", "Port", "Control point")),
            Column(title="Name", width=36),
            Column(title="Side", width=6),
            Column(title="Zone"),
            Column(title="Arrives", kind="clock", unit=_LOCAL),
            Column(title="Leaves", kind="clock", unit=_LOCAL),
            *(Column(title=kind.capitalize(), kind="hours") for kind in LEG_KINDS if kind in _AT_PORTS),
            Column(title="Last admission", kind="clock", unit=_LOCAL),
            Column(title="Works until", kind="clock", unit=_LOCAL),
        ],
        rows=[row for trip in trips for row in _ports_of(dataset, trip)],
    )


_AT_PORTS = frozenset({"rest", "wait", "queue", "clearance"})


def _ports_of(dataset: Dataset, trip: TitledTrip) -> Iterator[Sequence[Value]]:
    """Yield a row per control point at which the vehicle stops; one that closes soon has its last admission."""
    stops: dict[ControlId, list[Leg]] = {}
    for leg in trip.itinerary.legs:
        if leg.control_id is not None:
            stops.setdefault(leg.control_id, []).append(leg)
    gates = {gate.control_id: gate for gate in trip.gates}
    for control_id, legs in stops.items():
        point, gate = dataset.control_points[control_id], gates.get(control_id)
        yield (
            trip.title,
            point.crossing_id,
            control_id,
            title_of(dataset, control_id),
            point.side,
            point.tz,
            clock(legs[0].depart_at, point.tz),
            clock(legs[-1].arrive_at, point.tz),
            *(
                sum(leg.duration_s for leg in legs if leg.kind == kind)
                for kind in LEG_KINDS
                if kind in _AT_PORTS
            ),
            clock(gate.admits_until, point.tz) if gate else None,
            clock(gate.closes_at, point.tz) if gate else None,
        )
