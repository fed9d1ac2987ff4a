"""Spans grow when a question needs it: what was prepared for never shows in an answer."""

import random
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest
from arcs_by_hand import adjacency_of, drive, engine_between, gate
from reference import first_arrivals, last_departures
from weeks import DAY, HOUR, MONDAY, random_country

from corridor.calendars.periods import OpeningPeriods
from corridor.compiled.engine import Engine
from corridor.compiled.jit import FAR
from corridor.operations.arrival import Timed

ONE_PAIR = np.ones((1, 1), bool)


def timed(*opening: tuple[int, int], duration: int = 60) -> Timed:
    """Return a port open in some days after the Monday."""
    periods = OpeningPeriods.of([(MONDAY + a * DAY, MONDAY + b * DAY) for a, b in opening])
    return Timed(periods, duration, "start_by_close")


def through(port: Timed, start: int, end: int) -> Engine:
    return engine_between(
        adjacency_of([drive("a", "b", HOUR), gate("b", "c", port), drive("c", "d", HOUR)]),
        [["a"]],
        [["d"]],
        start,
        end,
    )


def everything(engine: Engine, at: int) -> tuple[object, ...]:
    """Return what every kind of question says of one departure, and of it as a deadline."""
    _, departs, arrives, _, moving = engine.profiles(0, [0], at, at + 1)
    by, latest, _, moved = engine.deadlines(0, 0, at, at + 1)
    assert departs[0] == by[0] == at
    kept = engine.matrix(ONE_PAIR, np.array([at]), keep=True).arrivals
    assert kept is not None
    times, moves = engine.to_all(0, at)
    found = engine.arrival(0, 0, at)
    assert found == (times[0], moves[0]) == (arrives[0], moving[0])
    assert kept[0, 0, 0] == found[0]
    back = engine.latest_departure(0, 0, at)
    assert back == (latest[0], moved[0])
    return found, back


@pytest.mark.parametrize("days", [-1_000, -300, -65, 0, 65, 300, 1_000])
def test_questions_far_from_the_span_are_answered_as_if_they_were_in_it(days: int) -> None:
    at = MONDAY + days * DAY + 5 * HOUR
    port = timed(*((day, day + 0.25) for day in range(-1_100, 1_100)))
    assert everything(through(port, MONDAY, MONDAY + 1), at) == everything(
        through(port, MONDAY - 1_050 * DAY, MONDAY + 1_050 * DAY), at
    )
    assert everything(through(port, at, at + 1), at)[0] == (at + 20 * HOUR + 60, 2 * HOUR + 60)


def test_an_opening_three_years_ahead_is_waited_for() -> None:
    engine = through(timed((1_095, 1_096)), MONDAY, MONDAY + 1)
    assert everything(engine, MONDAY) == ((MONDAY + 1_095 * DAY + 60 + HOUR, 2 * HOUR + 60), (-FAR, 0))


def test_an_opening_three_years_back_was_the_last_chance() -> None:
    engine = through(timed((-1_095, -1_094)), MONDAY, MONDAY + 1)
    assert everything(engine, MONDAY) == ((FAR, 0), (MONDAY - 1_094 * DAY - 1 - HOUR, 2 * HOUR + 60))


def test_a_port_that_is_limited_only_after_the_span_is_limited_there() -> None:
    """Open throughout up to day 200, then an hour a day: within the span it was no more than driving."""
    port = timed((-2_000, 200), *((day, day + 1 / 24) for day in range(201, 400)))
    engine = through(port, MONDAY, MONDAY + DAY)
    assert engine.arrival(0, 0, MONDAY) == (MONDAY + 2 * HOUR + 60, 2 * HOUR + 60)
    later = MONDAY + 250 * DAY + 3 * HOUR
    assert everything(engine, later)[0] == (MONDAY + 251 * DAY + 60 + HOUR, 2 * HOUR + 60)
    last_minutes = MONDAY + 200 * DAY - 30 * 60
    assert everything(engine, last_minutes)[0] == (MONDAY + 201 * DAY + 60 + HOUR, 2 * HOUR + 60)


def test_a_port_that_was_limited_only_before_the_span_was_limited_there() -> None:
    port = timed(*((day, day + 1 / 24) for day in range(-400, -200)), (-200, 2_000))
    engine = through(port, MONDAY, MONDAY + DAY)
    before = MONDAY - 250 * DAY + 3 * HOUR
    assert everything(engine, before) == everything(through(port, before - DAY, before + DAY), before)


def test_a_network_without_ports_is_answered_at_any_time() -> None:
    engine = engine_between(adjacency_of([drive("a", "b", 7)]), [["a"]], [["b"]], MONDAY, MONDAY + 1)
    for at in (MONDAY - 2_000 * DAY, MONDAY, MONDAY + 2_000 * DAY):
        assert everything(engine, at) == ((at + 7, 7), (at - 7, 7))


def test_changed_traversals_are_what_a_grown_span_is_made_of() -> None:
    """A port that never closes gets slower; then the span grows and the port starts to close."""
    always = Timed(OpeningPeriods.always(), HOUR)
    slower = Timed(OpeningPeriods.always(), 2 * HOUR)
    limited = timed((-2_000, 300), (400, 2_000), duration=3 * HOUR)
    engine = through(always, MONDAY, MONDAY + DAY)
    assert engine.with_traversals({0: slower}).arrival(0, 0, MONDAY) == (MONDAY + 4 * HOUR, 4 * HOUR)
    changed = engine.with_traversals({0: limited})
    assert everything(changed, MONDAY)[0] == (MONDAY + 5 * HOUR, 5 * HOUR)
    later = MONDAY + 350 * DAY
    assert everything(changed, later)[0] == (MONDAY + 400 * DAY + 4 * HOUR, 5 * HOUR)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 24))
def test_random_networks_prepared_for_a_second_agree_months_before_and_after(seed: int) -> None:
    rng = random.Random(seed)
    places, adjacency = random_country(rng)
    terminals = [[place] for place in places]
    for _ in range(4):
        engine = engine_between(adjacency, terminals, terminals, MONDAY, MONDAY + 1)
        at = MONDAY + rng.randint(-200 * DAY, 200 * DAY)
        source = rng.randrange(len(places))
        times, moves = first_arrivals(adjacency, terminals[source], terminals, at)
        for target in range(len(places)):
            assert engine.arrival(source, target, at) == (times[target], moves[target])
        _, _, arrives, _, _ = engine.profiles(source, range(len(places)), at, at + 1)
        assert arrives.tolist() == times.tolist()
        departs, moves = last_departures(adjacency, terminals[source], terminals, at)
        engine = engine_between(adjacency, terminals, terminals, MONDAY, MONDAY + 1)
        for target in range(len(places)):
            assert engine.latest_departure(target, source, at) == (departs[target], moves[target])


def test_threads_that_make_a_span_grow_do_not_disturb_each_other() -> None:
    """Several threads run off the end of the span at once; each port's hours are compiled block by block."""

    def daily(start: int, end: int) -> Iterator[tuple[int, int]]:
        time.sleep(0.001)  # lets another thread in, as a slow calendar would
        for day in range(start // DAY, end // DAY + 1):
            yield max(start, day * DAY), min(end, day * DAY + HOUR)

    hours = OpeningPeriods(lambda start, end: [(a, b) for a, b in daily(start, end) if a < b])
    far = timed((700, 701))
    engine = engine_between(
        adjacency_of(
            [gate("a", "b", far), gate("b", "c", Timed(hours, 60)), gate("c", "d", Timed(hours, 30))]
        ),
        [["a"]] * 8,
        [["d"]],
        MONDAY,
        MONDAY + 1,
    )
    failed: list[BaseException] = []

    def ask(source: int) -> None:
        try:
            assert engine.arrival(source, 0, MONDAY)[0] == MONDAY + 700 * DAY + 150
        except BaseException as problem:  # noqa: BLE001 - told to the main thread
            failed.append(problem)

    threads = [threading.Thread(target=ask, args=(source,)) for source in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert hours._opens == sorted(set(hours._opens))
