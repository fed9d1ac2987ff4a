"""Exact profiles over the overlay: what becomes of every departure of a window, from one source to many targets."""

import numpy as np

from corridor.compiled.algebra import BEYOND, compose, grown, line, roomy, scratch
from corridor.compiled.blocks import improve, sum_up, summaries
from corridor.compiled.heap import drop_least, push
from corridor.compiled.jit import FAR, kernel
from corridor.compiled.search import free_times
from corridor.compiled.targets import at_targets


@kernel
def new_paths(room):
    """Return the table of paths (see `algebra.child`), holding the one without timed arcs."""
    paths = np.full((5, room), -1, np.int64)
    paths[4, 0] = 1
    return paths


@kernel
def profiles(overlay, functions, source, targets, start, stop, block_s, paths):
    """Return (ends, profile): the pieces of target `i` are `profile[...][ends[i] : ends[i + 1]]`.

    `ends` is empty if a function does not reach far enough, and of length 1 if `paths` has no room.
    """
    count = len(overlay.service_s)
    window = (start, stop, block_s)
    blocks = (stop - start + block_s - 1) // block_s
    before = free_times(overlay, source)
    pool, used = scratch(4096), 0
    slots = (
        np.zeros(2 * count + 1, np.int64),
        np.zeros(2 * count + 1, np.int64),
        np.zeros(2 * count + 1, np.int64),
    )
    summary = summaries(2 * count + 1, blocks)
    buffer = scratch(4096)
    queued = np.zeros(count, np.bool_)
    keys, items, size = np.empty(count + 1, np.int64), np.empty(count + 1, np.int32), 0
    for arc in range(count):
        n = line(buffer, start, FAR)
        pool, used = _keep(pool, used, slots, arc, buffer, n, window, summary)
    n = line(buffer, start, 0)  # the last slot: not having left yet
    pool, used = _keep(pool, used, slots, 2 * count, buffer, n, window, summary)
    for i in range(overlay.access_at[source], overlay.access_at[source + 1]):
        arc = overlay.access_arc[i]
        n = line(buffer, start, np.int64(overlay.access_s[i]))
        pool, used = _keep(pool, used, slots, arc, buffer, n, window, summary)
        queued[arc] = True
        size = push(keys, items, size, before[arc], arc)
    while size:
        arc = items[0]
        size = drop_least(keys, items, size)
        queued[arc] = False
        after = count + arc
        buffer = roomy(buffer, slots[1][arc] + functions.at[arc + 1] - functions.at[arc] + 2)
        n = compose(
            functions, f, overlay.service_s[arc], pool, slots[0][arc], slots[1][arc], stop, paths, arc, buffer
        )
        if n == BEYOND:
            return np.empty(0, np.int64), buffer
        if paths[4, 0] >= paths.shape[1]:
            return np.empty(1, np.int64), buffer
        pool, used = _keep(pool, used, slots, after, buffer, n, window, summary)
        for i in range(overlay.next_at[arc], overlay.next_at[arc + 1]):
            onward, between = overlay.next_arc[i], np.int64(overlay.next_s[i])
            buffer = roomy(buffer, 2 * (slots[1][onward] + n + blocks) + 4)
            merged = improve(
                pool,
                slots[0][onward],
                slots[1][onward],
                summary,
                onward,
                pool,
                slots[0][after],
                n,
                summary,
                after,
                between,
                window,
                buffer,
            )
            if merged:
                pool, used = _keep(pool, used, slots, onward, buffer, merged, window, summary)
                if not queued[onward]:
                    queued[onward] = True
                    size = push(keys, items, size, before[onward], onward)
    return at_targets(overlay, source, targets, window, before, pool, slots, summary)


@kernel
def _keep(pool, used, slots, slot, profile, count, window, summary):
    """Copy a profile into its slot of the pool, where it was if it fits there, and sum it up.

    `slots` are first piece, count and room of each.
    """
    if count > slots[2][slot]:
        room = count + count // 4 + 4
        pool = grown(pool, used, room)
        slots[0][slot], slots[2][slot] = used, room
        used += room
    first = slots[0][slot]
    _copy(profile, count, pool, first)
    slots[1][slot] = count
    sum_up(pool, first, count, window[0], window[1], window[2], summary, slot)
    return pool, used


@kernel
def _copy(profile, count, out, first):
    out[0][first : first + count] = profile[0][:count]
    out[1][first : first + count] = profile[1][:count]
    out[2][first : first + count] = profile[2][:count]
    out[3][first : first + count] = profile[3][:count]
