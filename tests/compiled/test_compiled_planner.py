"""The planner's profiles, deadlines and matrices on the shipped dataset against its single answers."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_compiled_trips import waits_of

from corridor.dataset.scenario_files import read_scenario
from corridor.engine.search import earliest_arrival
from corridor.errors import NoRouteError, UnknownNameError, UsageError
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId, PlaceId
from corridor.model.profile import NO_ARRIVAL
from corridor.model.query import Query
from corridor.model.vehicle import Vehicle
from corridor.planner import Planner

SCENARIOS = Path(__file__).parent.parent.parent / "geodata" / "scenarios"
DAY = 86_400
START = 1_748_736_000
"""2025-06-01 00:00 UTC, the day on which Irkeshtam went to clearance round the clock."""
END = START + 9 * DAY


@pytest.fixture(scope="module")
def planner_of(shipped: Dataset) -> Iterator[Callable[[str], Planner]]:
    made: dict[str, Planner] = {}

    def planner(scenario: str) -> Planner:
        if scenario not in made:
            made[scenario] = Planner(shipped, read_scenario(SCENARIOS / f"{scenario}.toml"))
        return made[scenario]

    yield planner
    made.clear()


def trip(origin: str, destination: str, *via: str, **more: object) -> Query:
    return Query(
        origin=PlaceId(origin),
        destination=PlaceId(destination),
        via=tuple(CrossingId(name) for name in via),
        **more,  # type: ignore[arg-type]
    )


TRIPS = [
    ("actual", trip("kashgar", "tashkent")),
    ("limited", trip("kashgar", "osh")),
    ("24-7", trip("kashgar", "andijan")),
    ("two-shift", trip("osh", "kashgar")),
    ("actual", trip("kashgar", "bishkek", "torugart")),
    ("actual", trip("kashgar", "almaty", "irkeshtam", "bishkek")),
    ("limited", trip("urumqi", "tashkent", mode="any")),
    ("actual", trip("urumqi", "almaty", mode="rail")),
    ("actual", trip("kashgar", "tashkent", assume_unknown="closed")),
    ("actual", trip("isfana", "khujand")),
    ("actual", trip("kazarman", "kashgar")),
    ("actual", trip("tashkent", "baku")),
    ("actual", trip("bishkek", "osh")),
    ("actual", trip("almaty", "shymkent")),
    ("actual", trip("almaty", "shymkent", vehicle=Vehicle(haul="international"))),
    ("24-7", trip("osh", "kashgar", bans="none")),
]


@pytest.mark.slow
@pytest.mark.parametrize(("scenario", "query"), TRIPS, ids=lambda value: getattr(value, "destination", value))
def test_a_profile_tells_of_every_departure_what_a_single_answer_tells(
    planner_of: Callable[[str], Planner], scenario: str, query: Query
) -> None:
    """Arrival, waiting, ports, and at which of them one waits how long: random departures and every breakpoint."""
    planner = planner_of(scenario)
    profile = planner.profile(query, START, END)
    edges = profile.departs.tolist()
    rng = random.Random(5)
    chosen = {*rng.sample(range(START, END), 60), *rng.sample(edges, min(20, len(edges)))}
    chosen |= {at - 1 for at in rng.sample(edges, min(20, len(edges))) if at > START} | {END - 1}
    departures = sorted(chosen)
    ready = planner._prepared(query)
    for told, arrives in zip(
        planner.departures(query, departures), profile.arrivals(np.array(departures)).tolist(), strict=True
    ):
        at = told.depart_at
        assert arrives == (NO_ARRIVAL if told.arrive_at is None else told.arrive_at)
        waits = waits_of(profile, at)
        assert sum(waits.values()) == told.wait_s
        way = int(profile.ways[profile.piece_at(at)])
        assert (() if way < 0 else profile.crossings[way]) == told.crossings
        assert waits == waits_along(earliest_arrival(ready.adjacency, ready.task, at, ready.bounds) or [], at)


def waits_along(way: list, at: int) -> dict[str, int]:  # type: ignore[type-arg]
    waits: dict[str, int] = {}
    for arc in way:
        through = arc.traversal.arrive(at)
        waits[arc.waits_for] = waits.get(arc.waits_for, 0) + through - at - arc.traversal.free_s
        at = through
    return {name: seconds for name, seconds in waits.items() if seconds}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scenario", "query"), TRIPS[:8:2], ids=lambda value: getattr(value, "destination", value)
)
def test_a_deadline_profile_tells_what_planning_an_arrival_tells(
    planner_of: Callable[[str], Planner], scenario: str, query: Query
) -> None:
    planner = planner_of(scenario)
    found = planner.deadlines(query, START, END)
    deadlines = sorted(random.Random(6).sample(range(START, END), 12))
    for by, departs in zip(deadlines, found.latest_departures(np.array(deadlines)).tolist(), strict=True):
        try:
            expected = planner.plan(replace(query, arrive_by=by)).depart_at
        except NoRouteError:
            expected = -NO_ARRIVAL
        assert departs == expected


def test_windows_of_one_trip_can_be_asked_for_one_after_another(planner_of: Callable[[str], Planner]) -> None:
    """The trip compiled for June is asked about last winter and the next one."""
    planner, query = planner_of("actual"), trip("kashgar", "tashkent")
    for at in (START, START - 200 * DAY, START + 200 * DAY):
        (told,) = planner.departures(query, [at])
        assert planner.profile(query, at, at + DAY).arrives[0] == told.arrive_at


def test_who_is_there_already_has_a_profile_too(planner_of: Callable[[str], Planner]) -> None:
    profile = planner_of("actual").profile(trip("osh", "osh"), START, START + DAY)
    assert profile.arrivals(np.array([START, START + 5])).tolist() == [START, START + 5]


ORIGINS = [PlaceId(name) for name in ("kashgar", "isfana", "kazarman", "tashkent", "shymkent")]
DESTINATIONS = [
    PlaceId(name) for name in ("khujand", "tashkent", "kashgar", "almaty", "tehran", "kazarman", "aral-kg")
]


@pytest.mark.slow
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("assume_unknown", ["open", "closed"])
def test_a_matrix_tells_what_single_answers_tell(
    planner_of: Callable[[str], Planner], threads: int, assume_unknown: str
) -> None:
    """Some pairs have rules of their own.

    Bilateral crossings (Kairagach for Isfana - Khujand), roads of unknown access (Kazarman), bans on domestic
    carriage (Shymkent - Almaty).
    """
    planner = planner_of("actual")
    departures = np.array(sorted(random.Random(8).sample(range(START, END), 6)))
    query = trip("", "", assume_unknown=assume_unknown)
    found = planner.matrix(ORIGINS, DESTINATIONS, departures, query, keep_arrivals=True, threads=threads)
    assert found.arrivals is not None
    for row, origin in enumerate(ORIGINS):
        for column, destination in enumerate(DESTINATIONS):
            single = replace(query, origin=origin, destination=destination)
            told = planner.departures(single, departures.tolist())
            expected = [NO_ARRIVAL if one.arrive_at is None else one.arrive_at for one in told]
            assert found.arrivals[row, column].tolist() == expected, (origin, destination)
            taken = [one.duration_s for one in told if one.duration_s is not None]
            assert found.answered[row, column] == len(taken)
            assert found.least_s[row, column] == min(taken, default=0)
            assert found.most_s[row, column] == max(taken, default=0)
            assert (
                np.isnan(found.mean_s[row, column])
                if not taken
                else found.mean_s[row, column] == np.mean(taken)
            )


def test_isfana_to_khujand_needs_the_crossing_of_the_two_neighbours(
    planner_of: Callable[[str], Planner],
) -> None:
    """So the pair of the matrix above is about a bilateral crossing."""
    (told,) = planner_of("actual").departures(trip("isfana", "khujand"), [START])
    assert "kairagach" in told.crossings


@pytest.mark.parametrize(
    ("origins", "destinations", "departures", "via", "error"),
    [
        (["atlantis"], ["osh"], [START], (), UnknownNameError),
        (["osh"], ["atlantis"], [START], (), UnknownNameError),
        (["osh"], ["kashgar"], [], (), UsageError),
        (["osh"], ["kashgar"], [START + 1, START], (), UsageError),
        (["osh"], ["kashgar"], [START], ("irkeshtam",), UsageError),
    ],
)
def test_a_matrix_that_cannot_be_made_is_refused(
    planner_of: Callable[[str], Planner],
    origins: list[str],
    destinations: list[str],
    departures: list[int],
    via: tuple[str, ...],
    error: type[Exception],
) -> None:
    places = [[PlaceId(name) for name in names] for names in (origins, destinations)]
    with pytest.raises(error):
        planner_of("actual").matrix(*places, np.array(departures, np.int64), trip("", "", *via))


@pytest.mark.parametrize("ask", ["profile", "deadlines"])
def test_a_window_without_departures_is_refused(planner_of: Callable[[str], Planner], ask: str) -> None:
    with pytest.raises(UsageError, match="window"):
        getattr(planner_of("actual"), ask)(trip("osh", "kashgar"), START, START)


def test_engines_that_disagree_are_found_out(
    planner_of: Callable[[str], Planner], monkeypatch: pytest.MonkeyPatch
) -> None:
    from corridor.compiled import trips

    planner = planner_of("actual")
    query = trip("osh", "tashkent")
    slow = planner.profile(query, START, START + DAY)
    assert slow.crossings
    monkeypatch.setattr(trips, "earliest_arrival", lambda *args: earliest_arrival(*args)[:-1])  # type: ignore[index]
    with pytest.raises(RuntimeError, match="engines disagree"):
        planner.profile(query, START, START + DAY)
