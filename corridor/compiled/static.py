"""Least driving times that no hour changes: from each source to the ends of timed arcs and to the targets."""

import numpy as np

from corridor.compiled.heap import drop_least, push
from corridor.compiled.jit import Int32s, Int64s, kernel

APART = 1 << 30
"""Seconds between nodes that nothing static connects."""


def adjacency(nodes: int, tails: Int32s, heads: Int32s, seconds: Int64s) -> tuple[Int64s, Int32s, Int64s]:
    """Return arcs as compressed sparse rows by tail."""
    order = np.argsort(tails, kind="stable")
    first = np.searchsorted(tails[order], np.arange(nodes + 1))
    return first.astype(np.int64), heads[order], seconds[order]


@kernel
def rows(first, heads, seconds, source_at, source_nodes, end_at, end_nodes, out):
    """Fill `out[source, end]` with least seconds; sources and ends are groups of nodes.

    Group `g` of the sources holds `source_nodes[source_at[g] : source_at[g + 1]]`; ends likewise.
    """
    nodes, room = len(first) - 1, len(heads) + len(source_nodes) + 1
    least = np.full(nodes, APART, np.int64)
    touched = np.empty(nodes, np.int32)
    keys, items = np.empty(room, np.int64), np.empty(room, np.int32)
    for row in range(len(source_at) - 1):
        size = count = 0
        for i in range(source_at[row], source_at[row + 1]):
            node = source_nodes[i]
            if least[node] == APART:
                touched[count] = node
                count += 1
            least[node] = 0
            size = push(keys, items, size, 0, node)
        while size:
            reached, node = keys[0], items[0]
            size = drop_least(keys, items, size)
            if reached > least[node]:
                continue
            for i in range(first[node], first[node + 1]):
                head, at = heads[i], reached + seconds[i]
                if at < least[head]:
                    if least[head] == APART:
                        touched[count] = head
                        count += 1
                    least[head] = at
                    size = push(keys, items, size, at, head)
        for end in range(len(end_at) - 1):
            nearest = APART
            for i in range(end_at[end], end_at[end + 1]):
                nearest = min(nearest, least[end_nodes[i]])
            out[row, end] = nearest
        for i in range(count):
            least[touched[i]] = APART
