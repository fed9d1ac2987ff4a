"""The best ways that differ in their sequence of crossings.

At every node the search keeps the first `k` labels whose crossings so far differ. That is enough: if
a best way reached a node with crossings that are not among the first `k` there, those `k` could
finish along the same arcs no later (first in, first out) and would fill the list with other
sequences. A country that was left is not entered again, for nobody calls such a detour another way; by that rule alone a way may be missed in a network where the
`k` first prefixes all leave a country that the rest of the way needs.
"""

from heapq import heappop, heappush

from corridor.calendars.periods import NEVER
from corridor.engine.search import Adjacency, Task, begun, progressed
from corridor.model.ids import CrossingId
from corridor.network.arcs import Arc

Sequence = tuple[tuple[CrossingId, str], ...]
"""Crossings in order, each with the country that is left there."""


def alternatives(adjacency: Adjacency, task: Task, depart_at: int, k: int) -> list[list[Arc]]:
    """Return up to `k` ways, first arrival first, no two with the same sequence of crossings."""
    found: list[list[Arc]] = []
    labels: list[tuple[int | None, Arc | None]] = []  # parent label and the arc from it
    kept: dict[tuple[str, int], set[Sequence]] = {}
    queue: list[tuple[int, int, str, int, Sequence, int]] = []

    def push(
        time: int,
        moved_s: int,
        node: str,
        progress: int,
        crossed: Sequence,
        origin: tuple[int | None, Arc | None],
    ) -> None:
        labels.append(origin)
        heappush(queue, (time, moved_s, node, progress, crossed, len(labels) - 1))

    for node in sorted(task.origins & adjacency.out.keys()):
        push(depart_at, 0, node, begun(task.vias, node), (), (None, None))
    while queue and len(found) < k:
        time, moved_s, node, progress, crossed, label = heappop(queue)
        sequences = kept.setdefault((node, progress), set())
        if crossed in sequences or len(sequences) >= k:
            continue
        sequences.add(crossed)
        if progress // 2 == len(task.vias) and node in task.goals:
            found.append(_unwind(labels, label))
            continue
        for arc in adjacency.out[node]:
            after, progress_then = _crossed(crossed, arc), progressed(task.vias, progress, arc, arc.head)
            if after is None or progress_then is None:
                continue
            if (arrived := arc.traversal.arrive(time)) < NEVER:
                push(arrived, moved_s + arc.traversal.free_s, arc.head, progress_then, after, (label, arc))
    return found


def _crossed(crossed: Sequence, arc: Arc) -> Sequence | None:
    """Return the crossings after an arc; None if it goes over a line again, or back to a country that was left."""
    crossing_id = arc.crosses
    if crossing_id is None:
        return crossed
    left, entered = arc.tail.partition("/")[2], arc.head.partition("/")[2]
    if any(crossing_id == before or (entered and entered == country) for before, country in crossed):
        return None
    return (*crossed, (crossing_id, left))


def _unwind(labels: list[tuple[int | None, Arc | None]], label: int) -> list[Arc]:
    way: list[Arc] = []
    at: int | None = label
    while at is not None:
        at, arc = labels[at]
        if arc is not None:
            way.append(arc)
    return way[::-1]
