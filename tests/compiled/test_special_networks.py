"""Networks small enough to answer by hand, one for each thing that may go wrong."""

from itertools import pairwise

import numpy as np
import pytest
from arcs_by_hand import adjacency_of, drive, engine_between, gate
from reference import first_arrivals
from weeks import DAY, HOUR, MONDAY

from corridor.calendars.periods import OpeningPeriods
from corridor.compiled.engine import Engine
from corridor.compiled.jit import FAR
from corridor.network.arcs import Arc
from corridor.operations.arrival import Timed

END = MONDAY + 2 * DAY


def port(*opening: tuple[float, float], work: float = 0) -> Timed:
    """Return a port open in some hours after the Monday, with work of some hours."""
    periods = OpeningPeriods.of([(MONDAY + round(a * HOUR), MONDAY + round(b * HOUR)) for a, b in opening])
    return Timed(periods, round(work * HOUR), "start_by_close")


def between(*arcs: Arc, ends: tuple[str, str] = ("a", "z")) -> Engine:
    return engine_between(adjacency_of(arcs, ends), [[ends[0]]], [[ends[1]]], MONDAY, END)


def arrival(engine: Engine, hour: float) -> tuple[float, float] | None:
    """Return hour of arrival and hours in motion, on which every kind of question has to agree."""
    at = MONDAY + round(hour * HOUR)
    found = engine.arrival(0, 0, at)
    times, moves = engine.to_all(0, at)
    assert (times[0], moves[0]) == found
    profile = engine.profile(0, 0, MONDAY, END)
    piece = int(np.searchsorted(profile.departs, at, side="right")) - 1
    since = at - profile.departs[piece] if profile.rises[piece] else 0
    assert (profile.arrives[piece] + since, profile.moving_s[piece]) == found
    matrix = engine.matrix(np.ones((1, 1), bool), np.array([at, at]), keep=True)
    assert matrix.arrivals is not None
    assert matrix.arrivals[0, 0].tolist() == [found[0]] * 2
    return None if found[0] >= FAR else ((found[0] - MONDAY) / HOUR, found[1] / HOUR)


def latest(engine: Engine, hour: float) -> float | None:
    """Return the hour of the latest departure, on which both kinds of question have to agree."""
    deadline = MONDAY + round(hour * HOUR)
    found, _ = engine.latest_departure(0, 0, deadline)
    by, departs, rises, _ = engine.deadlines(0, 0, MONDAY, END)
    piece = int(np.searchsorted(by, deadline, side="right")) - 1
    assert departs[piece] + (deadline - by[piece] if rises[piece] else 0) == found
    return None if found <= -FAR else (found - MONDAY) / HOUR


def test_a_port_that_never_opens_lets_nobody_through() -> None:
    engine = between(gate("a", "z", port()))
    assert arrival(engine, 1) is None
    assert latest(engine, 40) is None
    assert engine.connected(0).all()


def test_a_port_that_closes_for_ever_at_noon_lets_the_morning_through() -> None:
    engine = between(gate("a", "z", port((-100, 12), work=1)))
    assert arrival(engine, 11) == (12, 1)
    assert arrival(engine, 12) is None
    assert latest(engine, 10) == 9
    assert latest(engine, 40) == pytest.approx(12, abs=0.001)


def test_a_port_that_closes_for_ever_at_noon_leaves_the_detour_to_the_afternoon() -> None:
    engine = between(gate("a", "z", port((-100, 12), work=1)), drive("a", "z", 5 * HOUR))
    assert arrival(engine, 11) == (12, 1)
    assert arrival(engine, 12) == (17, 5)


def test_a_port_that_never_closes_is_driving() -> None:
    engine = between(gate("a", "z", Timed(OpeningPeriods.always(), HOUR)))
    assert arrival(engine, 3) == (4, 1)
    assert latest(engine, 4) == 3


def test_no_time_at_all_is_needed_where_work_and_roads_have_no_length() -> None:
    engine = between(drive("a", "b", 0), gate("b", "c", port((8, 18), (32, 42))), drive("c", "z", 0))
    assert arrival(engine, 9) == (9, 0)
    assert arrival(engine, 7) == (8, 0)
    assert arrival(engine, 18) == (32, 0)
    assert latest(engine, 9) == 9


def test_rings_of_no_length_end() -> None:
    engine = between(
        drive("a", "b", 0), drive("b", "a", 0), gate("b", "c", port((8, 18))), gate("c", "b", port((8, 18))),
        drive("c", "z", 0), drive("z", "c", 0),
    )  # fmt: skip
    assert arrival(engine, 7) == (8, 0)


def test_of_parallel_ports_the_better_one_at_the_hour_is_taken() -> None:
    engine = between(
        gate("a", "z", port((8, 12), work=1), "early"), gate("a", "z", port((10, 20), work=2), "late")
    )
    assert arrival(engine, 9) == (10, 1)
    assert arrival(engine, 12) == (14, 2)


def test_of_parallel_roads_the_shorter_one_is_taken() -> None:
    assert arrival(between(drive("a", "z", 2 * HOUR), drive("a", "z", HOUR)), 1) == (2, 1)


def test_what_nothing_connects_is_not_reached() -> None:
    engine = between(drive("a", "b", HOUR), gate("y", "z", port((8, 18))))
    assert arrival(engine, 1) is None
    assert latest(engine, 20) is None
    assert not engine.connected(0).any()


def test_where_one_is_already_one_arrives_at_once() -> None:
    engine = between(gate("a", "b", port((8, 18))), gate("b", "a", port((8, 18))), ends=("a", "a"))
    assert arrival(engine, 3) == (3, 0)
    assert latest(engine, 3) == 3


def test_without_ports_only_driving_counts() -> None:
    engine = between(drive("a", "b", HOUR), drive("b", "z", HOUR))
    assert arrival(engine, 3) == (5, 2)
    assert latest(engine, 5) == 3


def test_ports_without_roads_follow_one_another() -> None:
    engine = between(
        gate("a", "b", port((8, 9), work=0.5)), gate("b", "c", port((8.75, 12), work=1)), gate("c", "z", port((10, 20)))
    )  # fmt: skip
    assert arrival(engine, 8) == (10, 1.5)
    assert arrival(engine, 8.75) == (10.25, 1.5)
    assert latest(engine, 10) == 8.5


def test_a_place_with_several_nodes_is_left_and_entered_at_the_best_of_them() -> None:
    adjacency = adjacency_of(
        [gate("road", "goal", port((8, 18), work=1)), drive("rail", "goal@rail", 5 * HOUR)]
    )
    engine = engine_between(adjacency, [["road", "rail"]], [["goal", "goal@rail"]], MONDAY, END)
    assert arrival(engine, 1) == (6, 5)
    assert arrival(engine, 7) == (9, 1)


def test_of_equal_arrivals_the_one_that_moves_less_counts() -> None:
    """The road takes three hours, the port one: both stand before the gate at noon."""
    engine = between(
        drive("a", "b", 3 * HOUR), gate("a", "b", port((3, 4), work=1)), gate("b", "z", port((12, 13)))
    )
    assert arrival(engine, 1) == (12, 1)
    assert arrival(engine, 2) == (12, 1)
    assert arrival(engine, 3.5) == (12, 1)
    assert arrival(engine, 4) == (12, 3)


def test_what_comes_later_but_moves_less_does_not_count_behind_a_closed_port() -> None:
    """The road is at the gate at 4 having moved 3; the port at 6 having moved 1; the gate opens at noon for both.

    The way by the road arrives first everywhere, so it is the one that counts, here and in the reference engine.
    """
    arcs = [
        gate("a", "n", port((0, 47))),
        drive("n", "m", 3 * HOUR),
        gate("a", "m", port((5, 30), work=1)),
        gate("m", "y", port((12, 13))),
        gate("y", "z", port((0, 47))),
    ]
    expected = first_arrivals(adjacency_of(arcs), ["a"], [["z"]], MONDAY + HOUR)
    assert [value[0] for value in expected] == [MONDAY + 12 * HOUR, 3 * HOUR]
    assert arrival(between(*arcs), 1) == (12, 3)


def test_a_way_that_is_of_use_again_from_midnight_is_in_time_for_the_next_opening() -> None:
    """On the first day everybody takes the direct port, and the way round need not be known; on the next one it counts.

    Up to midnight the way round is known by its slower beginning only, which comes to its last port when that has
    opened; from midnight by the quicker one, which comes hours before it opens and has to wait.
    """
    engine = between(
        gate("a", "z", port((-999, 24), (500, 999), work=1)),
        gate("z", "v", port((-999, 900), (901, 999), work=1)),
        drive("a", "b", 2 * HOUR),
        gate("b", "v", port((14, 999), work=3)),
        gate("b", "w", port((-999, 22), (36, 999), work=4)),
        drive("v", "x", 0),
        drive("w", "x", 0),
        gate("x", "z", port((32, 44), (56, 68), work=1)),
    )
    assert arrival(engine, 23) == (24, 1)
    assert arrival(engine, 24) == (33, 6)


def test_more_ways_than_the_table_of_paths_first_holds() -> None:
    """Thirteen pairs of parallel ports in a row, open in turns of some minutes: over 4,096 sequences of ports."""
    arcs: list[Arc] = []
    nodes = [*"abcdefghijklm", "z"]
    for step, (tail, head) in enumerate(pairwise(nodes)):
        # binary counting of minutes: which of the two is open says the bit of the minute
        length = 60 << step
        for turn in (0, 1):
            opening = [
                (MONDAY + at, MONDAY + at + length) for at in range(turn * length, 12 * DAY, 2 * length)
            ]
            timed = Timed(OpeningPeriods.of(opening), 0, "start_by_close")
            arcs.append(gate(tail, head, timed, f"{tail}{turn}"))
    adjacency = adjacency_of(arcs)
    engine = engine_between(adjacency, [["a"]], [["z"]], MONDAY, MONDAY + 6 * DAY)
    profile = engine.profile(0, 0, MONDAY, MONDAY + 6 * DAY)
    assert len(np.unique(profile.path)) > 4_096
    assert (profile.arrives == profile.departs).all()
    assert profile.rises.all()
    by, departs, rises, _ = engine.deadlines(0, 0, MONDAY, MONDAY + 6 * DAY)
    assert (departs == by).all()
    assert rises.all()
