"""What is measured on: the shipped graph, and networks drawn by chance, each with the engines that answer on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import networkx as nx

from benchmarks.networks import START, YEAR_S, Network, Query, digraph, draw, trips
from corridor import Planner, Scenario, load, shipped_dataset
from corridor import Query as Trip
from corridor.compiled.engine import Engine
from corridor.compiled.flat import Flat, flatten
from corridor.engine.search import Adjacency
from corridor.network.access import Access
from corridor.operations.arrival import Timed


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """A graph for every engine; place `i` is node `nodes[i]` of `flat` and `names[i]` of the others.

    `ports` are the numbers of the traversals of each port.
    """

    name: str
    flat: Flat
    nodes: Sequence[int]
    names: Sequence[str]
    ports: Sequence[Sequence[int]]
    adjacency: Adjacency
    graph: "nx.DiGraph[str]"
    engine: Engine

    def queries(self, count: int, seed: int = 1) -> list[Query]:
        """Return trips between two places that are connected, at any second of the year."""
        drawn = trips(len(self.names), 2 * count, seed)
        return [trip for trip in drawn if self.engine.connected(trip[0])[trip[1]]][:count]


def shipped() -> Case:
    """Return the shipped network under the scenario `limited`, with all of its places."""
    limited = Scenario(name="limited", title="", description="", regime_at="2025-05-31")
    planner = Planner(load(shipped_dataset()), limited)
    # Any places: who may pass is the same.
    trip = Trip(origin="kashgar", destination="tashkent")
    adjacency = Adjacency.of(planner.graph, Access(planner.dataset, trip).admits)
    flat, index = flatten(adjacency)
    ports = defaultdict(set)
    numbers = {traversal: i for i, traversal in enumerate(flat.traversals)}
    for arc in chain.from_iterable(adjacency.out.values()):
        if arc.crossing_id and isinstance(arc.traversal, Timed):
            ports[arc.crossing_id].add(numbers[arc.traversal])
    places = [place for place in planner.dataset.places if (place, 0) in index]
    nodes = [index[place, 0] for place in places]
    return _case("shipped", flat, nodes, places, [sorted(port) for port in ports.values()], adjacency)


def drawn(name: str, network: Network) -> Case:
    """Return a network drawn by chance."""
    ports = [range(first, first + 4) for first in range(0, len(network.flat.traversals), 4)]
    nodes = network.places.tolist()
    return _case(name, network.flat, nodes, [str(node) for node in nodes], ports, network.adjacency())


def small() -> Case:
    """Return a network of the size of the shipped one."""
    return drawn("small", draw(300, 40, 8, 150))


def road(*, quick: bool) -> Case:
    """Return a network of 100,000 nodes; a fifth of it if it has to be quick."""
    return drawn("road", draw(20_000, 100, 10, 100) if quick else draw(100_000, 300, 30, 300))


def _case(
    name: str,
    flat: Flat,
    nodes: Sequence[int],
    names: Sequence[str],
    ports: Sequence[Sequence[int]],
    adjacency: Adjacency,
) -> Case:
    terminals = [[node] for node in nodes]
    engine = Engine.prepare(flat, terminals, terminals, START, START + YEAR_S)
    return Case(name, flat, nodes, names, ports, adjacency, digraph(adjacency), engine)
