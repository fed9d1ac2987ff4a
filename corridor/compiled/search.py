"""One departure at a time over the overlay: A* to one target, or the times to all of them.

Labels are (time, time in motion), the lesser first, as in `engine.search`; a label is taken up again
when an equally early one moved less.
"""

import numpy as np

from corridor.compiled.functions import through
from corridor.compiled.heap import drop_least, push
from corridor.compiled.jit import FAR, kernel
from corridor.compiled.static import APART

BEYOND = -(1 << 62)
"""Instead of an arrival: the search came to a timed arc later than its function reaches."""


@kernel
def to_target(overlay, functions, source, target, at):
    """Return (arrival, seconds in motion) of one who leaves `source` at `at`; (FAR, 0) if never.

    The bound on what is left is the least time with no waiting, so the first label to reach the bound's
    key is the answer.
    """
    count = len(overlay.service_s)
    best, moved = np.int64(FAR), np.int64(0)
    if overlay.direct_s[source, target] < APART:
        moved = np.int64(overlay.direct_s[source, target])
        best = at + moved
    egress = np.full(count, APART, np.int64)
    for i in range(overlay.egress_at[target], overlay.egress_at[target + 1]):
        egress[overlay.egress_arc[i]] = overlay.egress_s[i]
    look_ahead(overlay, target)
    ahead = overlay.ahead_s[target]
    times, moves = np.full(count, FAR, np.int64), np.full(count, FAR, np.int64)
    keys, items = np.empty(64, np.int64), np.empty(64, np.int32)
    size = 0
    for i in range(overlay.access_at[source], overlay.access_at[source + 1]):
        arc, drive = overlay.access_arc[i], np.int64(overlay.access_s[i])
        left = ahead[arc]
        if left < APART and at + drive + left <= best:
            times[arc], moves[arc] = at + drive, drive
            if size == len(keys):
                keys, items = _roomier(keys), _roomier(items)
            size = push(keys, items, size, at + drive + left, arc)
    while size and keys[0] <= best:
        key, arc = keys[0], items[0]
        size = drop_least(keys, items, size)
        if key > times[arc] + ahead[arc]:
            continue
        if times[arc] >= functions.end:
            return BEYOND, 0
        time = through(functions, arc, times[arc])
        if time >= FAR:
            continue
        drive = moves[arc] + overlay.service_s[arc]
        if egress[arc] < APART and (time + egress[arc], drive + egress[arc]) < (best, moved):
            best, moved = time + egress[arc], drive + egress[arc]
        for i in range(overlay.next_at[arc], overlay.next_at[arc + 1]):
            onward, between = overlay.next_arc[i], np.int64(overlay.next_s[i])
            if time + between > best:
                break
            left = ahead[onward]
            if left >= APART or time + between + left > best:
                continue
            if (time + between, drive + between) < (times[onward], moves[onward]):
                times[onward], moves[onward] = time + between, drive + between
                if size == len(keys):
                    keys, items = _roomier(keys), _roomier(items)
                size = push(keys, items, size, time + between + left, onward)
    return best, moved


@kernel
def look_ahead(overlay, target):
    """Fill in, once for a target, the least seconds with no waiting from before each arc to it.

    The table is written by any thread that asks first; all write the same.
    """
    if overlay.is_known[target]:
        return
    for arc in range(len(overlay.service_s)):
        least = np.int64(APART)
        for i in range(overlay.egress_at[target], overlay.egress_at[target + 1]):
            least = min(least, np.int64(overlay.free_s[arc, overlay.egress_arc[i]]) + overlay.egress_s[i])
        overlay.ahead_s[target, arc] = least
    overlay.is_known[target] = True


@kernel
def _roomier(array):
    bigger = np.empty(2 * len(array), array.dtype)
    bigger[: len(array)] = array
    return bigger


@kernel
def to_all(overlay, functions, source, at, times, moves):
    """Fill the arrival and seconds in motion at every target; return False if a function does not reach."""
    count = len(overlay.service_s)
    reached, moved = np.full(count, FAR, np.int64), np.full(count, FAR, np.int64)
    passed, driven = np.full(count, FAR, np.int64), np.full(count, FAR, np.int64)
    keys, items = np.empty(64, np.int64), np.empty(64, np.int32)
    size = 0
    for i in range(overlay.access_at[source], overlay.access_at[source + 1]):
        arc, drive = overlay.access_arc[i], np.int64(overlay.access_s[i])
        reached[arc], moved[arc] = at + drive, drive
        if size == len(keys):
            keys, items = _roomier(keys), _roomier(items)
        size = push(keys, items, size, at + drive, arc)
    while size:
        key, arc = keys[0], items[0]
        size = drop_least(keys, items, size)
        if key > reached[arc]:
            continue
        if key >= functions.end:
            return False
        time = through(functions, arc, key)
        if time >= FAR:
            continue
        drive = moved[arc] + overlay.service_s[arc]
        passed[arc], driven[arc] = time, drive
        for i in range(overlay.next_at[arc], overlay.next_at[arc + 1]):
            onward, between = overlay.next_arc[i], np.int64(overlay.next_s[i])
            if (time + between, drive + between) < (reached[onward], moved[onward]):
                reached[onward], moved[onward] = time + between, drive + between
                if size == len(keys):
                    keys, items = _roomier(keys), _roomier(items)
                size = push(keys, items, size, time + between, onward)
    for target in range(len(times)):
        times[target], moves[target] = FAR, 0
        if overlay.direct_s[source, target] < APART:
            moves[target] = overlay.direct_s[source, target]
            times[target] = at + moves[target]
        for i in range(overlay.egress_at[target], overlay.egress_at[target + 1]):
            arc, last = overlay.egress_arc[i], np.int64(overlay.egress_s[i])
            if passed[arc] < FAR and (passed[arc] + last, driven[arc] + last) < (
                times[target],
                moves[target],
            ):
                times[target], moves[target] = passed[arc] + last, driven[arc] + last
    return True


@kernel
def free_times(overlay, source):
    """Return the least seconds with no waiting from the source to before every timed arc; `APART` if none."""
    count = len(overlay.service_s)
    before = np.full(count, APART, np.int64)
    keys = np.empty(len(overlay.next_arc) + count + 1, np.int64)
    items = np.empty(len(keys), np.int32)
    size = 0
    for i in range(overlay.access_at[source], overlay.access_at[source + 1]):
        before[overlay.access_arc[i]] = overlay.access_s[i]
        size = push(keys, items, size, overlay.access_s[i], overlay.access_arc[i])
    while size:
        key, arc = keys[0], items[0]
        size = drop_least(keys, items, size)
        if key > before[arc]:
            continue
        after = key + overlay.service_s[arc]
        for i in range(overlay.next_at[arc], overlay.next_at[arc + 1]):
            onward = overlay.next_arc[i]
            if after + overlay.next_s[i] < before[onward]:
                before[onward] = after + overlay.next_s[i]
                size = push(keys, items, size, before[onward], onward)
    return before


@kernel
def connected(overlay, source):
    """Return by target whether there is a way if no port ever closed."""
    before = free_times(overlay, source)
    found = np.zeros(overlay.direct_s.shape[1], np.bool_)
    for target in range(len(found)):
        found[target] = overlay.direct_s[source, target] < APART
        for i in range(overlay.egress_at[target], overlay.egress_at[target + 1]):
            found[target] |= before[overlay.egress_arc[i]] < APART
    return found
