"""Profiles at targets: the earliest of the ways from the ends of timed arcs, block by block and piece by piece."""

import numpy as np

from corridor.compiled.algebra import copy, grown, least, put, roomy, scratch
from corridor.compiled.blocks import latest
from corridor.compiled.jit import FAR, kernel
from corridor.compiled.static import APART


@kernel
def at_targets(overlay, source, targets, window, before, pool, slots, summary):
    """Return (ends, profile) of all targets from the profiles after each timed arc."""
    count, blocks = len(overlay.service_s), summary[0].shape[1]
    ends = np.zeros(len(targets) + 1, np.int64)
    # Room that is never written to costs nothing, moving pieces to more room does.
    found, total = scratch(min(len(targets) * slots[1].max(), 1 << 26) + 4096), 0
    this, other = scratch(4096), scratch(4096)
    ways, lasts = np.empty(count + 1, np.int64), np.empty(count + 1, np.int64)
    alive, runners = np.empty(count + 1, np.int64), np.empty(count + 1, np.int64)
    leads = (np.full((2 * count + 1, 2 * count + 1), -1, np.int32), np.empty((16, blocks), np.int64), 0)
    bar, may = np.empty(blocks, np.int64), np.empty((count + 1, blocks), np.bool_)
    for row in range(len(targets)):
        n = _ways_to(overlay, source, targets[row], before, slots, ways, lasts)
        leads = _contest(pool, slots, summary, window, ways, lasts, n, leads, bar, may)
        rivals, room = 0, 2 * blocks + 2
        for way in range(n):
            if may[way].any():
                alive[rivals] = way
                rivals, room = rivals + 1, room + 2 * slots[1][ways[way]]
        found = grown(found, total, room)
        this, other = roomy(this, room), roomy(other, room)
        out, written = (found[0][total:], found[1][total:], found[2][total:], found[3][total:]), 0
        block = 0
        while block < blocks:
            since = block
            while block < blocks and _same(may, alive, rivals, since, block):
                block += 1
            span = (
                window[0] + since * window[2],
                window[1] if block == blocks else window[0] + block * window[2],
            )
            best = 0
            for rank in range(rivals):
                if may[alive[rank], since]:
                    runners[best] = alive[rank]
                    best += 1
            written = _write_best(
                pool,
                slots,
                summary[0][:, since],
                window[1],
                span,
                ways,
                lasts,
                runners[:best],
                this,
                other,
                out,
                written,
            )
        total += written
        ends[row + 1] = total
    return ends, found


@kernel
def _write_best(pool, slots, firsts, stop, span, ways, lasts, runners, this, other, out, written):
    """Append the earliest of some ways for the departures of `span`; `firsts` are their pieces, by slot."""
    at, until = span
    if len(runners) == 0:
        return put(out, written, at, FAR, 0, -1)
    slot, last = ways[runners[0]], lasts[runners[0]]
    first, end = firsts[slot], slots[0][slot] + slots[1][slot] - 1
    if len(runners) == 1:
        return copy(pool, first, end, last, at, until, out, written)
    pieces = 0
    if len(runners) > 2:
        pieces = copy(pool, first, end, last, at, until, this, 0)
    for rank in range(1, len(runners)):
        slot_b, last_b = ways[runners[rank]], lasts[runners[rank]]
        first_b, end_b = firsts[slot_b], slots[0][slot_b] + slots[1][slot_b] - 1
        if len(runners) == 2:
            written, _ = least(
                pool, first, end, last, pool, first_b, end_b, last_b, at, until, stop, stop, out, written
            )
        elif rank + 1 < len(runners):
            pieces, _ = least(
                this, 0, pieces - 1, 0, pool, first_b, end_b, last_b, at, until, until, stop, other, 0
            )
            this, other = other, this
        else:
            written, _ = least(
                this, 0, pieces - 1, 0, pool, first_b, end_b, last_b, at, until, until, stop, out, written
            )
    return written


@kernel
def _same(may, alive, rivals, block, other):
    for rank in range(rivals):
        if may[alive[rank], block] != may[alive[rank], other]:
            return False
    return True


@kernel
def _ways_to(overlay, source, target, before, slots, ways, lasts):
    """Fill in the slots whose profiles lead to the target, and the driving after them; the quickest one is first."""
    count, n, least_s = len(overlay.service_s), 0, np.int64(FAR)
    direct = np.int64(overlay.direct_s[source, target])
    if direct < APART:
        ways[0], lasts[0], n, least_s = 2 * count, direct, 1, direct
    for i in range(overlay.egress_at[target], overlay.egress_at[target + 1]):
        arc, last = overlay.egress_arc[i], np.int64(overlay.egress_s[i])
        bound = before[arc] + overlay.service_s[arc] + last
        if slots[1][count + arc] and bound < direct:
            ways[n], lasts[n] = count + arc, last
            if bound < least_s:
                ways[0], ways[n], lasts[0], lasts[n] = ways[n], ways[0], lasts[n], lasts[0]
                least_s = bound
            n += 1
    return n


@kernel
def _contest(pool, slots, summary, window, ways, lasts, n, leads, bar, may):
    """Say which way may be the best in which block: `may[way, block]`; the others cannot.

    A way is out where its least duration is above another's longest, or where the quickest way is ahead of it all
    the time. `leads` keeps how much later than another slot's profile each slot's is at most, by block.
    """
    bar[:] = FAR
    for way in range(n):
        _lower(bar, summary[2][ways[way]], lasts[way])
    for way in range(n):
        some = _within(may[way], bar, summary[1][ways[way]], lasts[way])
        if way and some:
            row, leads = _lead(pool, slots, window, ways[0], ways[way], leads)
            _outrun(may[way], leads[1][row], lasts[way] - lasts[0])
    return leads


@kernel
def _lower(bar, longest, last):
    for block in range(len(bar)):
        bar[block] = min(bar[block], longest[block] + last)


@kernel
def _within(may, bar, shortest, last):
    some = False
    for block in range(len(bar)):
        may[block] = shortest[block] + last <= bar[block] < FAR // 2
        some |= may[block]
    return some


@kernel
def _outrun(may, lead, later_s):
    for block in range(len(may)):
        may[block] &= lead[block] >= later_s


@kernel
def _lead(pool, slots, window, a, b, leads):
    """Return the row of how much later than slot `b`'s profile `a`'s is at most, by block, and all rows."""
    known, rows, used = leads
    if known[a, b] < 0:
        if used == len(rows):
            more = np.empty((2 * used, rows.shape[1]), np.int64)
            more[:used] = rows
            rows = more
        latest(pool, slots[0][a], slots[1][a], pool, slots[0][b], slots[1][b], window, rows[used])
        known[a, b] = used
        used += 1
    return known[a, b], (known, rows, used)
