"""The reference engine against NetworkX with a callable weight, on the same departures: same arrivals, ratio of times.

NetworkX gives its weight function no arrival time, so the baseline keeps it in a closure, as a user would.

    python benchmarks/engine.py
"""

import time
from collections.abc import Callable

import networkx as nx

from corridor import Planner, Query, Scenario, load, shipped_dataset
from corridor.engine.search import Adjacency, Task, earliest_arrival, free_flow_bounds
from corridor.network.access import Access

TRIPS = (("kashgar", "osh"), ("kashgar", "tashkent"), ("urumqi", "almaty"), ("kashgar", "baku"))
START, STEP_S, DEPARTURES = 1_748_793_600, 3_600 * 7 + 61, 24


def arrival_by_networkx(
    graph: "nx.MultiDiGraph[str]", admits: Callable, origin: str, goal: str, at: int
) -> int:
    """Return the earliest arrival by `nx.single_source_dijkstra` with a stateful weight."""
    reached = {origin: at}

    def weight(tail: str, head: str, parallel: dict) -> int | None:
        arrivals = [
            edge["arc"].traversal.arrive(reached[tail]) for edge in parallel.values() if admits(edge["arc"])
        ]
        if not arrivals:
            return None
        reached[head] = min(*arrivals, reached.get(head, 1 << 62))
        return min(arrivals) - reached[tail]

    length, _ = nx.single_source_dijkstra(graph, origin, goal, weight=weight)
    return at + int(length)


def main() -> None:
    """Print the table."""
    limited = Scenario(name="limited", title="", description="", regime_at="2025-05-31")
    planner = Planner(load(shipped_dataset()), limited)
    graph = planner.graph
    print(
        "| trip | NetworkX, ms | reference, ms | with bounds, ms | ratio | ratio with bounds | arrivals equal |\n|---|---|---|---|---|---|---|"
    )
    for origin, goal in TRIPS:
        query = Query(origin=origin, destination=goal)  # type: ignore[arg-type]
        admits = Access(planner.dataset, query).admits
        adjacency = Adjacency.of(graph, admits)
        task = Task(frozenset({origin}), frozenset({goal}))
        bounds = free_flow_bounds(adjacency, [goal])

        def by_search(at: int, bounds: dict[str, int] | None) -> int:
            for arc in earliest_arrival(adjacency, task, at, bounds) or ():  # noqa: B023 - used within the loop
                at = arc.traversal.arrive(at)
            return at

        engines: dict[str, Callable[[int], int]] = {
            "networkx": lambda at: arrival_by_networkx(graph, admits, origin, goal, at),  # noqa: B023
            "reference": lambda at: by_search(at, None),
            "bounded": lambda at: by_search(at, bounds),  # noqa: B023
        }
        taken, answers = dict.fromkeys(engines, 0.0), {name: [] for name in engines}
        for run in range(3):  # the first one compiles the calendars for all
            for n in range(DEPARTURES):
                for name, engine in engines.items():
                    start = time.perf_counter()
                    answer = engine(START + n * STEP_S)
                    taken[name] += (time.perf_counter() - start) * (run > 0)
                    answers[name].append(answer)
        ms = {name: seconds / 2 / DEPARTURES * 1000 for name, seconds in taken.items()}
        equal = answers["networkx"] == answers["reference"] == answers["bounded"]
        print(
            f"| {origin} - {goal} | {ms['networkx']:.2f} | {ms['reference']:.2f} | {ms['bounded']:.2f} "
            f"| {ms['networkx'] / ms['reference']:.1f} | {ms['networkx'] / ms['bounded']:.1f} | {'yes' if equal else 'NO'} |"
        )


if __name__ == "__main__":
    main()
