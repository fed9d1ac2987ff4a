"""Alternatives against all simple ways of random networks."""

import random
from collections.abc import Iterator

import networkx as nx
import pytest
from networks import HORIZON, random_network

from corridor.calendars import periods
from corridor.calendars.periods import NEVER
from corridor.engine.alternatives import alternatives
from corridor.engine.search import Adjacency, Task
from corridor.model.crossing import ControlPoint
from corridor.model.place import Position
from corridor.network.arcs import Arc


@pytest.fixture(autouse=True)
def _short_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "_BLOCK_S", 16)
        patch.setattr(periods, "GIVE_UP_S", 4 * HORIZON)
        yield


def point(crossing_id: str) -> ControlPoint:
    return ControlPoint(
        control_id=f"{crossing_id}-post",  # type: ignore[arg-type]
        crossing_id=crossing_id,  # type: ignore[arg-type]
        seq=1,
        mode="road",
        side="CN",  # type: ignore[arg-type]
        name_en=crossing_id,
        name_local="",
        role="post",
        directions=("export", "import"),
        position=Position(0, 0),
        accuracy_km=None,
        position_basis="assumed",
        elevation_m=None,
        tz="UTC",
        source_id="test",  # type: ignore[arg-type]
        note="",
    )


def crossed(way: list[Arc]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(arc.crosses for arc in way if arc.crosses))


def arrival(way: list[Arc]) -> int:
    at = 0
    for arc in way:
        at = arc.traversal.arrive(at)
        if at >= NEVER:
            return NEVER
    return at


@pytest.mark.parametrize("seed", range(8))
def test_alternatives_are_the_first_arrivals_of_each_sequence_of_crossings(seed: int) -> None:
    """Every arc under hours is a crossing of its own: 25 networks a seed, all simple ways tried."""
    rng = random.Random(seed)
    for _ in range(25):
        nodes, sections = random_network(rng)
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(nodes)
        for n, section in enumerate(sections):
            traversal = section.arc().traversal
            ported = section.opening is not None
            arc = Arc(
                tail=section.tail,
                head=section.head,
                traversal=traversal,
                point=point(f"port-{n:02d}") if ported else None,
                is_line=ported,
            )
            graph.add_edge(arc.tail, arc.head, arc=arc)
        start, goal = rng.sample(nodes, 2)
        best: dict[tuple[str, ...], int] = {}
        for path in nx.all_simple_edge_paths(graph, start, goal):
            way = [graph.edges[edge]["arc"] for edge in path]
            if (at := arrival(way)) < NEVER:
                best[crossed(way)] = min(at, best.get(crossed(way), NEVER))
        found = alternatives(Adjacency.of(graph), Task(frozenset({start}), frozenset({goal})), 0, 4)
        # A way may pass a node twice to collect another crossing; brute force tries simple ways only.
        simple = [way for way in found if len({arc.tail for arc in way}) == len(way)]
        assert len({crossed(way) for way in found}) == len(found)
        assert [arrival(way) for way in found] == sorted(arrival(way) for way in found)
        for way in simple:
            assert arrival(way) == best[crossed(way)]
        for arrived in sorted(best.values())[: len(found)]:
            assert arrived >= arrival(found[0])
        if best and len(found) < 4:
            assert set(best) <= {crossed(way) for way in found}
        kth = arrival(found[-1]) if len(found) == 4 else NEVER
        assert all(at >= kth or sequence in {crossed(w) for w in found} for sequence, at in best.items())
