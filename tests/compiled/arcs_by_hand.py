"""Networks written by hand: arcs, hours, and the compiled engine between named nodes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from corridor.compiled.engine import Engine
from corridor.compiled.flat import flatten
from corridor.engine.search import Adjacency
from corridor.network.arcs import Arc
from corridor.operations.arrival import Fixed, Timed
from corridor.operations.queues import Queued


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NamedArc(Arc):
    """An arc whose name is made up, not the id of a thing in a dataset."""

    label: str

    @property
    def name(self) -> str:
        return self.label


def drive(tail: str, head: str, duration_s: int) -> Arc:
    return NamedArc(tail=tail, head=head, traversal=Fixed(duration_s), label=f"{tail}-{head}")


def gate(tail: str, head: str, timed: Timed | Queued, label: str = "") -> Arc:
    return NamedArc(tail=tail, head=head, traversal=timed, label=label or f"{tail}|{head}")


def adjacency_of(arcs: Iterable[Arc], nodes: Iterable[str] = ()) -> Adjacency:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    for arc in arcs:
        graph.add_edge(arc.tail, arc.head, arc=arc)
    return Adjacency.of(graph)


def engine_between(
    adjacency: Adjacency,
    sources: Sequence[Sequence[str]],
    targets: Sequence[Sequence[str]],
    start: int,
    end: int,
    **options: object,
) -> Engine:
    """Return the compiled engine between terminals given as names of nodes."""
    flat, index = flatten(adjacency)
    groups = [[[index[name, 0] for name in group] for group in side] for side in (sources, targets)]
    return Engine.prepare(flat, groups[0], groups[1], start, end, **options)  # type: ignore[arg-type]
