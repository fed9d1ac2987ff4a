"""The arcs of a search as flat arrays: what every kernel starts from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corridor.compiled.jit import Int32s, Int64s
from corridor.compiled.pieces import Work
from corridor.engine.search import Adjacency, State, Task, begun, progressed
from corridor.network.arcs import Arc
from corridor.operations.arrival import Fixed, Timed
from corridor.operations.queues import Queued


@dataclass(frozen=True, eq=False, slots=True)
class Flat:
    """Directed arcs between nodes `0 .. nodes - 1`, sorted by tail.

    `seconds` is the least time an arc takes; `timed[i]` is the index in `traversals` of what makes it
    wait, or -1. `names` says what a timed arc stands for, in messages.
    """

    nodes: int
    tails: Int32s
    heads: Int32s
    seconds: Int64s
    timed: Int32s
    traversals: Sequence[Work]
    names: Sequence[str]


def flatten(adjacency: Adjacency, task: Task | None = None) -> tuple[Flat, Mapping[State, int]]:
    """Return the arcs as arrays, and the number of each state.

    Raises:
        TypeError: A traversal is of a kind that this engine does not know.
    """
    index, rows = numbered(adjacency, task)
    return _flat(len(index), rows), index


def numbered(
    adjacency: Adjacency, task: Task | None = None
) -> tuple[Mapping[State, int], Sequence[tuple[int, int, Arc]]]:
    """Return the number of each state, a node and the progress along the task's vias, and arcs by tail with those of their ends.

    A state that a truck may not be in (turning back inside a crossing) does not exist.
    """
    vias = task.vias if task else ()
    index: dict[State, int] = {}
    pending: list[State] = []

    def number(state: State) -> int:
        if state not in index:
            index[state] = len(index)
            pending.append(state)
        return index[state]

    for node in sorted(adjacency.out if not vias or task is None else task.origins & adjacency.out.keys()):
        number((node, begun(vias, node)))
    rows: list[tuple[int, int, Arc]] = []
    while pending:
        state = pending.pop()
        node, progress = state
        for arc in adjacency.out[node]:
            then = progressed(vias, progress, arc, arc.head)
            if then is not None:
                rows.append((index[state], number((arc.head, then)), arc))
    rows.sort(key=lambda row: row[0])
    return index, rows


def differing(before: Flat, after: Flat) -> Mapping[int, Work] | None:
    """Return the traversals of `after` that differ from those of `before`; None if anything else does."""
    fixed = after.timed < 0
    is_same = (
        before.nodes == after.nodes
        and before.names == after.names
        and np.array_equal(before.tails, after.tails)
        and np.array_equal(before.heads, after.heads)
        and np.array_equal(before.timed, after.timed)
        and np.array_equal(before.seconds[fixed], after.seconds[fixed])
    )
    if not is_same:
        return None
    pairs = enumerate(zip(before.traversals, after.traversals, strict=True))
    return {i: timed for i, (was, timed) in pairs if timed != was}


def _flat(nodes: int, rows: Sequence[tuple[int, int, Arc]]) -> Flat:
    traversals: dict[Work, int] = {}
    names: list[str] = []
    timed = np.full(len(rows), -1, np.int32)
    for i, (_, _, arc) in enumerate(rows):
        if isinstance(arc.traversal, Timed | Queued):
            known = len(traversals)
            timed[i] = traversals.setdefault(arc.traversal, known)
            if timed[i] == known:
                names.append(arc.waits_for)
        elif not isinstance(arc.traversal, Fixed):
            raise TypeError(
                f"{arc.name} is a {type(arc.traversal).__name__}, neither Fixed, Timed nor Queued"
            )
    return Flat(
        nodes=nodes,
        tails=np.array([tail for tail, _, _ in rows], np.int32),
        heads=np.array([head for _, head, _ in rows], np.int32),
        seconds=np.array([arc.traversal.free_s for _, _, arc in rows], np.int64),
        timed=timed,
        traversals=list(traversals),
        names=names,
    )
