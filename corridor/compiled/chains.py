"""Control points in a row, between which no road leaves, as one arc with one arrival function.

A crossing is often such a row (yard, gate, post), so an overlay has two or three times fewer arcs than control points.
"""

from collections.abc import Sequence

import numpy as np

from corridor.compiled.jit import FAR, Int32s, kernel
from corridor.compiled.pieces import Pieces, first_coming, pieces_from
from corridor.compiled.static import APART
from corridor.operations.arrival import Timed

Element = tuple[Timed, int, str]
"""What makes one wait, the seconds driven before it, and its name."""


def chains(onward: Int32s, access: Int32s, egress: Int32s) -> list[list[int]]:
    """Return the arcs in rows that can only be gone through as a whole, from least seconds between them.

    `onward` is by arc and next arc, `access` by source and arc, `egress` by arc and target.
    """
    one_way_on = ((onward < APART).sum(axis=1) == 1) & ~(egress < APART).any(axis=1)
    one_way_in = ((onward < APART).sum(axis=0) == 1) & ~(access < APART).any(axis=0)
    following = {
        arc: onwards
        for arc in np.flatnonzero(one_way_on).tolist()
        if one_way_in[onwards := int(onward[arc].argmin())]
    }
    begins = set(range(len(onward))) - set(following.values())
    rows = []
    for arc in sorted(begins):
        row = [arc]
        while row[-1] in following:
            row.append(following[row[-1]])
        rows.append(row)
    return rows


def chain_pieces(chain: Sequence[Element], start: int, end: int) -> Pieces:
    """Return the arrival function of a row for comings in `[start, end)`, and before as far as departures reach.

    Raises:
        DataError: An arrival function in it is not first in, first out.
    """
    first = start
    for timed, gap_s, _ in chain[::-1]:
        first = first_coming(timed, first) - gap_s
    timed, gap_s, name = chain[0]
    found = pieces_from(timed, first + gap_s, end, name)
    for timed, gap_s, name in chain[1:]:
        if found.y[0] >= FAR:
            break
        last = _last_finite(found.x, found.y, found.rises, end)
        onward = pieces_from(timed, int(found.y[0]) + gap_s, last + gap_s + 1, name)
        x, y, rises = _composed(found.x, found.y, found.rises, end, gap_s, onward.x, onward.y, onward.rises)
        found = Pieces.of(x, y, rises, end)
    return found


@kernel
def _last_finite(x, y, rises, end):
    last = y[0]
    for i in range(len(x)):
        if y[i] < FAR:
            until = x[i + 1] if i + 1 < len(x) else end
            last = y[i] + (until - 1 - x[i] if rises[i] else 0)
    return last


@kernel
def _composed(x, y, rises, end, gap_s, onward_x, onward_y, onward_rises):
    """Return x, y, rises of going on through a second function after a gap; it covers all that is asked."""
    room = len(x) + len(onward_x) + 1
    out_x, out_y, out_rises = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.bool_)
    count, piece = 0, 0
    for i in range(len(x)):
        if y[i] >= FAR:
            out_x[count], out_y[count], out_rises[count] = x[i], FAR, False
            count += 1
            break
        at, time = x[i], y[i] + gap_s
        until = x[i + 1] if i + 1 < len(x) else end
        stop = time + (until - at if rises[i] else 1)
        while time < stop:
            while piece + 1 < len(onward_x) and onward_x[piece + 1] <= time:
                piece += 1
            on = onward_rises[piece]
            through = onward_y[piece] + (time - onward_x[piece] if on else 0)
            flat_before = count > 0 and not out_rises[count - 1] and out_y[count - 1] == through
            if not (flat_before and not (on and rises[i])):
                out_x[count], out_y[count], out_rises[count] = at, through, on and rises[i]
                count += 1
            upto = min(onward_x[piece + 1], stop) if piece + 1 < len(onward_x) else stop
            at += upto - time
            time = upto
    return out_x[:count].copy(), out_y[:count].copy(), out_rises[:count].copy()
