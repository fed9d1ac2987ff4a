"""Trips on the shipped corridors, planned as a user would have them planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corridor.calendars.periods import subtract
from corridor.calendars.zones import parse_user_time
from corridor.dataset.loading import load
from corridor.dataset.scenario_files import read_scenario
from corridor.model.crew import Crew
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, PlaceId
from corridor.model.itinerary import Itinerary
from corridor.model.query import Query
from corridor.planner import Planner
from corridor.plotting.maps.route.page import MapRoute
from corridor.reports.names import title_of

GEODATA = Path(__file__).parents[3] / "geodata"
FRIDAY_EVENING = "2025-06-06T20:00"
THURSDAY_NOON = "2025-06-05T14:00"

LANES = (
    ("kashgar", "osh"),
    ("osh", "kashgar"),
    ("kashgar", "tashkent"),
    ("kashgar", "bishkek"),
    ("kashgar", "dushanbe"),
    ("kashgar", "islamabad"),
    ("kashgar", "almaty"),
    ("urumqi", "almaty"),
    ("urumqi", "tashkent"),
    ("urumqi", "karachi"),
    ("almaty", "tashkent"),
    ("tashkent", "mazar-i-sharif"),
)
LONG_LANES = (("urumqi", "tehran"), ("urumqi", "tbilisi"), ("urumqi", "baku"))


@dataclass(frozen=True)
class Told:
    """The shipped dataset as charts are told of it."""

    names: Mapping[str, str]
    ports: Mapping[ControlId, str]
    towns: frozenset[str]


@cache
def dataset() -> Dataset:
    return load(GEODATA)


@cache
def told() -> Told:
    data = dataset()
    points = data.control_points
    return Told(
        names={item: title_of(data, item) for item in (*data.places, *points)},
        ports={item: data.crossings[point.crossing_id].name_en for item, point in points.items()},
        towns=frozenset(item for item, place in data.places.items() if place.kind in {"city", "town"}),
    )


@cache
def planner(scenario: str) -> Planner:
    read = read_scenario(GEODATA / "scenarios" / f"{scenario}.toml")
    return Planner(dataset(), read) if scenario == "limited" else planner("limited").under(read)


@cache
def plan(
    origin: str, destination: str, scenario: str, crew: str, local: str, hours_later: int = 0
) -> Itinerary:
    tz = dataset().places[PlaceId(origin)].tz
    query = Query(
        origin=PlaceId(origin),
        destination=PlaceId(destination),
        depart_at=parse_user_time(local, tz) + 3600 * hours_later,
        crew=Crew(crew_id=crew),
    )
    return planner(scenario).plan(query)


def trips(
    origin: str,
    destination: str,
    *,
    crew: str = "regular",
    local: str = FRIDAY_EVENING,
    scenarios: Sequence[str] = ("limited", "24-7", "two-shift"),
) -> list[MapRoute]:
    return [
        MapRoute(
            scenario=scenario,
            title=planner(scenario).scenario.title,
            itinerary=plan(origin, destination, scenario, crew, local),
        )
        for scenario in scenarios
    ]


def trucks(origin: str, destination: str, scenario: str, count: int, *, crew: str) -> list[Itinerary]:
    """Return trucks that leave an hour apart."""
    return [plan(origin, destination, scenario, crew, THURSDAY_NOON, i) for i in range(count)]


def closed(itineraries: Sequence[Itinerary], scenario: str) -> dict[ControlId, list[tuple[int, int]]]:
    """Return when the control points that the trucks meet are closed."""
    start = min(itinerary.depart_at for itinerary in itineraries)
    end = max(itinerary.arrive_at for itinerary in itineraries)
    met = {leg.control_id for itinerary in itineraries for leg in itinerary.legs if leg.control_id}
    points, book = planner(scenario).dataset.control_points, planner(scenario).book
    return {
        item: subtract([(start, end)], book.calendar(points[item]).periods.within(start, end))
        for item in sorted(met)
    }
