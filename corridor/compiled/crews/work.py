"""Admission and work at a control point, and driving under hours, for kernels (`operations.arrival`).

`ask` is what a kernel wants to know and cannot: a kind, an index of `Hours`, and an instant. Who finds it filled in
gives up; the question is then asked anew with more hours.
"""

from typing import Final

import numpy as np

from corridor.calendars.periods import GIVE_UP_S
from corridor.compiled.crews.tables import (
    CLOSES,
    COMES,
    DURATION_S,
    FIRST_ROW,
    IS_OVER,
    KNOWN_FROM,
    KNOWN_TO,
    LAST_ROW,
    OPENS,
    PERIODS,
    QUEUE,
    RESUMES,
    RISES,
    SHORT_S,
    SLOT_ENDS,
    SLOT_STARTS,
    THROUGH,
    rows_below,
)
from corridor.compiled.jit import FAR, kernel, leaf

NOTHING_ASKED, PERIODS_ASKED, QUEUE_ASKED, ROOM_ASKED, PAUSE_ASKED = range(5)
"""Kinds of `ask[0]`: the last two are for more room than kernels have, and for a pause in which a person may interrupt."""
_MOST_SEGMENTS: Final = 512


@kernel
def new_segments():
    """Return room for the stretches of work that `work` fills in."""
    return np.empty((_MOST_SEGMENTS, 2), np.int64)


@leaf
def period_at(hours, p, at, ask):
    """Return the index of the period that holds `at`, or else of the next one; -1 if none comes, or that is not known."""
    if at < hours.periods[p, KNOWN_FROM] or (
        at >= hours.periods[p, KNOWN_TO] and not hours.periods[p, IS_OVER]
    ):
        ask[0], ask[1], ask[2] = PERIODS_ASKED, p, at
        return -1
    first, last = hours.periods[p, FIRST_ROW], hours.periods[p, LAST_ROW]
    found = rows_below(hours.spans, CLOSES, first, last, at + 1)
    if found < last:
        return found
    if not hours.periods[p, IS_OVER]:
        ask[0], ask[1], ask[2] = PERIODS_ASKED, p, hours.periods[p, KNOWN_TO]
    return -1


@leaf
def admitted(hours, p, at, short_s, ask):
    """Return the earliest admission of one who comes at `at`; `FAR` if there is none, or that is not known."""
    if p < 0:
        return at
    give_up_at = at + GIVE_UP_S
    while at <= give_up_at:
        period = period_at(hours, p, at, ask)
        if period < 0:
            return np.int64(FAR)
        start = max(at, hours.spans[period, OPENS])
        if start + short_s < hours.spans[period, CLOSES]:
            return start
        at = hours.spans[period, CLOSES]
    return np.int64(FAR)


@leaf
def let_in(hours, q, at, ask):
    """Return when a queue lets one in who comes at `at`; `FAR` if never, or if that is not known."""
    if at < hours.queues[q, KNOWN_FROM] or at >= hours.queues[q, KNOWN_TO]:
        ask[0], ask[1], ask[2] = QUEUE_ASKED, q, at
        return np.int64(FAR)
    piece = rows_below(hours.pieces, COMES, hours.queues[q, FIRST_ROW], hours.queues[q, LAST_ROW], at + 1) - 1
    comes_at, through_at = hours.pieces[piece, COMES], hours.pieces[piece, THROUGH]
    return through_at + at - comes_at if hours.pieces[piece, RISES] else through_at


@leaf
def work(arcs, hours, arc, at, segments, ask):
    """Return when one is through who comes at `at`, and how many stretches of work are filled in; `FAR` as above."""
    duration_s = arcs.table[arc, DURATION_S]
    if at < arcs.table[arc, SLOT_ENDS]:
        at = max(at, arcs.table[arc, SLOT_STARTS])
    elif arcs.table[arc, QUEUE] >= 0:
        at = let_in(hours, arcs.table[arc, QUEUE], at, ask)
        if at >= FAR:
            return at, 0
    p = arcs.table[arc, PERIODS]
    start = admitted(hours, p, at, arcs.table[arc, SHORT_S], ask)
    if start >= FAR or not duration_s:
        return start, 0
    if p < 0 or not arcs.table[arc, RESUMES]:
        segments[0, 0], segments[0, 1] = start, start + duration_s
        return start + duration_s, 1
    left_s, count, clock = duration_s, 0, start
    while left_s:
        period = period_at(hours, p, clock, ask)
        if period < 0:
            return np.int64(FAR), 0
        if count == _MOST_SEGMENTS:
            ask[0] = ROOM_ASKED
            return np.int64(FAR), 0
        begins = max(clock, hours.spans[period, OPENS])
        clock = min(hours.spans[period, CLOSES], begins + left_s)
        left_s -= clock - begins
        if count and segments[count - 1, 1] == begins:
            segments[count - 1, 1] = clock
        else:
            segments[count, 0], segments[count, 1] = begins, clock
            count += 1
    return clock, count
