"""Networks drawn by chance are what the benchmarks say, and every engine answers the same on them."""

import numpy as np
import pytest

from benchmarks.baselines import networkx_arrival, on_all_arcs, reference_arrival
from benchmarks.contests import in_kernel, span_of
from benchmarks.networks import START, YEAR_S, Network, Week, digraph, draw
from corridor.calendars.periods import OpeningPeriods
from corridor.compiled.engine import Engine
from corridor.model.schedule import ADMISSIONS
from corridor.operations.arrival import Timed

HOUR_S, DAY_S = 3_600, 86_400


@pytest.fixture(scope="module")
def network() -> Network:
    return draw(nodes=300, ports=20, countries=5, places=30, seed=1)


def test_the_same_seed_draws_the_same_network(network: Network) -> None:
    again = draw(nodes=300, ports=20, countries=5, places=30, seed=1)
    assert np.array_equal(network.flat.heads, again.flat.heads)
    assert np.array_equal(network.flat.seconds, again.flat.seconds)
    assert np.array_equal(network.places, again.places)


def test_a_port_has_two_control_points_with_hours_both_ways(network: Network) -> None:
    assert sorted(network.flat.timed[network.flat.timed >= 0]) == list(range(4 * 20))
    assert network.flat.traversals[0].periods is network.flat.traversals[3].periods


def test_every_admission_rule_occurs(network: Network) -> None:
    assert {timed.admission for timed in network.flat.traversals} == set(ADMISSIONS)


def test_arcs_are_sorted_by_tail_and_take_time(network: Network) -> None:
    assert (np.diff(network.flat.tails) >= 0).all()
    assert (network.flat.seconds > 0).all()


def test_hours_do_not_depend_on_how_time_is_cut() -> None:
    week = Week(frozenset(range(6)), ((18 * HOUR_S, 26 * HOUR_S),), 5 * HOUR_S, frozenset({155}))
    whole = week(START, START + 30 * DAY_S)
    cuts = range(START, START + 30 * DAY_S, 7 * HOUR_S)
    seconds = sum(b - a for cut in cuts for a, b in week(cut, min(cut + 7 * HOUR_S, START + 30 * DAY_S)))
    assert seconds == sum(b - a for a, b in whole)


def test_every_engine_arrives_at_the_same_second(network: Network) -> None:
    engine = Engine.prepare(network.flat, network.terminals, network.terminals, START, START + YEAR_S)
    adjacency = network.adjacency()
    graph, search = digraph(adjacency), on_all_arcs(network.flat, START, START + YEAR_S + 64 * DAY_S)
    queries = network.queries(40, seed=3)
    compiled = in_kernel(engine, queries).tolist()
    for (source, target, at), arrival in zip(queries, compiled, strict=True):
        origin, goal = str(network.places[source]), str(network.places[target])
        assert engine.arrival(source, target, at)[0] == arrival
        assert reference_arrival(adjacency, origin, goal, at) == arrival
        assert networkx_arrival(graph, origin, goal, at, ways=False) == arrival
        assert search(network.places[source], network.places[target], at) == arrival


def test_other_hours_at_a_port_that_never_closed_answer_as_if_prepared_anew(network: Network) -> None:
    engine = Engine.prepare(network.flat, network.terminals, network.terminals, START, START + YEAR_S)
    always_open = np.flatnonzero(~span_of(engine).varies).tolist()
    assert always_open
    days = OpeningPeriods(Week(frozenset(range(7)), ((0, 23 * HOUR_S),), 0, frozenset()))
    changed = engine.with_traversals({i: Timed(days, 60) for i in always_open})
    anew = Engine.prepare(changed.flat, network.terminals, network.terminals, START, START + YEAR_S)
    queries = network.queries(2_000, seed=5)
    assert np.array_equal(in_kernel(changed, queries), in_kernel(anew, queries))


@pytest.mark.slow
def test_profiles_tell_what_a_year_of_hourly_departures_adds_up_to() -> None:
    """On a network where many ports compete, every fifth place to all others."""
    network = draw(nodes=300, ports=40, countries=8, places=150, seed=1)
    hours = np.arange(START, START + YEAR_S, HOUR_S)
    engine = Engine.prepare(network.flat, network.terminals, network.terminals, START, START + YEAR_S)
    pairs = np.zeros((150, 150), bool)
    pairs[::5] = True
    totals = engine.matrix(pairs, hours)
    for source in range(0, 150, 5):
        ends, departs, arrives, rises, _ = engine.profiles(source, range(150), START, START + YEAR_S)
        for target in range(150):
            own = slice(ends[target], ends[target + 1])
            piece = np.searchsorted(departs[own], hours, side="right") - 1
            arrivals = arrives[own][piece] + np.where(rises[own][piece], hours - departs[own][piece], 0)
            assert (arrivals - hours).sum() == totals.total_s[source, target], (source, target)
