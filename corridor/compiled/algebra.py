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
def least(a, i, a_last, b, j, b_last, later_s, at, stop, end, out, written):
    """Append, for departures in `[at, stop)`, the earlier of `a` and of `b` with `later_s` of driving after it.

    Of equal arrivals the one that moved less wins, then `a`. Pieces `i` and `j` hold `at`; the last ones run up
    to `end`. Return (count, whether `b` ever won).
    """
    b_won = False
    while at < stop:
        a_next = a[0][i + 1] if i < a_last else end
        b_next = b[0][j + 1] if j < b_last else end
        until = min(a_next, b_next, stop)
        a_m, b_m = a[2][i], b[2][j]
        a_y = a[1][i] + (at - a[0][i] if a_m & 1 else 0)
        b_y = b[1][j] + (at - b[0][j] if b_m & 1 else 0)
        if b_y < FAR:
            b_y, b_m = b_y + later_s, b_m + 2 * later_s
        a_rises, b_rises, ties = a_m & 1, b_m & 1, (a_m >> 1) <= (b_m >> 1)
        # Where one rises and the other does not, the rising one is earlier up to the instant they meet.
        a_begins = True
        if a_rises == b_rises:
            a_length = until - at if a_y < b_y or (a_y == b_y and ties) else 0
        elif a_rises:
            a_length = min(max(b_y - a_y + (1 if ties else 0), 0), until - at)
        else:
            a_length = until - at - min(max(a_y - b_y + (0 if ties else 1), 0), until - at)
            a_begins = False
        b_length = until - at - a_length
        b_won = b_won or b_length > 0
        if a_begins:
            if a_length:
                written = put(out, written, at, a_y, a_m, a[3][i])
            if b_length:
                written = put(out, written, at + a_length, b_y + (a_length if b_rises else 0), b_m, b[3][j])
        else:
            if b_length:
                written = put(out, written, at, b_y, b_m, b[3][j])
            if a_length:
                written = put(out, written, at + b_length, a_y + (b_length if a_rises else 0), a_m, a[3][i])
        at = until
        i += i < a_last and a_next == until
        j += j < b_last and b_next == until
    return written, b_won


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
