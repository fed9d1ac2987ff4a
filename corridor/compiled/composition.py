"""One arrival function after another, as pieces."""

import numpy as np

from corridor.compiled.jit import FAR, kernel


@kernel
def last_finite(x, y, rises, end):
    """Return the last arrival that is not never."""
    last = y[0]
    for i in range(len(x)):
        if y[i] < FAR:
            until = x[i + 1] if i + 1 < len(x) else end
            last = y[i] + (until - 1 - x[i] if rises[i] else 0)
    return last


@kernel
def composed(x, y, rises, end, gap_s, onward_x, onward_y, onward_rises):
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
