"""What is left at the least for kernels: `engine.crew_bounds` and `operations.least_stops` as arrays."""

from collections.abc import Sequence

import numpy as np

from corridor.compiled.crews.rules import END, FIRST, fresh
from corridor.compiled.crews.tables import (
    AFTER_S,
    BEFORE_S,
    BOUND_BREAK_S,
    BOUND_DRIVE_S,
    BOUND_KIND,
    CLEARANCE_RESTS,
    DAY_S,
    DRIVE_S,
    DRIVING_S,
    ELAPSED_S,
    ENDS_DRIVING_S,
    ENDS_S,
    FORTNIGHT_S,
    LONG_DAYS,
    LONGEST_S,
    MORE_S,
    NONE,
    PLAIN_S,
    RELIEFS,
    RELIEVED_S,
    REST_S,
    RESTS,
    SHORT_LATER,
    SHORT_REST_S,
    SHORT_RESTS,
    SHORT_WINDOWS,
    WEEK_DRIVE_S,
    WEEK_PAYS,
    WEEK_REST_S,
    WEEK_S,
    ZERO,
    Left,
    rows_below,
)
from corridor.compiled.crews.weeks import week_ends_at, weeks_in
from corridor.compiled.jit import FAR, leaf
from corridor.engine.crew_bounds import Bounds, WayLeft
from corridor.operations.duty_windows import Windows
from corridor.operations.rest_rules import NO_LIMIT


def left_by_stage(bounds: Bounds, states: Sequence[tuple[str, int]]) -> Left:
    """Return what is left at each state: a node, and the progress along the vias."""
    table = np.empty((len(states), 4), np.int64)
    for i, (node, progress) in enumerate(states):
        stage = bounds.stages[progress // 2]
        table[i, PLAIN_S], table[i, DRIVING_S] = stage.plain_s.get(node, FAR), stage.driving_s.get(node, 0)
        table[i, RELIEVED_S], table[i, BEFORE_S] = (
            stage.relieved_s.get(node, FAR),
            stage.before_s.get(node, 0),
        )
    return Left(0, table, np.zeros(1, np.int64), np.zeros((0, 2), np.int64))


def left_on_way(way: WayLeft) -> Left:
    """Return what is left after each arc of a way, and before the first."""
    numbers: dict[int, int] = {}
    found: list[Windows] = []

    def number(windows: Windows) -> int:
        known = numbers.setdefault(id(windows.ends_s), len(found))
        if known == len(found):
            found.append(windows)
        return known

    table = np.zeros((len(way.ahead), 10), np.int64)
    for i, (ahead, after_s) in enumerate(zip(way.ahead, way.after_s, strict=True)):
        figures = ahead.left_s, ahead.driving_s, ahead.elapsed_s, after_s, ahead.reliefs, ahead.longest_s
        table[i, :SHORT_WINDOWS] = figures
        if ahead.windows is not None:
            short, full = ahead.windows
            table[i, SHORT_WINDOWS:] = number(short), number(full), short.later, full.later
    ends = [end for windows in found for end in zip(windows.ends_s, windows.ends_driving_s, strict=True)]
    return Left(
        1,
        table,
        np.cumsum([0, *(len(windows.ends_s) for windows in found)]),
        np.array(ends, np.int64).reshape(-1, 2),
    )


@leaf
def least_s(rules, left, row, state, free_s, drive_s, spare):
    """Return the least seconds to a goal by a state that is `free_s` away, of which `drive_s` are limited driving."""
    if left.is_way:
        elapsed_s = left.table[state, ELAPSED_S]
        elapsed_s = free_s + elapsed_s if drive_s or elapsed_s else 0
        driving_s, left_s = left.table[state, DRIVING_S] + drive_s, left.table[state, PLAIN_S] + free_s
        found = _with_stops(rules, left, row, state, driving_s, elapsed_s, left_s, spare)
        return found + left.table[state, AFTER_S]
    least = np.int64(FAR)
    if left.table[state, PLAIN_S] < FAR:
        driving_s = left.table[state, DRIVING_S] + drive_s
        least = _with_stops(
            rules, left, row, NONE, driving_s, driving_s, free_s + left.table[state, PLAIN_S], spare
        )
    relieved_s = free_s + left.table[state, RELIEVED_S]
    if relieved_s >= least:
        return least
    before_s = left.table[state, BEFORE_S] + drive_s
    return min(least, _with_stops(rules, left, row, NONE, before_s, before_s, relieved_s, spare))


@leaf
def _with_stops(rules, left, row, state, driving_s, elapsed_s, free_s, spare):
    """Return the least seconds of what is ahead, on a way that is known from `state` on, if that is not -1."""
    if rules.terms[CLEARANCE_RESTS]:
        return free_s
    least = free_s + _stops_s(rules, left, row, row[END], state, driving_s, elapsed_s, free_s)
    if not rules.terms[FORTNIGHT_S]:
        return least
    at = row[END]
    week, before_s, now_s = weeks_in(rules, row, at)
    behind_s = before_s + now_s
    for later in range(2):
        late_s = driving_s - max(rules.terms[FORTNIGHT_S] - behind_s, 0)
        if late_s > 0:
            monday = week_ends_at(rules, week + later)
            fresh(rules, spare, monday)
            after_s = late_s + _stops_s(rules, left, spare, monday, NONE, late_s, late_s, late_s)
            least = max(least, monday - at + after_s)
        behind_s = now_s
    return least


@leaf
def _stops_s(rules, left, row, at, state, driving_s, elapsed_s, left_s):
    """Return the least seconds that stops add (`operations.least_stops`)."""
    if not rules.terms[RESTS] or not (driving_s or elapsed_s):
        return ZERO
    r = FIRST + len(rules.breaks)
    beyond_s = min(row[r + 3] - rules.terms[WEEK_DRIVE_S], 0)
    weeks = max(-(-(driving_s + beyond_s) // rules.terms[WEEK_DRIVE_S]), 0)
    added = _stops_with(rules, left, row, at, state, driving_s, left_s, weeks)
    if not rules.terms[WEEK_S]:
        return added
    week_left_s = max(rules.terms[WEEK_S] - row[r + 4] - at, 0)
    while elapsed_s + added - weeks * rules.terms[WEEK_REST_S] > week_left_s + weeks * rules.terms[WEEK_S]:
        weeks += 1
        added = _stops_with(rules, left, row, at, state, driving_s, left_s, weeks)
    return added


@leaf
def _stops_with(rules, left, row, at, state, driving_s, left_s, weeks):
    r = FIRST + len(rules.breaks)
    driven, is_long, ended, longs, shorts = row[r], row[r + 1], row[r + 2], row[r + 5], row[r + 6]
    renewed = NO_LIMIT if rules.terms[WEEK_PAYS] else weeks + 1
    few = rules.terms[SHORT_RESTS] * renewed - shorts
    shortest = rules.terms[SHORT_REST_S] if shorts < rules.terms[SHORT_RESTS] else rules.terms[REST_S]
    duty_s = max(rules.terms[DAY_S] - shortest - ended - at, 0)
    today_s, long_today_s = max(-driven, 0), max((1 - is_long) * rules.terms[MORE_S] - driven, 0)
    full_days_s = (
        driving_s - min(today_s, duty_s) - (rules.terms[LONG_DAYS] * renewed - longs) * rules.terms[MORE_S]
    )
    rests = max(
        weeks,
        -(-(driving_s - min(long_today_s, duty_s)) // (rules.terms[DRIVE_S] + rules.terms[MORE_S])),
        -(-full_days_s // rules.terms[DRIVE_S]),
    )
    if state < 0:
        breaks_s = _breaks_s(rules, row, driving_s, rests)
        return breaks_s + weeks * rules.terms[WEEK_REST_S] + _rests_s(rules, rests - weeks, few)
    kind = 1 if few <= 0 else 0
    nights = _nights(left, state, kind, left_s - duty_s, driving_s - long_today_s)
    reliefs = left.table[state, RELIEFS]
    longest_s = min(left.table[state, LONGEST_S], rules.terms[WEEK_REST_S])
    least = np.int64(FAR)
    for parts in range(min(weeks, reliefs) + 1):
        daily = max(rests - weeks - reliefs + parts, nights - weeks + parts, 0)
        rests_s = weeks * rules.terms[WEEK_REST_S] - parts * longest_s + _rests_s(rules, daily, few)
        least = min(least, rests_s)
    return _breaks_s(rules, row, driving_s, max(rests, nights + reliefs)) + least


@leaf
def _nights(left, state, kind, after_s, after_driving_s):
    """Return how many windows of duty end with so much left of the way, or of its driving, or less."""
    w = left.table[state, SHORT_WINDOWS + kind]
    first, last = left.windows[w], left.windows[w + 1]
    by_time = rows_below(left.ends, ENDS_S, first, last, after_s)
    by_driving = rows_below(left.ends, ENDS_DRIVING_S, first, last, after_driving_s)
    return left.table[state, SHORT_LATER + kind] + max(by_time, by_driving) - first


@leaf
def _rests_s(rules, daily, few):
    short = min(daily, few)
    return short * rules.terms[SHORT_REST_S] + (daily - short) * rules.terms[REST_S]


@leaf
def _breaks_s(rules, row, driving_s, rests):
    if rules.terms[BOUND_KIND] < 0:
        return ZERO
    since = min(row[FIRST + rules.terms[BOUND_KIND]], rules.terms[BOUND_DRIVE_S])
    stops = -(-(driving_s + since) // rules.terms[BOUND_DRIVE_S]) - 1
    return max(stops - rests, 0) * rules.terms[BOUND_BREAK_S]
