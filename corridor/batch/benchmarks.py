"""The model's figure for each published one, through the planner."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from corridor.calendars.zones import parse_moment
from corridor.errors import NoRouteError
from corridor.model.benchmark import SPEEDS, TRIP_MEASURES, Benchmark, BenchmarkTrip, Compared
from corridor.model.crew import BARE, Crew
from corridor.model.ids import Country
from corridor.model.itinerary import Itinerary, Leg, LegKind
from corridor.model.query import Query
from corridor.operations.queues import Queue
from corridor.planner import Planner

_HOUR_S: Final = 3_600
_DAY_S: Final = 86_400
STEP_S: Final = 151 * _HOUR_S
"""Departures of a longer time are so far apart: 58 in a year. 151 is prime, so that they fall on all hours of the day
and all days of the week alike."""
CREW_STEP_S: Final = 631 * _HOUR_S
"""The same with a crew that rests, whose trips take ten times as long to plan: 14 in a year."""

_STAYS: Final[frozenset[LegKind]] = frozenset({"wait", "queue", "clearance"})


def compare_benchmarks(planner: Planner) -> list[Compared]:
    """Return every published figure of the dataset with the model's, in the order of the table."""
    trips = _Trips(planner)
    return [
        Compared(row, trips.figure(row) if row.measure in TRIP_MEASURES else _queue_figure(planner, row))
        for row in planner.dataset.benchmarks
    ]


class _Trips:
    """Answers to trips, each planned once: figures without and with delay are about the same ones."""

    def __init__(self, planner: Planner) -> None:
        self._planner, self._dataset = planner, planner.dataset
        self._planned: dict[Query, Itinerary | None] = {}
        self._country: dict[str, Country] = {
            **{str(place.place_id): place.country for place in self._dataset.places.values()},
            **{str(point.control_id): point.side for point in self._dataset.control_points.values()},
        }

    def figure(self, row: Benchmark) -> float | None:
        """Return the mean over all trips and departures; of a speed, all km over all hours."""
        itineraries = list(self._itineraries(row))
        if not itineraries:
            return None
        if row.measure in SPEEDS:
            return self._speed(row, itineraries)
        read = self._stay if row.measure == "stay_h" else _READINGS[row.measure]
        return sum(read(row, itinerary) for itinerary in itineraries) / len(itineraries)

    def _itineraries(self, row: Benchmark) -> Iterator[Itinerary]:
        """Yield the answers; departures from which there is no way (a pass in winter) are left out."""
        crew = BARE if row.crew_id is None else Crew(crew_id=row.crew_id)
        for trip in (self._dataset.benchmark_trips[trip_id] for trip_id in row.trips):
            for way in (trip, _back(trip)) if row.measure in SPEEDS else (trip,):
                tz = self._dataset.places[way.origin_id].tz
                for at in _departures(row, tz):
                    query = Query(
                        origin=way.origin_id,
                        destination=way.destination_id,
                        depart_at=at,
                        via=way.via,
                        avoid_countries=frozenset(way.avoid_countries),
                        crew=crew,
                    )
                    if (answer := self._plan(query)) is not None:
                        yield answer

    def _plan(self, query: Query) -> Itinerary | None:
        if query not in self._planned:
            try:
                self._planned[query] = self._planner.plan(query)
            except NoRouteError:
                self._planned[query] = None
        return self._planned[query]

    def _speed(self, row: Benchmark, itineraries: Iterable[Itinerary]) -> float | None:
        """Return km driven in the country over hours of driving, or all hours, between its places and control points.

        A strip to the border line counts for the country of its beginning, as does a rest on it.
        """
        legs = [
            leg
            for itinerary in itineraries
            for leg in itinerary.legs
            if self._country.get(leg.from_id) == row.side
        ]
        driving = [leg for leg in legs if leg.kind == "drive"]
        counted = driving if row.measure == "speed_moving_kmh" else legs
        hours = sum(leg.duration_s for leg in counted) / _HOUR_S
        return sum(leg.distance_km for leg in driving) / hours if hours else None

    def _stay(self, row: Benchmark, itinerary: Itinerary) -> float:
        """Return the hours spent at a crossing, or one side of it, without rests."""
        return (
            sum(
                leg.duration_s
                for leg in itinerary.legs
                if leg.kind in _STAYS
                and leg.crossing_id == row.crossing_id
                and (row.side is None or self._country[leg.from_id] == row.side)
            )
            / _HOUR_S
        )


def _back(trip: BenchmarkTrip) -> BenchmarkTrip:
    return BenchmarkTrip(
        trip_id=trip.trip_id,
        origin_id=trip.destination_id,
        destination_id=trip.origin_id,
        via=trip.via[::-1],
        avoid_countries=trip.avoid_countries,
        note=trip.note,
    )


def _departures(row: Benchmark, tz: str) -> range:
    first = parse_moment(row.starts, tz, end=False)
    last = parse_moment(row.ends, tz, end=True) if row.ends else first + 1
    return range(first, last, CREW_STEP_S if row.crew_id else STEP_S)


def _distance(row: Benchmark, itinerary: Itinerary) -> float:
    legs = itinerary.legs
    first = _reach(legs, row.from_id) if row.from_id else 0
    last = _reach(legs, row.to_id) if row.to_id else len(legs)
    return sum(leg.distance_km for leg in legs[first:last])


def _reach(legs: tuple[Leg, ...], control_id: str) -> int:
    """Return the number of the first leg from a control point on; that of no leg if the way does not pass it."""
    return next((i for i, leg in enumerate(legs) if leg.from_id == control_id), len(legs))


_READINGS: Final[dict[str, Callable[[Benchmark, Itinerary], float]]] = {
    "distance_km": _distance,
    "door_to_door_h": lambda _, itinerary: itinerary.duration_s / _HOUR_S,
    "drive_h": lambda _, itinerary: itinerary.totals_s["drive"] / _HOUR_S,
    "rest_h": lambda _, itinerary: itinerary.totals_s["rest"] / _HOUR_S,
}


def _queue_figure(planner: Planner, row: Benchmark) -> float | None:
    """Return vehicles let in, both directions together, or the wait in days of one who comes at the start."""
    queues = list(_queues(planner, row))
    if not queues:
        return None
    tz = queues[0].tz
    starts = parse_moment(row.starts, tz, end=False)
    if row.measure == "queue_days":
        return max(queue.admit(starts) - starts for queue in queues) / _DAY_S
    ends = parse_moment(row.ends, tz, end=True)
    return float(sum(queue.served(starts, ends) for queue in queues))


def _queues(planner: Planner, row: Benchmark) -> Iterator[Queue]:
    for point in planner.dataset.control_points.values():
        if point.crossing_id == row.crossing_id:
            for direction in point.directions:
                if (queue := planner.book.queue(point, direction)) is not None:
                    yield queue
