"""Profiles kept in one pool, each summed up by blocks of time, so that most comparisons need not look at pieces.

A store is (pool, slots, firsts, low, high). Slot `s` has `slots[s]` = first row, count, room in the pool; the last
row of `slots` has the rows in use. By slot and block: the row that holds the block's beginning, and the least and the
longest duration within. A window is (start, stop, seconds of a block).
"""

import numpy as np

from corridor.compiled.algebra import MOVED, M, X, Y, grown, move, scratch
from corridor.compiled.jit import kernel

_LONGEST = np.int64(1) << 60


@kernel
def new_store(slots, blocks):
    """Return a store of empty slots."""
    return (
        scratch(4096),
        np.zeros((slots + 1, 3), np.int64),
        np.zeros((slots, blocks), np.int64),
        np.zeros((slots, blocks), np.int64),
        np.zeros((slots, blocks), np.int64),
    )


@kernel
def keep(store, slot, profile, count, window):
    """Copy a profile into its slot, where it was if it fits there, and return the store."""
    pool, slots, firsts, low, high = store
    if count > slots[slot, 2]:
        room, used = count + count // 4 + 4, slots[-1, 0]
        pool = grown(pool, used, room)
        slots[slot, 0], slots[slot, 2] = used, room
        slots[-1, 0] = used + room
    move(profile, 0, count, pool, slots[slot, 0])
    slots[slot, 1] = count
    store = (pool, slots, firsts, low, high)
    _sum_up(store, slot, window)
    return store


@kernel
def equals(store, slot, profile, count):
    """Return whether a slot holds the very same pieces."""
    pool, slots = store[0], store[1]
    if slots[slot, 1] != count:
        return False
    first = slots[slot, 0]
    for row in range(count):
        for column in range(4):
            if pool[first + row, column] != profile[row, column]:
                return False
    return True


@kernel
def _sum_up(store, slot, window):
    pool, slots, firsts, low, high = store
    start, stop, size = window
    first, last, blocks = slots[slot, 0], slots[slot, 0] + slots[slot, 1] - 1, low.shape[1]
    block, begins = 0, start
    firsts[slot, 0], low[slot, 0], high[slot, 0] = first, _LONGEST, 0
    for i in range(first, last + 1):
        at, y, rises = pool[i, X], pool[i, Y], pool[i, M] & 1
        until = pool[i + 1, X] if i < last else stop
        while True:
            ends = stop if block + 1 == blocks else begins + size
            high[slot, block] = max(high[slot, block], y - at if rises else y - max(at, begins))
            low[slot, block] = min(low[slot, block], y - at if rises else y - (min(until, ends) - 1))
            if until < ends or block + 1 == blocks:
                break
            block, begins = block + 1, ends
            low[slot, block], high[slot, block] = _LONGEST, 0
            firsts[slot, block] = i if until > begins else i + 1
            if until == begins:
                break


@kernel
def lead(store, a, b, window, out):
    """Fill in, by block, how much later than slot `b`'s profile `a`'s arrives at most; negative if always earlier."""
    pool, slots = store[0], store[1]
    start, stop, size = window
    i, j = slots[a, 0], slots[b, 0]
    a_last, b_last = i + slots[a, 1] - 1, j + slots[b, 1] - 1
    at, block, most = start, 0, -_LONGEST
    ends = stop if len(out) == 1 else start + size
    while at < stop:
        a_next = pool[i + 1, X] if i < a_last else stop
        b_next = pool[j + 1, X] if j < b_last else stop
        until = min(a_next, b_next, ends)
        a_rises, b_rises = pool[i, M] & 1, pool[j, M] & 1
        gap = pool[i, Y] - pool[j, Y] + a_rises * (at - pool[i, X]) - b_rises * (at - pool[j, X])
        if a_rises > b_rises:
            gap += until - 1 - at
        most = max(most, gap)
        at = until
        i += i < a_last and a_next == until
        j += j < b_last and b_next == until
        if at == ends:
            out[block] = most
            block, most = block + 1, -_LONGEST
            ends = stop if block + 1 >= len(out) else ends + size


@kernel
def beats(store, a, later_s, useful, b, window):
    """Return whether slot `a`'s profile with some driving after it is anywhere earlier than slot `b`'s.

    An equal arrival with a lesser mark counts too. Only the `useful` blocks of `a` are looked at.
    """
    pool, slots, firsts, low, high = store
    start, stop, size = window
    a_last, b_last = slots[a, 0] + slots[a, 1] - 1, slots[b, 0] + slots[b, 1] - 1
    blocks = low.shape[1]
    for block in range(blocks):
        if not useful[block] or low[a, block] + later_s > high[b, block]:
            continue
        at = start + block * size
        ends = stop if block + 1 == blocks else at + size
        i, j = firsts[a, block], firsts[b, block]
        while at < ends:
            a_next = pool[i + 1, X] if i < a_last else stop
            b_next = pool[j + 1, X] if j < b_last else stop
            until = min(a_next, b_next, ends)
            a_rises, b_rises = pool[i, M] & 1, pool[j, M] & 1
            gap = (
                pool[i, Y] + later_s - pool[j, Y] + a_rises * (at - pool[i, X]) - b_rises * (at - pool[j, X])
            )
            if b_rises > a_rises:
                gap -= until - 1 - at
            if gap < 0 or (gap == 0 and (pool[i, M] >> 1) + (later_s << MOVED - 1) < pool[j, M] >> 1):
                return True
            at = until
            i += i < a_last and a_next == until
            j += j < b_last and b_next == until
    return False
