"""Profiles as arrays, composed and minimised exactly.

A profile maps departures in `[x[0], stop)` to arrivals: from `x[i]` on, `y[i]`, growing with the departure
where `m[i]` is odd. `m[i] >> 1` are the seconds in motion, which are the same all over a piece, and
`p[i]` is the path: which timed arcs, in order. `FAR` arrivals have `m` and `p` 0 and -1. Scratch is four
such arrays; kernels return how many pieces they wrote, and expect room.
"""

import numpy as np

from corridor.compiled.functions import piece_at
from corridor.compiled.jit import FAR, kernel

BEYOND = -1
"""Instead of a count: a function was asked later than it reaches."""


@kernel
def scratch(room):
    """Return empty arrays for a profile of `room` pieces."""
    return (
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int32),
    )


@kernel
def roomy(arrays, room):
    """Return scratch of at least that size; what was in it is lost if it had to grow."""
    return arrays if len(arrays[0]) >= room else scratch(2 * room)


@kernel
def grown(arrays, used, more):
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
def put(out, count, x, y, m, p):
    """Append a piece, or let the last one go on if it says the same."""
    if count:
        last = count - 1
        if out[2][last] == m and out[3][last] == p:
            since = x - out[0][last] if m & 1 else 0
            if out[1][last] + since == y:
                return count
    out[0][count], out[1][count], out[2][count], out[3][count] = x, y, m, p
    return count + 1


@kernel
def line(out, start, drive_s):
    """Write the profile of driving for `drive_s` (FAR: no way) and return its one piece."""
    if drive_s >= FAR:
        return put(out, 0, start, FAR, 0, -1)
    return put(out, 0, start, start + drive_s, 2 * drive_s + 1, 0)


@kernel
def compose(functions, f, service_s, profile, first, count, stop, paths, arc, out):
    """Write the profile of going on through function `f`, which stands for `arc`; BEYOND if it does not reach."""
    written, piece, path_before, path = 0, -1, -2, -1
    last = functions.at[f + 1] - 1
    for i in range(first, first + count):
        x, y, m = profile[0][i], profile[1][i], profile[2][i]
        if y >= FAR:
            written = put(out, written, x, FAR, 0, -1)
            continue
        until = profile[0][i + 1] if i + 1 < first + count else stop
        end = y + until - x if m & 1 else y + 1
        if end > functions.end:
            return BEYOND
        if profile[3][i] != path_before:
            path_before = profile[3][i]
            path = child(paths, path_before, arc)
        if piece < 0:
            piece = piece_at(functions, f, y)
        moved = (m >> 1) + service_s
        while y < end:
            while piece < last and functions.x[piece + 1] <= y:
                piece += 1
            after = functions.y[piece] + functions.rises[piece] * (y - functions.x[piece])
            if after >= FAR:
                written = put(out, written, x, FAR, 0, -1)
            else:
                written = put(out, written, x, after, 2 * moved + (m & 1 & functions.rises[piece]), path)
            upto = functions.x[piece + 1] if piece < last else end
            x += upto - y
            y = upto
    return written


@kernel
def least(a, i, a_last, a_later_s, b, j, b_last, b_later_s, at, stop, a_end, b_end, out, written):
    """Append, for departures in `[at, stop)`, the earlier of `a` and `b`, with some driving after each.

    Of equal arrivals the one that moved less wins, then `a`. Pieces `i` and `j` hold `at`; the last ones run
    up to `a_end` and `b_end`. Return (count, whether `b` ever won).
    """
    a_x, a_next, a_y, a_m, a_p = _held(a, i, a_last, a_later_s, a_end)
    b_x, b_next, b_y, b_m, b_p = _held(b, j, b_last, b_later_s, b_end)
    b_won, shown = False, -1  # shown: whose piece was written last, 0 `a`, 1 `b`, -1 one that has ended
    while at < stop:
        until = min(a_next, b_next, stop)
        a_rises, b_rises = a_m & 1, b_m & 1
        a_now, b_now = a_y + a_rises * (at - a_x), b_y + b_rises * (at - b_x)
        ahead, ties = b_now - a_now, np.int64((a_m >> 1) <= (b_m >> 1))
        # Where one rises and the other does not, the rising one is earlier up to the instant they meet.
        change = until
        if a_rises == b_rises:
            first = 0 if ahead > 0 or (ahead == 0 and ties) else 1
        elif a_rises:
            first = 0 if ahead + ties > 0 else 1
            if first == 0:
                change = at + ahead + ties
        else:
            first = 1 if ahead + ties <= 0 else 0
            if first:
                change = at - ahead + 1 - ties
        if first != shown:
            if first:
                written = put(out, written, at, b_now, b_m, b_p)
            else:
                written = put(out, written, at, a_now, a_m, a_p)
        shown = first
        if change < until:
            shown = 1 - first
            if first:
                written = put(out, written, change, a_now + a_rises * (change - at), a_m, a_p)
            else:
                written = put(out, written, change, b_now + b_rises * (change - at), b_m, b_p)
        b_won = b_won or first == 1 or shown == 1
        at = until
        if a_next == at and i < a_last:
            i += 1
            a_x, a_next, a_y, a_m, a_p = _held(a, i, a_last, a_later_s, a_end)
            shown = shown or -1
        if b_next == at and j < b_last:
            j += 1
            b_x, b_next, b_y, b_m, b_p = _held(b, j, b_last, b_later_s, b_end)
            shown = -1 if shown == 1 else shown
    return written, b_won


@kernel
def _held(profile, i, last, later_s, end):
    """Return beginning, end, arrival, motion and path of a piece with some driving after it."""
    y, m = profile[1][i], profile[2][i]
    drive = later_s if y < FAR else 0
    return profile[0][i], profile[0][i + 1] if i < last else end, y + drive, m + 2 * drive, profile[3][i]


@kernel
def copy(profile, i, last, later_s, at, stop, out, written):
    """Append a profile for departures in `[at, stop)`, with `later_s` of driving after it; piece `i` holds `at`."""
    x, y, m = profile[0][i], profile[1][i], profile[2][i]
    y += at - x if m & 1 else 0
    if y < FAR:
        y, m = y + later_s, m + 2 * later_s
    written = put(out, written, at, y, m, profile[3][i])
    i += 1
    while i <= last and profile[0][i] < stop:
        out[0][written] = profile[0][i]
        drive = later_s if profile[1][i] < FAR else 0
        out[1][written] = profile[1][i] + drive
        out[2][written] = profile[2][i] + 2 * drive
        out[3][written] = profile[3][i]
        written += 1
        i += 1
    return written


@kernel
def child(paths, parent, arc):
    """Return the number of the path that goes on from `parent` over `arc`; numbered on first use.

    `paths` holds parent, arc, first child, next sibling by path, and in the last row the count.
    """
    known = paths[2, parent]
    while known >= 0:
        if paths[1, known] == arc:
            return known
        known = paths[3, known]
    number = paths[4, 0]
    if number >= paths.shape[1]:
        return -1
    paths[0, number], paths[1, number] = parent, arc
    paths[2, number], paths[3, number] = -1, paths[2, parent]
    paths[2, parent] = number
    paths[4, 0] = number + 1
    return number
