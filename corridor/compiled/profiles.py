"""Exact profiles over the overlay: what becomes of every departure of a window, from one source to many targets.

An arc is taken up with the least time without waiting first. The profile before it is the earliest of what is known
after the arcs that lead to it; it is taken up again when one of those turns out to be earlier somewhere.
"""

import numpy as np

from corridor.compiled.algebra import BEYOND, compose, grown, put, scratch
from corridor.compiled.contest import forget, hold, new_desk, outruns, survivors, write
from corridor.compiled.heap import drop_least, push
from corridor.compiled.jit import FAR, kernel
from corridor.compiled.search import free_times, look_ahead
from corridor.compiled.static import APART
from corridor.compiled.store import beats, equals, keep, new_store


@kernel
def new_paths(room):
    """Return the table of paths (see `algebra.child`), holding the one without timed arcs."""
    paths = np.full((5, room), -1, np.int64)
    paths[4, 0] = 1
    return paths


@kernel
def profiles(overlay, functions, source, targets, most_s, start, stop, block_s, paths):
    """Return (ends, profile): the pieces of target `i` are rows `ends[i] : ends[i + 1]`.

    No departure of a block takes longer than `most_s[i, block]`: arcs over which even an empty road is longer are left
    out. `ends` is empty if a function does not reach far enough, and of length 1 if `paths` has no room.
    """
    count = len(overlay.service_s)
    window, blocks = (start, stop, block_s), (stop - start + block_s - 1) // block_s
    before = free_times(overlay, source)
    wanted, ever = _wanted(overlay, before, targets, most_s)
    # Slots: before each arc, after each arc, and last not having left yet.
    store = new_store(2 * count + 1, blocks)
    desk = new_desk(count + 1, 2 * count + 1, blocks)
    useful = np.ones((2 * count + 1, blocks), np.bool_)
    buffer, queued = scratch(4096), np.zeros(count, np.bool_)
    leans = np.zeros((count, count), np.bool_)  # is the profile before an arc made of that after another?
    ways, lasts = np.empty(count + 1, np.int64), np.empty(count + 1, np.int64)
    keys, items, size = np.empty(count + 1, np.int64), np.empty(count + 1, np.int32), 0
    put(buffer, 0, start, start, 1, 0)
    store = keep(store, 2 * count, buffer, 1, window)
    for i in range(overlay.access_at[source], overlay.access_at[source + 1]):
        arc = overlay.access_arc[i]
        if ever[arc]:
            queued[arc] = True
            size = push(keys, items, size, before[arc], arc)
    while size:
        arc = items[0]
        size = drop_least(keys, items, size)
        queued[arc] = False
        n = _ways_before(overlay, source, arc, before, store[1], ways, lasts)
        desk = hold(desk, store, window, ways, lasts, n, useful)
        _only(desk[0], n, wanted[arc])
        rivals, room = survivors(desk, store, ways, n)
        _note(leans, arc, count, desk[2], rivals, ways)
        buffer = grown(buffer, 0, room)
        pieces = write(desk, store, window, ways, lasts, rivals, room, buffer)
        store = keep(store, arc, buffer, pieces, window)
        buffer = grown(buffer, 0, pieces + functions.at[arc + 1] - functions.at[arc] + 2)
        pieces = compose(
            functions, overlay.service_s[arc], store[0], store[1][arc, 0], pieces, stop, paths, arc, buffer
        )
        if pieces == BEYOND:
            return np.empty(0, np.int64), buffer
        if paths[4, 0] >= paths.shape[1]:
            return np.empty(1, np.int64), buffer
        after = count + arc
        if equals(store, after, buffer, pieces):
            continue
        store = keep(store, after, buffer, pieces, window)
        forget(desk, after)
        desk = _weigh(overlay, arc, before, desk, store, window, wanted, useful)
        for i in range(overlay.next_at[arc], overlay.next_at[arc + 1]):
            onward = overlay.next_arc[i]
            if (
                ever[onward]
                and not queued[onward]
                and (
                    store[1][onward, 1] == 0
                    or leans[onward, arc]
                    or beats(store, after, overlay.next_s[i], useful[after], onward, window)
                )
            ):
                queued[onward] = True
                size = push(keys, items, size, before[onward], onward)
    return _at_targets(overlay, source, targets, window, before, desk, store, useful)


@kernel
def _wanted(overlay, before, targets, most_s):
    """Return which arcs may be of use in which block, and in any: some target may be reached over them in time."""
    count, blocks = len(overlay.service_s), most_s.shape[1]
    wanted, ever = np.zeros((count, blocks), np.bool_), np.zeros(count, np.bool_)
    for row in range(len(targets)):
        look_ahead(overlay, targets[row])
        for arc in range(count):
            ahead = overlay.ahead_s[targets[row], arc]
            if ahead >= APART or before[arc] >= APART:
                continue
            least_s = before[arc] + ahead
            for block in range(blocks):
                if least_s <= most_s[row, block]:
                    wanted[arc, block] = True
                    ever[arc] = True
    return wanted, ever


@kernel
def _only(may, n, wanted):
    """Leave out the blocks in which an arc is of no use."""
    for way in range(n):
        for block in range(len(wanted)):
            may[way, block] &= wanted[block]


@kernel
def _note(leans, arc, count, alive, rivals, ways):
    for other in range(count):
        leans[arc, other] = False
    for rank in range(rivals):
        slot = ways[alive[rank]]
        if slot < 2 * count:
            leans[arc, slot - count] = True


@kernel
def _ways_before(overlay, source, arc, before, slots, ways, lasts):
    """Fill in the ways to the beginning of an arc that are known; the quickest without waiting is first."""
    count, n = len(overlay.service_s), 0
    least_s = np.int64(FAR)
    for i in range(overlay.access_at[source], overlay.access_at[source + 1]):
        if overlay.access_arc[i] == arc:
            ways[0], lasts[0], n = 2 * count, overlay.access_s[i], 1
            least_s = np.int64(overlay.access_s[i])
    for i in range(overlay.last_at[arc], overlay.last_at[arc + 1]):
        earlier = overlay.last_arc[i]
        if slots[count + earlier, 1]:
            bound = before[earlier] + overlay.service_s[earlier] + overlay.last_s[i]
            n, least_s = _add(ways, lasts, n, count + earlier, overlay.last_s[i], bound, least_s)
    return n


@kernel
def _ways_to(overlay, source, target, before, slots, ways, lasts):
    """Fill in the ways to a target; the quickest without waiting is first."""
    count, n, least_s = len(overlay.service_s), 0, np.int64(FAR)
    direct = np.int64(overlay.direct_s[source, target])
    if direct < APART:
        ways[0], lasts[0], n, least_s = 2 * count, direct, 1, direct
    for i in range(overlay.egress_at[target], overlay.egress_at[target + 1]):
        arc = overlay.egress_arc[i]
        bound = before[arc] + overlay.service_s[arc] + overlay.egress_s[i]
        if slots[count + arc, 1] and bound < direct:
            n, least_s = _add(ways, lasts, n, count + arc, overlay.egress_s[i], bound, least_s)
    return n


@kernel
def _add(ways, lasts, n, slot, last, bound, least_s):
    """Add a way, in the first place if it is the quickest without waiting; return how many, and that time."""
    ways[n], lasts[n] = slot, last
    if bound < least_s:
        ways[0], ways[n], lasts[0], lasts[n] = ways[n], ways[0], lasts[n], lasts[0]
        least_s = np.int64(bound)
    return n + 1, least_s


@kernel
def _weigh(overlay, arc, before, desk, store, window, wanted, useful):
    """Say in which blocks it is of use to have come over an arc: where no other way to its end is always ahead.

    Whatever lies behind is then reached earlier by that other way. Of these the quickest without waiting is tried.
    """
    count = len(overlay.service_s)
    after, best, least_s = count + arc, -1, before[arc] + overlay.service_s[arc]
    for block in range(useful.shape[1]):
        useful[after, block] = wanted[arc, block]
    for other in range(count):
        bound = before[other] + overlay.service_s[other] + overlay.beside_s[other, arc]
        if store[1][count + other, 1] and bound < least_s:
            best, least_s = other, bound
    if best >= 0:
        return outruns(desk, store, window, count + best, overlay.beside_s[best, arc], after, useful)
    return desk


@kernel
def _at_targets(overlay, source, targets, window, before, desk, store, useful):
    """Return (ends, profile) of all targets from the profiles after each arc."""
    count, total = len(overlay.service_s), 0
    ends = np.zeros(len(targets) + 1, np.int64)
    ways, lasts = np.empty(count + 1, np.int64), np.empty(count + 1, np.int64)
    # Room that is never written to costs nothing, moving pieces to more room does.
    most = 1
    for slot in range(2 * count + 1):
        most = max(most, store[1][slot, 1])
    found = scratch(min(len(targets) * most, 1 << 26) + 4096)
    for row in range(len(targets)):
        n = _ways_to(overlay, source, targets[row], before, store[1], ways, lasts)
        desk = hold(desk, store, window, ways, lasts, n, useful)
        rivals, room = survivors(desk, store, ways, n)
        found = grown(found, total, room)
        total += write(desk, store, window, ways, lasts, rivals, room, found[total:])
        ends[row + 1] = total
    return ends, found
