"""The clock of a crew (`operations.crew_clock`, `operations.fortnight`) for kernels.

A row is a passage: its end, the driving left of an arc, whether anything was done on it, and then the state in the
order of `operations.rest_rules.State`: driving since each kind of break, seven numbers of the rule of rest, three of
two weeks. Rows have all of them, and noughts where there is no such rule.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from corridor.compiled.crews.tables import (
    BOUND_BREAK_S,
    BOUND_DRIVE_S,
    BOUND_KIND,
    CLEARANCE_RESTS,
    DAY_S,
    DRIVE_BEFORE,
    DRIVE_S,
    FORTNIGHT_BEGINS_AT,
    FORTNIGHT_S,
    FORTNIGHT_WEEK_S,
    KIND,
    LEAST_REST_S,
    LONG_DAYS,
    MORE_S,
    REST_S,
    RESTS,
    RESTS_IN,
    ROADSIDE,
    SHORT_REST_S,
    SHORT_RESTS,
    WEEK_DRIVE_S,
    WEEK_PAYS,
    WEEK_REST_S,
    WEEK_S,
    Rules,
)
from corridor.compiled.crews.weeks import drive_weeks, week_ends_at, weeks_in, weeks_room
from corridor.compiled.jit import Int64s, kernel, leaf
from corridor.engine.crew_passages import Crewing, Passage
from corridor.operations.crew_clock import CrewClock
from corridor.operations.fortnight import NONE_DRIVEN, FortnightRule
from corridor.operations.rest_rules import NO_LIMIT, RestRule

END: Final = 0
LEFT: Final = 1
BEGUN: Final = 2
FIRST: Final = 3
"""Columns of a row: of the state the first."""
_REST: Final = 7
_WEEKS: Final = 3
NOTHING, BREAK, DAY, DUTY, WEEK, FORTNIGHT = (np.int64(due) for due in range(6))
"""What is due."""
_MOST_STOPS: Final = 6


def rules_of(crewing: Crewing, clock: CrewClock, weeks: FortnightRule | None, names: Sequence[str]) -> Rules:
    """Return the rules of a clock that counts two weeks if `weeks` are given; `names` are those of the countries."""
    least, rest = clock.least_stops, clock.rest or RestRule(drive_s=1, rest_s=0, day_s=0)
    terms = {
        RESTS: clock.rest is not None,
        DRIVE_S: rest.drive_s,
        REST_S: rest.rest_s,
        DAY_S: rest.day_s,
        LONG_DAYS: rest.long_days,
        MORE_S: least.more_s,
        SHORT_REST_S: rest.short_rest_s,
        SHORT_RESTS: rest.short_rests,
        WEEK_DRIVE_S: rest.week_drive_s,
        WEEK_REST_S: rest.week_rest_s,
        WEEK_S: rest.week_s,
        LEAST_REST_S: clock.least_rest_s,
        BOUND_KIND: clock.lengths.index(least.breaks.break_s) if least.breaks else -1,
        BOUND_DRIVE_S: least.breaks.drive_s if least.breaks else 1,
        BOUND_BREAK_S: least.breaks.break_s if least.breaks else 0,
        WEEK_PAYS: least.week_pays,
        FORTNIGHT_S: weeks.drive_s if weeks else 0,
        FORTNIGHT_WEEK_S: weeks.week_s if weeks else 1,
        FORTNIGHT_BEGINS_AT: weeks.begins_at if weeks else 0,
        ROADSIDE: crewing.roadside,
        CLEARANCE_RESTS: crewing.clearance_rests,
    }
    return Rules(
        np.array(clock.lengths, np.int64),
        np.array([_in_country(clock, name) for name in names], np.int64).reshape(-1, 3),
        np.array([terms[term] for term in range(len(terms))], np.int64),
    )


def _in_country(clock: CrewClock, name: str) -> tuple[int, int, bool]:
    """Return the kind of break, the driving before it, and whether rests are due."""
    rule, rests = clock.break_rule(name), clock.rests_in(name)
    return (-1, NO_LIMIT, rests) if rule is None else (clock.lengths.index(rule.break_s), rule.drive_s, rests)


def width(rules: Rules) -> int:
    """Return the columns of a row."""
    return FIRST + len(rules.breaks) + _REST + _WEEKS


def row_of(rules: Rules, passage: Passage) -> Int64s:
    """Return the row of a passage."""
    row = np.zeros(width(rules), np.int64)
    row[END], row[LEFT], row[BEGUN] = passage.end, passage.left_s, bool(passage.steps)
    row[FIRST : FIRST + len(passage.state)] = passage.state
    if not rules.terms[FORTNIGHT_S]:
        row[-_WEEKS:] = NONE_DRIVEN
    return row


def is_row_of(row: Int64s, passage: Passage) -> bool:
    """Whether a row is that of a passage."""
    state = passage.state
    return (row[END], row[LEFT], *row[FIRST : FIRST + len(state)]) == (passage.end, passage.left_s, *state)


@leaf
def put(row, out):
    """Copy a row."""
    for column in range(len(row)):
        out[column] = row[column]


@leaf
def fresh(rules, row, at):
    """Make a row that of a rested crew that begins at `at`, but for its two weeks."""
    r = FIRST + len(rules.breaks)
    for column in range(BEGUN, r + _REST):
        row[column] = 0
    row[END], row[LEFT] = at, 0
    if rules.terms[RESTS]:
        row[r], row[r + 2] = -rules.terms[DRIVE_S], -at
        row[r + 4] = -at if rules.terms[WEEK_S] else 0


@leaf
def make_long(rules, row):
    """Make the day a long one, if it is all driven and may become one; return whether it does."""
    r = FIRST + len(rules.breaks)
    if not rules.terms[RESTS] or row[r] < 0 or row[r + 1] or row[r + 5] >= rules.terms[LONG_DAYS]:
        return False
    row[r] -= rules.terms[MORE_S]
    row[r + 1] = 1
    row[r + 5] += 1
    return True


@leaf
def room(rules, row, country):
    """Return for how long the crew of a row may still drive, and what is due then."""
    at, r = row[END], FIRST + len(rules.breaks)
    left, due = np.int64(NO_LIMIT), NOTHING
    kind = rules.countries[country, KIND]
    if kind >= 0:
        left, due = rules.countries[country, DRIVE_BEFORE] - row[FIRST + kind], BREAK
    if not rules.countries[country, RESTS_IN]:
        return left, due
    shortest = rules.terms[SHORT_REST_S] if row[r + 6] < rules.terms[SHORT_RESTS] else rules.terms[REST_S]
    if -row[r] <= left:
        left, due = -row[r], DAY
    duty = rules.terms[DAY_S] - shortest - row[r + 2] - at
    if duty <= left:
        left, due = duty, DUTY
    if rules.terms[WEEK_S]:
        week = min(rules.terms[WEEK_DRIVE_S] - row[r + 3], rules.terms[WEEK_S] - row[r + 4] - at)
        if week <= left:
            left, due = week, WEEK
    if rules.terms[FORTNIGHT_S]:
        weeks = weeks_room(rules, row, at)
        if weeks <= left:
            left, due = weeks, FORTNIGHT
    return left, due


@leaf
def drive(rules, row, seconds):
    """Make a row that of the crew after some driving."""
    r = FIRST + len(rules.breaks)
    for column in range(FIRST, r):
        row[column] += seconds
    if rules.terms[RESTS]:
        row[r] += seconds
        if rules.terms[WEEK_S]:
            row[r + 3] += seconds
    if rules.terms[FORTNIGHT_S]:
        drive_weeks(rules, row, row[END], row[END] + seconds)
    row[END] += seconds
    row[LEFT] -= seconds
    row[BEGUN] = 1


@leaf
def stood(rules, row, start, end, out, count):
    """Write what a crew may be that stood from `start` to `end`: one row or two; return the count of rows then."""
    seconds, r = end - start, FIRST + len(rules.breaks)
    then = out[count]
    put(row, then)
    then[END], then[BEGUN] = end, 1
    is_rest = rules.terms[RESTS] and seconds >= rules.terms[REST_S]
    is_short = (
        rules.terms[RESTS]
        and not is_rest
        and seconds >= rules.terms[SHORT_REST_S] > 0
        and row[r + 6] < rules.terms[SHORT_RESTS]
    )
    for kind in range(len(rules.breaks)):
        if is_rest or seconds >= rules.breaks[kind]:
            then[FIRST + kind] = 0
    if rules.terms[RESTS] and rules.terms[WEEK_S] and seconds >= rules.terms[WEEK_REST_S]:
        left = then[LEFT]
        fresh(rules, then, end)
        then[LEFT], then[BEGUN] = left, 1
    elif is_rest:
        _new_day(rules, then, end, row[r + 6])
    elif is_short:
        other = out[count + 1]
        put(then, other)
        for kind in range(len(rules.breaks)):
            other[FIRST + kind] = 0
        _new_day(rules, other, end, row[r + 6] + 1)
        return count + 2
    return count + 1


@leaf
def _new_day(rules, row, end, shorts):
    r = FIRST + len(rules.breaks)
    row[r], row[r + 1], row[r + 2], row[r + 6] = -rules.terms[DRIVE_S], 0, -end, shorts
    if not rules.terms[WEEK_S]:
        row[r + 4] = 0


@leaf
def rest_on(rules, row, until):
    """Make a row that of a crew that has just rested and goes on resting until an instant."""
    r = FIRST + len(rules.breaks)
    if rules.terms[RESTS]:
        if row[r + 4] == row[r + 2]:
            row[r + 4] = -until
        row[r + 2] = -until
    row[END], row[BEGUN] = until, 1


@leaf
def has_just_rested(rules, row):
    """Whether the daily rest has ended only now."""
    return rules.terms[RESTS] and row[FIRST + len(rules.breaks) + 2] == -row[END]


@leaf
def stops(rules, row, country, due, lengths):
    """Fill in how long a crew may choose to stop, and return how many such lengths there are."""
    is_full = due == FORTNIGHT
    if rules.terms[FORTNIGHT_S] and rules.countries[country, RESTS_IN] and not is_full:
        is_full = weeks_room(rules, row, row[END]) <= 0
    for_due, count = NOTHING if is_full else due, 0
    if for_due in (NOTHING, BREAK) and rules.countries[country, KIND] >= 0:
        lengths[count] = rules.breaks[rules.countries[country, KIND]]
        count += 1
    if rules.terms[RESTS]:
        if for_due != WEEK:
            lengths[count] = rules.terms[REST_S]
            count += 1
            if row[FIRST + len(rules.breaks) + 6] < rules.terms[SHORT_RESTS]:
                lengths[count] = rules.terms[SHORT_REST_S]
                count += 1
        if rules.terms[WEEK_S]:
            lengths[count] = rules.terms[WEEK_REST_S]
            count += 1
    if rules.terms[FORTNIGHT_S] and (is_full or (not rules.terms[ROADSIDE] and due == NOTHING)):
        week, before_s, now_s = weeks_in(rules, row, row[END])
        for driven_s in (before_s, now_s):
            if driven_s:
                lengths[count] = week_ends_at(rules, week) - row[END]
                count += 1
            week += 1
    return count


@kernel
def new_lengths():
    """Return room for what `stops` fills in."""
    return np.empty(_MOST_STOPS, np.int64)


@leaf
def enough_rest(rules, may_stand):
    """Return how long a rest is that one may have, and one after which even the week is new: what `is_no_worse` asks for."""
    terms = rules.terms
    rest_s, week_rest_s = np.int64(NO_LIMIT), np.int64(0)
    if may_stand:
        rest_s = terms[LEAST_REST_S]
    if terms[RESTS]:
        week_rest_s = terms[WEEK_REST_S] if terms[WEEK_S] else np.int64(NO_LIMIT)
    return rest_s, week_rest_s


@leaf
def is_no_worse(rows, one, other, enough):
    """Whether the crew of a row can do all that that of another one can, which is there at the same time or later; two weeks left out.

    It is asked for each pair of labels at a point: so it takes rows by number and `enough_rest`, and calls nothing, since
    Numba counts each array that is taken or handed on.
    """
    seconds, last = rows[other, END] - rows[one, END], rows.shape[1] - _WEEKS
    if seconds < 0:
        return False
    column = FIRST
    while column < last and rows[one, column] <= rows[other, column]:
        column += 1
    if column == last:
        return True
    if seconds < enough[0]:
        return False
    if seconds < enough[1]:
        for since_week in range(last - 4, last):
            if rows[one, since_week] > rows[other, since_week]:
                return False
    return True
