"""The last departure of a crew for a deadline, against trying every quarter of an hour of two weeks and then every second."""

import random

import pytest
from crew_searches import earliest_arrival
from crews_by_hand import random_rules, random_sections, with_two_weeks
from networks import graph_of
from test_crewed import arrival, crewing_of

from corridor.engine import crew_deadlines as module
from corridor.engine.crew_bounds import bounds_to
from corridor.engine.crewed import CrewTrip, PlainSearch
from corridor.engine.prepared import Prepared
from corridor.engine.search import Adjacency, Task, free_flow_bounds, latest_departure

STEP, BACK = 4, 60
"""The grid in seconds, and how many steps of it are gone back."""


def drawn(rng: random.Random) -> Prepared:
    """Return a trip on a small network with a crew; in every other case its rules count two weeks."""
    nodes, sections = random_sections(rng)
    rules = random_rules(rng, nodes)
    crewing = crewing_of(with_two_weeks(rules, rng) if rng.random() < 1 / 2 else rules)
    adjacency = Adjacency.of(
        graph_of(sorted({n for s in sections for n in (s.tail, s.head)} | set(nodes)), sections)
    )
    start, goal = rng.sample(nodes, 2)
    task = Task(origins=frozenset({start}), goals=frozenset({goal}))
    bounds = free_flow_bounds(adjacency, task.goals)
    left = bounds_to(adjacency, task, crewing)
    search = PlainSearch(adjacency, task, left)
    return Prepared(adjacency, task, bounds, CrewTrip(crewing, search, left.of_trip(task)))


def in_time(trip: Prepared, depart_at: int, by: int) -> bool:
    assert trip.crewing is not None
    reached = arrival(earliest_arrival(trip.adjacency, trip.task, depart_at, trip.crewing), depart_at)
    return reached is not None and reached <= by


def scanned(trip: Prepared, by: int) -> int | None:
    """Return the last departure of the grid that is in time; it counts back from the last one of a truck that never rests."""
    bare = latest_departure(trip.adjacency, trip.task, by)
    grid = [] if bare is None else [bare[0] - step * STEP for step in range(BACK)]
    return next((depart_at for depart_at in grid if in_time(trip, depart_at, by)), None)


def test_where_departures_take_long_one_that_is_in_time_is_found_and_how_much_later_others_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """300 deadlines: the last departure of a full scan is not later than is said."""
    monkeypatch.setattr(module, "_STEP_S", STEP)
    monkeypatch.setattr(module, "_STEPS", BACK)
    monkeypatch.setattr(module, "_AFFORDED", 0)
    rng, told, open_ended = random.Random(6), 0, 0
    while told < 300:
        trip, by = drawn(rng), rng.randint(20, 70)
        expected, found = scanned(trip, by), trip.last(by)
        if found is None:
            bare = latest_departure(trip.adjacency, trip.task, by)
            earliest = None if bare is None else bare[0] - (BACK - 1) * STEP
            assert earliest is None or not in_time(
                trip, earliest, by
            )  # it is tried, however far apart others are
            continue
        assert expected is not None
        told += 1
        open_ended += found.later_s > 0
        assert in_time(trip, found.depart_at, by)
        assert arrival(found.passed, found.depart_at) <= by
        assert expected <= found.depart_at + found.later_s
    assert open_ended > 30


def test_the_last_departure_for_a_deadline_is_the_last_one_of_a_full_scan_put_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """600 deadlines: none of a later step of the grid is in time, nor the second after the one that is told."""
    monkeypatch.setattr(module, "_STEP_S", STEP)
    monkeypatch.setattr(module, "_STEPS", BACK)
    rng, told = random.Random(5), 0
    while told < 600:
        trip, by = drawn(rng), rng.randint(20, 70)
        expected, found = scanned(trip, by), trip.last(by)
        assert (found is None) == (expected is None)
        if found is None or expected is None:
            continue
        told += 1
        depart_at, passed, later_s = found
        assert later_s == 0
        assert expected <= depart_at < expected + STEP
        reached = arrival(passed, depart_at)
        assert reached is not None
        assert reached <= by
        bare = latest_departure(trip.adjacency, trip.task, by)
        assert bare is not None
        assert depart_at in {bare[0], expected + STEP - 1} or not in_time(trip, depart_at + 1, by)
