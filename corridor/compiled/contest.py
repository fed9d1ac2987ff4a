"""The earliest of several ways to one place, for all departures: block by block, and piece by piece where it must be.

A way is a slot of the store (`corridor.compiled.store`) and the driving after it.
"""

import numpy as np

from corridor.compiled.algebra import copy, grown, least, put, scratch
from corridor.compiled.jit import FAR, kernel
from corridor.compiled.store import lead


@kernel
def new_desk(ways, slots, blocks):
    """Return what a contest is held on: `may` win by way and block, the `bar`, ways alive, running; known leads.

    `leads` are the row, by two slots, of how much later one is than the other at most, by block; and these rows.
    """
    return (
        np.empty((ways, blocks), np.bool_),
        np.empty(blocks, np.int64),
        np.empty(ways, np.int64),
        np.empty(ways, np.int64),
        np.full((slots, slots), -1, np.int32),
        np.empty((64, blocks), np.int64),
        np.zeros(1, np.int64),
    )


@kernel
def forget(desk, slot):
    """Drop the leads of a slot whose profile has changed."""
    leads = desk[4]
    for other in range(len(leads)):
        leads[slot, other] = -1
        leads[other, slot] = -1


@kernel
def hold(desk, store, window, ways, lasts, n, useful):
    """Say which way may be the earliest in which block; the first way is the quickest without waiting.

    A way is out where its least duration is above another's longest, where the quickest one is ahead of it all the
    time, or where its slot is of no use. Return the desk, which has grown.
    """
    may, bar, alive, running, leads, rows, used = desk
    low, high = store[3], store[4]
    for block in range(len(bar)):
        bar[block] = FAR // 2
    for way in range(n):
        slot, last = ways[way], lasts[way]
        for block in range(len(bar)):
            bar[block] = min(bar[block], high[slot, block] + last)
    for way in range(n):
        slot, last, some = ways[way], lasts[way], False
        for block in range(len(bar)):
            may[way, block] = low[slot, block] + last <= bar[block] and useful[slot, block]
            some |= may[way, block]
        if way and some:
            rows = grown(rows, used[0], 1)
            row = _lead(store, window, leads, rows, used, ways[0], slot)
            for block in range(len(bar)):
                may[way, block] &= rows[row, block] >= last - lasts[0]
    return may, bar, alive, running, leads, rows, used


@kernel
def outruns(desk, store, window, a, a_later_s, b, useful):
    """Take from the `useful` blocks of slot `b` those in which slot `a`, with driving after it, is always ahead."""
    may, bar, alive, running, leads, rows, used = desk
    rows = grown(rows, used[0], 1)
    row = _lead(store, window, leads, rows, used, a, b)
    for block in range(len(bar)):
        useful[b, block] &= rows[row, block] + a_later_s >= 0
    return may, bar, alive, running, leads, rows, used


@kernel
def _lead(store, window, leads, rows, used, a, b):
    if leads[a, b] < 0:
        lead(store, a, b, window, rows[used[0]])
        leads[a, b] = used[0]
        used[0] += 1
    return leads[a, b]


@kernel
def survivors(desk, store, ways, n):
    """Note the ways that may win anywhere; return how many, and how many pieces they can make."""
    may, alive, slots = desk[0], desk[2], store[1]
    rivals, room = 0, 2 * may.shape[1] + 2
    for way in range(n):
        some = False
        for block in range(may.shape[1]):
            some |= may[way, block]
        if some:
            alive[rivals] = way
            rivals, room = rivals + 1, room + 2 * slots[ways[way], 1]
    return rivals, room


@kernel
def write(desk, store, window, ways, lasts, rivals, room, out):
    """Write the earliest of the surviving ways and return the count."""
    may, alive, running = desk[0], desk[2], desk[3]
    start, stop, size = window
    blocks, written, block = may.shape[1], 0, 0
    this, other = scratch(room if rivals > 2 else 1), scratch(room if rivals > 2 else 1)
    while block < blocks:
        since, left = block, 0
        while block < blocks and _same(may, alive, rivals, since, block):
            block += 1
        for rank in range(rivals):
            if may[alive[rank], since]:
                running[left] = alive[rank]
                left += 1
        at, until = start + since * size, stop if block == blocks else start + block * size
        written = _fastest(
            store, since, stop, at, until, ways, lasts, running, left, this, other, out, written
        )
    return written


@kernel
def _same(may, alive, rivals, block, other):
    for rank in range(rivals):
        if may[alive[rank], block] != may[alive[rank], other]:
            return False
    return True


@kernel
def _fastest(store, block, stop, at, until, ways, lasts, running, left, this, other, out, written):
    """Append the earliest of the running ways for departures in `[at, until)`, which begin with a block."""
    pool, slots, firsts = store[0], store[1], store[2]
    if left == 0:
        return put(out, written, at, FAR, 0, -1)
    slot, last = ways[running[0]], lasts[running[0]]
    a, i, end, a_stop, pieces = pool, firsts[slot, block], slots[slot, 0] + slots[slot, 1] - 1, stop, 0
    if left == 1:
        return copy(a, i, end, last, at, until, out, written)
    for rank in range(1, left):
        slot_b, last_b = ways[running[rank]], lasts[running[rank]]
        j, end_b = firsts[slot_b, block], slots[slot_b, 0] + slots[slot_b, 1] - 1
        final = rank + 1 == left
        into, before = (out, written) if final else (this, 0)
        count = least(a, i, end, last, pool, j, end_b, last_b, at, until, a_stop, stop, into, before)
        if final:
            return count
        pieces = count
        a, i, end, last, a_stop = this, 0, pieces - 1, np.int64(0), until
        this, other = other, this
    return written
