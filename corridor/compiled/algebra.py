"""Profiles as arrays, composed and minimised exactly.

A profile maps departures in `[start, stop)` to arrivals. Row `i` of its array holds for the departures from
`[i, X]` up to the next row's: the arrival `[i, Y]` of the first; the mark `[i, M]`; and `[i, P]`, the path: which
arcs, in order. A mark is made of the seconds in motion (`>> MOVED`), the number of arcs, and in its last bit whether
the arrival grows with the departure; so of equal arrivals the one with the lesser mark moved less, over fewer arcs.
Departures that never arrive have `FAR`, 0 and -1. Kernels that write rows are given room for them and return how many there are.
"""

import numpy as np

from corridor.compiled.functions import piece_at
from corridor.compiled.jit import FAR, kernel

X, Y, M, P = 0, 1, 2, 3
MOVED = 17
BEYOND = -1
"""Instead of a count: a function was asked later than it reaches."""


@kernel
def scratch(room):
    """Return an empty array for a profile of `room` pieces."""
    return np.empty((room, 4), np.int64)


@kernel
def grown(array, used, more):
    """Return the array with room for `more` rows behind the first `used`, which are kept."""
    if used + more <= len(array):
        return array
    bigger = np.empty((2 * (used + more), array.shape[1]), np.int64)
    move(array, 0, used, bigger, 0)
    return bigger


@kernel
def move(array, first, count, out, at):
    """Copy rows of one array into another one."""
    for row in range(count):
        for column in range(array.shape[1]):
            out[at + row, column] = array[first + row, column]


@kernel
def put(out, count, x, y, m, p):
    """Append a piece, or let the last one go on if it says the same."""
    if count:
        last = count - 1
        if out[last, M] == m and out[last, P] == p:
            since = x - out[last, X] if m & 1 else 0
            if out[last, Y] + since == y:
                return count
    out[count, X], out[count, Y], out[count, M], out[count, P] = x, y, m, p
    return count + 1


@kernel
def compose(functions, service_s, profile, first, count, stop, paths, arc, out):
    """Write the profile of going on through `arc`; BEYOND if its function does not reach that far."""
    written, piece, path_before, path = 0, -1, -2, -1
    last = functions.at[arc + 1] - 1
    for i in range(first, first + count):
        x, y, m = profile[i, X], profile[i, Y], profile[i, M]
        if y >= FAR:
            written = put(out, written, x, FAR, 0, -1)
            continue
        until = profile[i + 1, X] if i + 1 < first + count else stop
        end = y + until - x if m & 1 else y + 1
        if end > functions.end:
            return BEYOND
        if profile[i, P] != path_before:
            path_before = profile[i, P]
            path = child(paths, path_before, arc)
        if piece < 0 or y < functions.x[piece]:  # where ways are left out, later departures may come earlier
            piece = piece_at(functions, arc, y)
        mark = (m >> 1 << 1) + (service_s << MOVED) + 2
        while y < end:
            while piece < last and functions.x[piece + 1] <= y:
                piece += 1
            after = functions.y[piece] + functions.rises[piece] * (y - functions.x[piece])
            if after >= FAR:
                written = put(out, written, x, FAR, 0, -1)
            else:
                written = put(out, written, x, after, mark + (m & 1 & functions.rises[piece]), path)
            upto = functions.x[piece + 1] if piece < last else end
            x += upto - y
            y = upto
    return written


@kernel
def least(a, i, a_last, a_later_s, b, j, b_last, b_later_s, at, stop, a_end, b_end, out, written):
    """Append, for departures in `[at, stop)`, the earlier of `a` and `b`, with some driving after each.

    Of equal arrivals the one with the lesser mark wins, then `a`. Pieces `i` and `j` hold `at`; the last ones run
    up to `a_end` and `b_end`. Return the count.
    """
    a_x, a_next, a_y, a_m, a_p = _held(a, i, a_last, a_later_s, a_end)
    b_x, b_next, b_y, b_m, b_p = _held(b, j, b_last, b_later_s, b_end)
    shown = -1  # whose piece was written last: 0 `a`, 1 `b`, -1 one that has ended
    while at < stop:
        until = min(a_next, b_next, stop)
        a_rises, b_rises = a_m & 1, b_m & 1
        a_now, b_now = a_y + a_rises * (at - a_x), b_y + b_rises * (at - b_x)
        ahead, ties = b_now - a_now, np.int64((a_m >> 1) <= (b_m >> 1))
        # Where one rises and the other does not, the rising one is earlier up to the instant they meet.
        change = until
        if a_rises == b_rises:
            first = 0 if ahead + ties > 0 else 1
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
        at = until
        if a_next == at and i < a_last:
            i += 1
            a_x, a_next, a_y, a_m, a_p = _held(a, i, a_last, a_later_s, a_end)
            shown = shown or -1
        if b_next == at and j < b_last:
            j += 1
            b_x, b_next, b_y, b_m, b_p = _held(b, j, b_last, b_later_s, b_end)
            shown = -1 if shown == 1 else shown
    return written


@kernel
def _held(profile, i, last, later_s, end):
    """Return beginning, end, arrival, motion and path of a piece with some driving after it."""
    y, m = profile[i, Y], profile[i, M]
    drive = later_s if y < FAR else 0
    return (
        profile[i, X],
        profile[i + 1, X] if i < last else end,
        y + drive,
        m + (drive << MOVED),
        profile[i, P],
    )


@kernel
def copy(profile, i, last, later_s, at, stop, out, written):
    """Append a profile for departures in `[at, stop)`, with `later_s` of driving after it; piece `i` holds `at`."""
    x, _, y, m, p = _held(profile, i, last, later_s, stop)
    written = put(out, written, at, y + (at - x if m & 1 else 0), m, p)
    i += 1
    while i <= last and profile[i, X] < stop:
        drive = later_s if profile[i, Y] < FAR else 0
        out[written, X] = profile[i, X]
        out[written, Y] = profile[i, Y] + drive
        out[written, M] = profile[i, M] + (drive << MOVED)
        out[written, P] = profile[i, P]
        written += 1
        i += 1
    return written


@kernel
def child(paths, parent, arc):
    """Return the number of the path that goes on from `parent` over `arc`; numbered on first use.

    `paths` holds parent, arc, first child, next sibling by path, and in the last row the count. -1: no room.
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
