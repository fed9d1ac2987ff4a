"""Others who answer the question, or an easier one, on the same arcs.

NetworkX gives its weight function no arrival time, so the baseline keeps it in a closure, as a user
would. Static peers know no hours: they answer when one would
arrive if no port ever closed, which is an easier question.
"""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from benchmarks.kernels import full_graph
from corridor.calendars.periods import NEVER
from corridor.compiled.flat import Flat
from corridor.compiled.functions import functions_of
from corridor.compiled.jit import FAR
from corridor.compiled.pieces import pieces_of
from corridor.engine.search import Adjacency, Task, earliest_arrival

Static = Callable[[int, int | None], object]
"""Searches from a node to another, or to all."""


def networkx_arrivals(graph: "nx.DiGraph[str]", origin: str, at: int) -> dict[str, int]:
    """Return the arrivals at all nodes that can be reached."""
    lengths = nx.single_source_dijkstra_path_length(graph, origin, weight=_callable(origin, at))
    return {node: at + int(length) for node, length in lengths.items()}


def networkx_arrival(graph: "nx.DiGraph[str]", origin: str, goal: str, at: int, *, ways: bool) -> int:
    """Return the arrival, by the search that keeps ways or by the one that does not; FAR if there is none."""
    weight = _callable(origin, at)
    length: Any  # seconds; the stubs allow for searches to all nodes
    try:
        if ways:
            length, _ = nx.single_source_dijkstra(graph, origin, goal, weight=weight)
        else:
            length = nx.dijkstra_path_length(graph, origin, goal, weight=weight)
    except nx.NetworkXNoPath:
        return FAR
    return at + int(length)


def _callable(origin: str, at: int) -> Callable[[str, str, Mapping[str, Any]], int | None]:
    reached = {origin: at}

    def weight(tail: str, head: str, edge: Mapping[str, Any]) -> int | None:
        leave = reached[tail]
        arrive: int = edge["arrive"](leave)
        if arrive >= NEVER:
            return None
        if arrive < reached.get(head, NEVER):
            reached[head] = arrive
        return arrive - leave

    return weight


def reference_arrival(
    adjacency: Adjacency, origin: str, goal: str, at: int, bounds: Mapping[str, int] | None = None
) -> int:
    """Return the arrival by the reference engine; FAR if there is none."""
    way = earliest_arrival(adjacency, Task(frozenset({origin}), frozenset({goal})), at, bounds)
    if way is None:
        return FAR
    for arc in way:
        at = arc.traversal.arrive(at)
    return at


def on_all_arcs(flat: Flat, start: int, end: int) -> Callable[[int, int, int], int]:
    """Return a compiled search between nodes on every arc, with the hours of `[start, end)` and no overlay."""
    pieces = [
        pieces_of(timed, start, end, name) for timed, name in zip(flat.traversals, flat.names, strict=True)
    ]
    functions = functions_of(pieces, end)
    first = np.searchsorted(flat.tails, np.arange(flat.nodes + 1)).astype(np.int64)
    times = np.empty(flat.nodes, np.int64)
    search = partial(full_graph, first, flat.heads, flat.seconds, flat.timed, functions)
    return lambda origin, goal, at: search(origin, goal, at, times)


def static_peers(flat: Flat) -> dict[str, Static | None]:
    """Return searches by least times with no waiting, or None for what is not installed."""
    return {
        "scipy csgraph": _scipy(flat),
        "rustworkx": _rustworkx(flat) if find_spec("rustworkx") else None,
        "scgraph": _scgraph(flat) if find_spec("scgraph") else None,
    }


def _scipy(flat: Flat) -> Static:
    # A coordinate matrix would add parallel arcs up.
    order = np.lexsort((flat.seconds, flat.heads, flat.tails))
    tails, heads = flat.tails[order], flat.heads[order]
    least = np.append(True, (np.diff(tails) != 0) | (np.diff(heads) != 0))
    cells = (flat.seconds[order][least], (tails[least], heads[least]))
    matrix = csr_array(cells, shape=(flat.nodes, flat.nodes))
    return lambda origin, _goal: dijkstra(matrix, indices=origin)


def _rustworkx(flat: Flat) -> Static:
    rustworkx = import_module("rustworkx")
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(flat.nodes))
    arcs = (flat.tails.tolist(), flat.heads.tolist(), map(float, flat.seconds.tolist()))
    graph.add_edges_from(list(zip(*arcs, strict=True)))
    return lambda origin, goal: rustworkx.digraph_dijkstra_shortest_path_lengths(graph, origin, float, goal)


def _scgraph(flat: Flat) -> Static:
    arcs: list[dict[int, int]] = [{} for _ in range(flat.nodes)]
    columns = (flat.tails.tolist(), flat.heads.tolist(), flat.seconds.tolist())
    for tail, head, taken in zip(*columns, strict=True):
        arcs[tail][head] = min(taken, arcs[tail].get(head, taken))
    graph = import_module("scgraph").Graph(arcs)

    def search(origin: int, goal: int | None) -> object:
        return graph.get_shortest_path_tree(origin) if goal is None else graph.dijkstra(origin, goal)

    return search
