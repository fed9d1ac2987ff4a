"""Many departures from one source to many targets at once: one lane of a vector for each departure.

Lanes ascend, so arrivals ascend too (first in, first out), and a function is applied to runs of lanes
that share a piece. Times within are int32 seconds after the first departure; `LATE` is never.
"""

import numpy as np

from corridor.compiled.functions import piece_at
from corridor.compiled.jit import FAR, kernel
from corridor.compiled.search import free_times
from corridor.compiled.static import APART

LATE = 1 << 30
"""Never, in lanes: 34 years after the first departure."""


@kernel
def matrix(
    overlay, functions, source, targets, departures, width, answered, total_s, least_s, most_s, arrivals
):
    """Add up durations by target; and if `arrivals` has rows, fill them. Return False if a function does not reach.

    `width` lanes are worked at a time. `departures` ascend and span less than 34 years.
    """
    count = len(overlay.service_s)
    before = free_times(overlay, source)
    order = np.argsort(before)
    ways_at, ways = _ways(overlay, targets, before)
    reached, passed = np.empty((count, width), np.int32), np.empty((count, width), np.int32)
    most, dirty, known = np.empty(count, np.int64), np.empty(count, np.bool_), np.empty(count, np.bool_)
    leave, arrive = np.empty(width, np.int32), np.empty(width, np.int32)
    base = departures[0]
    for first in range(0, len(departures), width):
        lanes = min(width, len(departures) - first)
        for lane in range(lanes):
            leave[lane] = departures[first + lane] - base
        known[:] = False
        dirty[:] = False
        passed[:] = LATE
        for i in range(overlay.access_at[source], overlay.access_at[source + 1]):
            arc = overlay.access_arc[i]
            _shift(leave, overlay.access_s[i], reached[arc], lanes)
            most[arc], dirty[arc], known[arc] = overlay.access_s[i], True, True
        again = True
        while again:
            again = False
            for arc in order:
                if before[arc] >= APART:
                    break
                if not dirty[arc]:
                    continue
                dirty[arc] = False
                if not _through(functions, arc, base, reached[arc], passed[arc], lanes):
                    return False
                after = before[arc] + overlay.service_s[arc]
                for i in range(overlay.next_at[arc], overlay.next_at[arc + 1]):
                    onward, between = overlay.next_arc[i], overlay.next_s[i]
                    if known[onward] and after + between >= most[onward]:
                        continue
                    if not known[onward]:
                        reached[onward, :lanes] = LATE
                        known[onward] = True
                        most[onward] = LATE
                    if _improve(passed[arc], between, reached[onward], lanes):
                        most[onward] = _longest(leave, reached[onward], lanes)
                        dirty[onward] = True
                        again = again or before[onward] <= before[arc]
        for row in range(len(targets)):
            direct = overlay.direct_s[source, targets[row]]
            longest = np.int64(direct) if direct < APART else np.int64(LATE)
            plain = True  # so far every lane takes the direct way
            for i in range(ways_at[row], ways_at[row + 1]):
                arc, last = overlay.egress_arc[ways[i]], overlay.egress_s[ways[i]]
                if before[arc] + overlay.service_s[arc] + last >= longest:
                    break
                if plain:
                    _shift(leave, np.int32(longest), arrive, lanes)
                    plain = False
                if _improve(passed[arc], last, arrive, lanes):
                    longest = _longest(leave, arrive, lanes)
            if plain:
                if direct < APART:
                    answered[row] += lanes
                    total_s[row] += lanes * longest
                    least_s[row], most_s[row] = min(least_s[row], longest), max(most_s[row], longest)
            else:
                _add_up(leave, arrive, lanes, row, answered, total_s, least_s, most_s)
            if arrivals.shape[1]:
                for lane in range(lanes):
                    time = leave[lane] + longest if plain else np.int64(arrive[lane])
                    arrivals[row, first + lane] = base + time if time < LATE else FAR
    return True


@kernel
def _ways(overlay, targets, before):
    """Return for each target the rows of egress that can be reached, by least time with no waiting."""
    ways_at = np.zeros(len(targets) + 1, np.int64)
    for row in range(len(targets)):
        ways_at[row + 1] = (
            ways_at[row] + overlay.egress_at[targets[row] + 1] - overlay.egress_at[targets[row]]
        )
    ways, bounds = np.empty(ways_at[-1], np.int64), np.empty(ways_at[-1], np.int64)
    for row in range(len(targets)):
        start = end = ways_at[row]
        for i in range(overlay.egress_at[targets[row]], overlay.egress_at[targets[row] + 1]):
            arc = overlay.egress_arc[i]
            bound = before[arc] + overlay.service_s[arc] + overlay.egress_s[i]
            if before[arc] >= APART:
                bound = np.int64(FAR)
            place = end
            while place > start and bounds[place - 1] > bound:
                bounds[place], ways[place] = bounds[place - 1], ways[place - 1]
                place -= 1
            bounds[place], ways[place] = bound, i
            end += 1
    return ways_at, ways


@kernel
def _shift(times, by, out, lanes):
    for lane in range(lanes):
        out[lane] = min(times[lane] + by, LATE)


@kernel
def _improve(times, by, out, lanes):
    """Lower `out` to `times + by` where that is earlier; return whether it was anywhere."""
    better = 0
    for lane in range(lanes):
        time = times[lane] + by
        better |= time < out[lane]
        out[lane] = min(out[lane], time)
    return better != 0


@kernel
def _longest(leave, arrive, lanes):
    most = np.int32(0)
    for lane in range(lanes):
        most = max(most, arrive[lane] - leave[lane])
    return np.int64(most)


@kernel
def _through(functions, f, base, times, out, lanes):
    """Apply a function to ascending lanes; return False if it does not reach the last of them."""
    lane = 0
    if times[0] >= LATE:
        out[:lanes] = LATE
        return True
    if base + times[0] >= functions.end:
        return False
    piece, last = piece_at(functions, f, base + times[0]), functions.at[f + 1] - 1
    while lane < lanes:
        time = base + times[lane]
        if times[lane] >= LATE:
            out[lane:lanes] = LATE
            break
        if time >= functions.end:
            return False
        while piece < last and functions.x[piece + 1] <= time:
            piece += 1
        upto = min(functions.x[piece + 1] if piece < last else functions.end, functions.end) - base
        y = min(functions.y[piece] - base, LATE)
        if y >= LATE:
            while lane < lanes and times[lane] < upto:
                out[lane] = LATE
                lane += 1
        elif functions.rises[piece]:
            shift = functions.y[piece] - functions.x[piece]
            while lane < lanes and times[lane] < upto:
                out[lane] = min(times[lane] + shift, LATE)
                lane += 1
        else:
            while lane < lanes and times[lane] < upto:
                out[lane] = y
                lane += 1
    return True


@kernel
def _add_up(leave, arrive, lanes, row, answered, total_s, least_s, most_s):
    some = total = 0
    least, most = least_s[row], most_s[row]
    if arrive[lanes - 1] < LATE:  # later lanes arrive later: then all of them arrive
        low, high = np.int32(LATE), np.int32(0)
        for lane in range(lanes):
            taken = arrive[lane] - leave[lane]
            total += taken
            low, high = min(low, taken), max(high, taken)
        some, least, most = lanes, min(least, low), max(most, high)
    else:
        for lane in range(lanes):
            if arrive[lane] < LATE:
                taken = arrive[lane] - leave[lane]
                some, total = some + 1, total + taken
                least, most = min(least, taken), max(most, taken)
    answered[row] += some
    total_s[row] += total
    least_s[row], most_s[row] = least, most
