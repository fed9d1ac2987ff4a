"""Exact profiles over the overlay: what becomes of every departure of a window, from one source to many targets."""

import numpy as np

from corridor.compiled.algebra import BEYOND, compose, line, scratch
from corridor.compiled.blocks import improve, sum_up, summaries
from corridor.compiled.functions import piece_at
from corridor.compiled.heap import drop_least, push
from corridor.compiled.jit import FAR, kernel
from corridor.compiled.search import free_times
from corridor.compiled.static import APART


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
    slots = (np.zeros(2 * count, np.int64), np.zeros(2 * count, np.int64), np.zeros(2 * count, np.int64))
    summary = summaries(2 * count, blocks)
    buffer = scratch(4096)
    queued = np.zeros(count, np.bool_)
    keys, items, size = np.empty(count + 1, np.int64), np.empty(count + 1, np.int32), 0
    for arc in range(count):
        n = line(buffer, start, FAR)
        pool, used = _keep(pool, used, slots, arc, buffer, n, window, summary)
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
        f, after = overlay.function[arc], count + arc
        buffer = _room(buffer, slots[1][arc] + functions.at[f + 1] - functions.at[f] + 2)
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
            buffer = _room(buffer, 2 * (slots[1][onward] + n + blocks) + 4)
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
    return _at_targets(overlay, source, targets, window, before, pool, slots, summary)


@kernel
def _at_targets(overlay, source, targets, window, before, pool, slots, summary):
    """Return (ends, profile) of all targets from the profiles after each timed arc."""
    count, blocks = len(overlay.service_s), summary[0].shape[1]
    ends = np.zeros(len(targets) + 1, np.int64)
    found, total = scratch(4096), 0
    buffer, other = scratch(4096), scratch(4096)
    own = summaries(1, blocks)
    bounds, order = np.empty(count, np.int64), np.empty(count, np.int64)
    for row in range(len(targets)):
        target = targets[row]
        direct = np.int64(overlay.direct_s[source, target])
        n = line(buffer, window[0], direct if direct < APART else FAR)
        sum_up(buffer, 0, n, window[0], window[1], window[2], own, 0)
        ways = 0
        for i in range(overlay.egress_at[target], overlay.egress_at[target + 1]):
            arc = overlay.egress_arc[i]
            bound = before[arc] + overlay.service_s[arc] + overlay.egress_s[i]
            if slots[1][count + arc] and bound < direct:
                place = ways
                while place and bounds[place - 1] > bound:
                    bounds[place], order[place] = bounds[place - 1], order[place - 1]
                    place -= 1
                bounds[place], order[place] = bound, i
                ways += 1
        for way in range(ways):
            after, last = count + overlay.egress_arc[order[way]], np.int64(overlay.egress_s[order[way]])
            other = _room(other, 2 * (n + slots[1][after] + blocks) + 4)
            merged = improve(
                buffer,
                0,
                n,
                own,
                0,
                pool,
                slots[0][after],
                slots[1][after],
                summary,
                after,
                last,
                window,
                other,
            )
            if merged:
                buffer, other, n = other, buffer, merged
                sum_up(buffer, 0, n, window[0], window[1], window[2], own, 0)
        found = _grown(found, total, n)
        _copy(buffer, n, found, total)
        total += n
        ends[row + 1] = total
    return ends, found


@kernel
def _room(arrays, room):
    """Return scratch of at least that size; what was in it is lost if it had to grow."""
    return arrays if len(arrays[0]) >= room else scratch(2 * room)


@kernel
def _grown(arrays, used, more):
    """Return the arrays with room for `more` behind the first `used`, which are kept."""
    if used + more <= len(arrays[0]):
        return arrays
    bigger = scratch(2 * (used + more))
    bigger[0][:used] = arrays[0][:used]
    bigger[1][:used] = arrays[1][:used]
    bigger[2][:used] = arrays[2][:used]
    bigger[3][:used] = arrays[3][:used]
    return bigger


@kernel
def _keep(pool, used, slots, slot, profile, count, window, summary):
    """Copy a profile into its slot of the pool, where it was if it fits there, and sum it up.

    `slots` are first piece, count and room of each.
    """
    if count > slots[2][slot]:
        room = count + count // 4 + 4
        pool = _grown(pool, used, room)
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


@kernel
def waits(overlay, functions, source, profile, stop, paths):
    """Cut the pieces of one target so that each wait on them is constant or shrinks second by second.

    Returns (pieces, ends, arc, wait_s, shrinks): the waits of piece `i` are the rows `ends[i] : ends[i + 1]`.
    """
    pieces, count = scratch(2 * len(profile[0]) + 8), 0
    ends = np.zeros(len(pieces[0]) + 1, np.int64)
    rows, total = (np.empty(64, np.int32), np.empty(64, np.int64), np.empty(64, np.bool_)), 0
    way = np.empty(paths[4, 0], np.int64)
    for i in range(len(profile[0])):
        x, y, m, p = profile[0][i], profile[1][i], profile[2][i], profile[3][i]
        until = profile[0][i + 1] if i + 1 < len(profile[0]) else stop
        length = 0
        while p > 0:
            way[length] = paths[1, p]
            p = paths[0, p]
            length += 1
        at = x
        while at < until:
            if count + 2 > len(pieces[0]):
                pieces = _grown(pieces, count, len(pieces[0]))
                longer = np.zeros(len(pieces[0]) + 1, np.int64)
                longer[: len(ends)] = ends
                ends = longer
            if total + length > len(rows[0]):
                rows = _more_rows(rows, total, length)
            time, rising, piece_end, before = at, True, until, -1
            for step in range(length - 1, -1, -1):
                arc = way[step]
                time += _drive(overlay, source, before, arc)
                f = overlay.function[arc]
                piece = piece_at(functions, f, time)
                if rising and piece + 1 < functions.at[f + 1]:
                    piece_end = min(piece_end, at + functions.x[piece + 1] - time)
                out = functions.y[piece] + functions.rises[piece] * (time - functions.x[piece])
                wait = out - time - overlay.service_s[arc]
                shrinks = rising and not functions.rises[piece]
                if wait or shrinks:
                    rows[0][total], rows[1][total], rows[2][total] = arc, wait, shrinks
                    total += 1
                rising = rising and functions.rises[piece] == 1
                time, before = out, arc
            pieces[0][count] = at
            pieces[1][count] = y + (at - x if m & 1 else 0)
            pieces[2][count] = m
            pieces[3][count] = profile[3][i]
            count += 1
            ends[count] = total
            at = piece_end
    return (
        (pieces[0][:count], pieces[1][:count], pieces[2][:count], pieces[3][:count]),
        ends[: count + 1],
        rows[0][:total],
        rows[1][:total],
        rows[2][:total],
    )


@kernel
def _more_rows(rows, used, more):
    size = 2 * (used + more)
    bigger = (np.empty(size, np.int32), np.empty(size, np.int64), np.empty(size, np.bool_))
    bigger[0][:used] = rows[0][:used]
    bigger[1][:used] = rows[1][:used]
    bigger[2][:used] = rows[2][:used]
    return bigger


@kernel
def _drive(overlay, source, before, arc):
    """Return the seconds from the source, or from the end of arc `before`, to the beginning of `arc`."""
    if before < 0:
        for i in range(overlay.access_at[source], overlay.access_at[source + 1]):
            if overlay.access_arc[i] == arc:
                return np.int64(overlay.access_s[i])
    else:
        for i in range(overlay.next_at[before], overlay.next_at[before + 1]):
            if overlay.next_arc[i] == arc:
                return np.int64(overlay.next_s[i])
    return np.int64(0)
