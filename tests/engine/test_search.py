"""The reference engine against brute force and against NetworkX."""

import random
from collections.abc import Iterator

import networkx as nx
import pytest
from networks import HORIZON, brute_earliest, brute_latest, graph_of, random_network

from corridor.calendars import periods
from corridor.engine.search import Adjacency, Task, Via, earliest_arrival, free_flow_bounds, latest_departure

NETWORKS = 2_000


@pytest.fixture(autouse=True)
def _short_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "_BLOCK_S", 16)
        patch.setattr(periods, "GIVE_UP_S", 4 * HORIZON)
        yield


def task(start: str, goal: str, *vias: str) -> Task:
    return Task(frozenset({start}), frozenset({goal}), tuple(Via(nodes=frozenset({via})) for via in vias))


def arrival_of(way: object, at: int) -> int | None:
    if way is None:
        return None
    for arc in way:  # type: ignore[attr-defined]
        at = arc.traversal.arrive(at)
    return at


@pytest.mark.parametrize(
    "seed", [*range(10), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(10, 20))]
)
def test_both_directions_equal_brute_force_on_random_networks(seed: int) -> None:
    """Over all seeds 2,000 networks: earliest arrivals, latest departures, with and without bounds, with a via."""
    rng = random.Random(seed)
    for _ in range(NETWORKS // 20):
        nodes, sections = random_network(rng)
        adjacency = Adjacency.of(graph_of(nodes, sections))
        start, via, goal = rng.sample(nodes, 3)
        at, by = rng.randrange(HORIZON // 2), rng.randrange(HORIZON)

        def through(
            leaving: int, start: str = start, goal: str = goal, sections: list = sections
        ) -> int | None:
            return brute_earliest(sections, start, goal, leaving)

        assert arrival_of(earliest_arrival(adjacency, task(start, goal), at), at) == through(at)
        bounds = free_flow_bounds(adjacency, [goal])
        bounded = earliest_arrival(adjacency, task(start, goal), at, bounds) if start in bounds else None
        assert arrival_of(bounded, at) == through(at)
        at_via = brute_earliest(sections, start, via, at)
        expected = None if at_via is None else brute_earliest(sections, via, goal, at_via)
        assert arrival_of(earliest_arrival(adjacency, task(start, goal, via), at), at) == expected
        _assert_latest(adjacency, start, goal, by, through)


def _assert_latest(adjacency: Adjacency, start: str, goal: str, by: int, through: object) -> None:
    found = latest_departure(adjacency, task(start, goal), by)
    expected = brute_latest(through, by)  # type: ignore[arg-type]
    if found is None or found[0] < 0:
        assert expected is None  # a departure before second 0 is outside what brute force tries
        return
    departed_at, way = found
    assert departed_at == expected
    arrived_at = arrival_of(way, departed_at)
    assert arrived_at is not None
    assert arrived_at <= by


def test_without_closed_ports_the_search_equals_networkx() -> None:
    """Free sections only: the earliest arrival is the shortest path by `time_s`."""
    rng = random.Random(7)
    for _ in range(100):
        nodes, sections = random_network(rng)
        free = [section for section in sections if section.opening is None]
        graph = graph_of(nodes, free)
        start, goal = rng.sample(nodes, 2)
        way = earliest_arrival(Adjacency.of(graph), task(start, goal), 0)
        try:
            expected = nx.shortest_path_length(graph, start, goal, weight="time_s")
        except nx.NetworkXNoPath:
            expected = None
        assert arrival_of(way, 0) == expected


def test_bounds_are_the_shortest_paths_of_networkx() -> None:
    nodes, sections = random_network(random.Random(3))
    graph = graph_of(nodes, sections)
    lengths = nx.shortest_path_length(graph, target=nodes[0], weight="time_s")
    assert free_flow_bounds(Adjacency.of(graph), [nodes[0]]) == dict(lengths)


def test_the_answer_does_not_depend_on_the_order_of_rows() -> None:
    rng = random.Random(11)
    for _ in range(50):
        nodes, sections = random_network(rng)
        shuffled = rng.sample(sections, len(sections))
        ways = [
            [
                (arc.tail, arc.head, arc.traversal.free_s)
                for arc in earliest_arrival(Adjacency.of(graph_of(nodes, rows)), task(nodes[0], nodes[-1]), 5)
                or ()
            ]
            for rows in (sections, shuffled)
        ]
        assert ways[0] == ways[1]
