"""Loops without Python between searches, and a compiled search on every arc to set the overlay against."""
# ruff: noqa: ANN001, ANN201, PLR0913, PLR0917 - as in `corridor.compiled`: kernels take arrays, Numba infers types

import numpy as np

from corridor.compiled.functions import through
from corridor.compiled.heap import drop_least, push
from corridor.compiled.jit import FAR, kernel
from corridor.compiled.search import to_target


@kernel
def arrivals_of(overlay, functions, sources, targets, departures, out):  # type: ignore[no-untyped-def]
    """Fill the arrivals of single searches, one after another without Python between them."""
    for i in range(len(sources)):
        out[i], _ = to_target(overlay, functions, sources[i], targets[i], departures[i])


@kernel
def full_graph(first, heads, seconds, timed, functions, origin, goal, at, times):  # type: ignore[no-untyped-def]
    """Fill the arrivals at all nodes (or return at the goal, if it is not -1) by compiled search on every arc."""
    times[:] = FAR
    keys, items = np.empty(len(heads) + 1, np.int64), np.empty(len(heads) + 1, np.int32)
    times[origin] = at
    size = push(keys, items, 0, at, origin)
    while size:
        time, node = keys[0], items[0]
        if node == goal:
            return time
        size = drop_least(keys, items, size)
        if time > times[node]:
            continue
        for i in range(first[node], first[node + 1]):
            then = time + seconds[i] if timed[i] < 0 else through(functions, timed[i], time)
            if then < times[heads[i]]:
                times[heads[i]] = then
                size = push(keys, items, size, then, heads[i])
    return FAR
