"""How a crew gets over one arc, for kernels: `engine.crew_passages`, row by row in the same order."""

from typing import Final, NamedTuple

import numpy as np

from corridor.compiled.crews.rules import (
    BEGUN,
    END,
    LEFT,
    NOTHING,
    drive,
    fresh,
    has_just_rested,
    make_long,
    new_lengths,
    put,
    rest_on,
    room,
    stood,
    stops,
)
from corridor.compiled.crews.tables import (
    CLOSES,
    COUNTRY,
    FREE_S,
    HAS_PARKING,
    HEAD,
    IS_REST,
    IS_ROAD,
    MAY_STAND,
    NONE,
    OPENS,
    PERIODS,
    RELAY_S,
    RESUMES,
    ROADSIDE,
    SHORT_S,
    ZERO,
    Table,
)
from corridor.compiled.crews.weeks import forget_weeks
from corridor.compiled.crews.work import ROOM_ASKED, admitted, new_segments, period_at, work
from corridor.compiled.jit import FAR, Int64s, kernel, leaf

_ROWS: Final = 2048
_SPARE: Final = 64
"""Rows that any step may write beyond those that it was asked to have room for."""


SINCE_S, UNTIL_S, SINCE, BEFORE, LEADS_THERE = range(5)
"""Of a drive: from and to so many seconds of the arc, since when, the drive before, and whether it leads to what is found."""
DRIVES, FOUND = range(2)


class Desk(NamedTuple):
    """Room for the passages over one arc: rows found, under way and at work, and two spare ones; lengths of stops, stretches of work.

    `drives` are those of passages, `last_drive` is by row under way; `counts` how many drives there are, and rows found.
    """

    found: Table
    under_way: Table
    at_work: Table
    lengths: Int64s
    segments: Table
    spare: Table
    drives: Table
    counts: Int64s
    last_drive: Int64s


@kernel
def new_desk(width):
    """Return an empty desk for rows of some width."""
    return Desk(
        np.empty((_ROWS + _SPARE, width), np.int64),
        np.empty((_ROWS + _SPARE, width), np.int64),
        np.empty((_ROWS + _SPARE, width), np.int64),
        new_lengths(),
        new_segments(),
        np.empty((2, width), np.int64),
        np.empty((_ROWS + _SPARE, 5), np.int64),
        np.zeros(2, np.int64),
        np.empty(_ROWS + _SPARE, np.int64),
    )


@leaf
def passages(rules, arcs, hours, arc, row, desk, ask):
    """Fill `desk.found` with the ways over an arc of who comes as `row`, up to the first stops on a road; return their count.

    A row with something left is one under way on the arc.
    """
    found, under_way = desk.found, desk.under_way
    if arcs.table[arc, IS_ROAD]:
        size = ZERO + 1
        if row[LEFT]:
            put(row, under_way[0])
        else:
            size = _begun(rules, arcs, hours, arc, row, desk, ask)
        return _drives(rules, arcs, hours, arc, size, desk, ask)
    count = _passes(rules, arcs, hours, arc, row, desk, ask)
    relay_s = arcs.table[arc, RELAY_S]
    if relay_s >= 0:
        for i in range(count):
            fresh(rules, found[i], found[i, END] + relay_s)
            forget_weeks(found[i])
    return count


@leaf
def _begun(rules, arcs, hours, arc, row, desk, ask):
    """Fill `desk.under_way` with what there may be before driving, and return the count."""
    under_way, country, may_stand = desk.under_way, arcs.table[arc, COUNTRY], arcs.table[arc, MAY_STAND]
    stands, count = rules.terms[ROADSIDE] or may_stand, ZERO + 1
    whole = under_way[_ROWS]  # spare
    put(row, whole)
    whole[LEFT], whole[BEGUN] = arcs.table[arc, FREE_S], 0
    put(whole, under_way[0])
    if arcs.table[arc, PERIODS] >= 0 and not arcs.table[arc, RESUMES]:
        at = admitted(hours, arcs.table[arc, PERIODS], row[END], arcs.table[arc, SHORT_S], ask)
        if at >= FAR:
            return ZERO
        if at > row[END]:
            count = _waits(rules, country, whole, at, stands, under_way, ZERO, desk.lengths)
    if not rules.terms[ROADSIDE] and stands:
        before = count
        for i in range(before):
            if not _reaches_parking(rules, arcs, hours, arc, under_way[i], ask):
                count = _stops(rules, country, under_way[i], NOTHING, under_way, count, desk.lengths)
    return count


@leaf
def _reaches_parking(rules, arcs, hours, arc, row, ask):
    """Whether the crew gets over an arc without a stop, to where a truck may stand."""
    head, now = arcs.table[arc, HEAD], row[END]
    if not arcs.states[head, HAS_PARKING] or room(rules, row, arcs.table[arc, COUNTRY])[0] < row[LEFT]:
        return False
    if arcs.table[arc, PERIODS] < 0 or not arcs.table[arc, RESUMES]:
        return True
    period = period_at(hours, arcs.table[arc, PERIODS], now, ask)
    if period < 0 or hours.spans[period, OPENS] > now:
        return False
    return now + row[LEFT] <= hours.spans[period, CLOSES]


@leaf
def _drives(rules, arcs, hours, arc, size, desk, ask):
    """Drive on with `size` passages, and fill in what is through, or has stopped because it had to."""
    found, under_way, country = desk.found, desk.under_way, arcs.table[arc, COUNTRY]
    whole_s, count = arcs.table[arc, FREE_S], ZERO
    has_hours = arcs.table[arc, PERIODS] >= 0 and arcs.table[arc, RESUMES]
    now, drives, many, last = under_way[_ROWS + 1], desk.drives, desk.counts, desk.last_drive
    many[DRIVES] = 0
    for i in range(size):
        last[i] = NONE
    while size:
        if max(size, count, many[DRIVES]) >= _ROWS:
            ask[0] = ROOM_ASKED
            return ZERO
        size -= 1
        put(under_way[size], now)
        before = last[size]
        if not now[LEFT]:
            put(now, found[count])
            count += 1
            _lead_there(drives, before)
            continue
        stands = rules.terms[ROADSIDE] or (now[LEFT] == whole_s and arcs.table[arc, MAY_STAND])
        closes_at = np.int64(FAR)
        if has_hours:
            period = period_at(hours, arcs.table[arc, PERIODS], now[END], ask)
            if period < 0:
                if ask[0]:
                    return ZERO
                continue
            if hours.spans[period, OPENS] > now[END]:
                opens_at, first = hours.spans[period, OPENS], size
                size = _waits(rules, country, now, opens_at, stands, under_way, size, desk.lengths)
                for i in range(first, size):
                    last[i] = before
                continue
            closes_at = hours.spans[period, CLOSES]
        room_s, due = room(rules, now, country)
        if room_s > 0:
            done = drives[many[DRIVES]]
            done[SINCE_S], done[SINCE], done[BEFORE], done[LEADS_THERE] = (
                whole_s - now[LEFT],
                now[END],
                before,
                0,
            )
            drive(rules, now, min(room_s, now[LEFT], closes_at - now[END]))
            done[UNTIL_S], last[size] = whole_s - now[LEFT], many[DRIVES]
            many[DRIVES] += 1
            put(now, under_way[size])
            size += 1
            continue
        stopped = count
        if stands:
            count = _stops(rules, country, now, due, found, count, desk.lengths)
        if count > stopped:
            _lead_there(drives, before)
        put(now, under_way[size])  # its last drive stands there already
        if make_long(rules, under_way[size]):
            size += 1
    return count


@leaf
def _lead_there(drives, drive):
    """Mark a drive and those before it."""
    while drive >= 0 and not drives[drive, LEADS_THERE]:
        drives[drive, LEADS_THERE] = 1
        drive = drives[drive, BEFORE]


@leaf
def _stops(rules, country, row, due, out, count, lengths):
    """Add the stops that set the crew free to drive on; return the count then."""
    for i in range(stops(rules, row, country, due, lengths)):
        before = count
        after = stood(rules, row, row[END], row[END] + lengths[i], out, count)
        for then in range(before, after):
            if room(rules, out[then], country)[0] > 0:
                if then != count:
                    put(out[then], out[count])
                count += 1
    return count


@leaf
def _waits(rules, country, row, until, counts, out, count, lengths):
    """Add waiting until an instant, and stopping for longer where that makes a break or a rest of it; return the count."""
    if not counts:
        put(row, out[count])
        out[count, END], out[count, BEGUN] = until, 1
        return count + 1
    if row[BEGUN] and has_just_rested(rules, row):
        put(row, out[count])
        rest_on(rules, out[count], until)
        return count + 1
    now, many = row[END], stops(rules, row, country, NOTHING, lengths)
    count = stood(rules, row, now, until, out, count)
    for i in range(many):
        if now + lengths[i] > until:
            count = stood(rules, row, now, now + lengths[i], out, count)
    return count


@leaf
def _passes(rules, arcs, hours, arc, row, desk, ask):
    """Fill in passing a port, a ferry, a train or a transload: without a stop before, and with one if one waits."""
    at, lengths, count, many = row[END], desk.lengths, ZERO, ZERO
    through_at, _ = work(arcs, hours, arc, at, desk.segments, ask)
    if through_at >= FAR:
        return ZERO
    is_last_parking = not rules.terms[ROADSIDE] and not arcs.states[arcs.table[arc, HEAD], HAS_PARKING]
    if arcs.table[arc, MAY_STAND] and (is_last_parking or through_at - at > arcs.table[arc, FREE_S]):
        many = stops(rules, row, arcs.table[arc, COUNTRY], NOTHING, lengths)
    for i in range(-1, many):
        starts_at = at if i < 0 else at + lengths[i]
        count = _passed(rules, arcs, hours, arc, row, starts_at, desk, count, ask)
    return count


@leaf
def _passed(rules, arcs, hours, arc, row, starts_at, desk, count, ask):
    """Add passing after a stop up to `starts_at`; it goes on in what is waited after that."""
    found, states, segments = desk.found, desk.at_work, desk.segments
    end, many = work(arcs, hours, arc, starts_at, segments, ask)
    if end >= FAR:
        return count
    put(row, states[0])
    size, since, counts = ZERO + 1, row[END], arcs.table[arc, MAY_STAND]
    for i in range(0 if arcs.table[arc, IS_REST] else many):
        size = _credited(rules, states, size, since, segments[i, 0], counts, ask)
        since = segments[i, 1]
    size = _credited(rules, states, size, since, end, counts, ask)
    if count + size >= _ROWS:
        ask[0] = ROOM_ASKED
        return ZERO
    for i in range(size):
        put(states[i], found[count])
        found[count, END], found[count, LEFT], found[count, BEGUN] = end, 0, 1
        count += 1
    return count


@leaf
def _credited(rules, states, size, since, until, counts, ask):
    """Turn states into what they may be after standing from `since` to `until`, if that counts; return how many there are."""
    if until <= since or not counts:
        return size
    if 4 * size > _ROWS:  # each may become two, and the old ones stand in the other half
        ask[0] = ROOM_ASKED
        return ZERO
    for i in range(size):
        put(states[i], states[_ROWS // 2 + i])
    count = ZERO
    for i in range(size):
        count = stood(rules, states[_ROWS // 2 + i], since, until, states, count)
    return count
