"""Driving in two weeks (`operations.fortnight`) for kernels: the last three numbers of a row."""

import numpy as np

from corridor.compiled.crews.tables import FORTNIGHT_BEGINS_AT, FORTNIGHT_S, FORTNIGHT_WEEK_S
from corridor.compiled.jit import leaf


@leaf
def forget_weeks(row):
    """Make a row that of a crew that has not driven for two weeks."""
    row[-3], row[-2], row[-1] = -1, 0, 0


@leaf
def weeks_in(rules, row, at):
    """Return the week of an instant, driving in the one before it, and in it so far."""
    return _since(row, (at - rules.terms[FORTNIGHT_BEGINS_AT]) // rules.terms[FORTNIGHT_WEEK_S])


@leaf
def week_ends_at(rules, week):
    """Return the end of a week."""
    return rules.terms[FORTNIGHT_BEGINS_AT] + (week + 1) * rules.terms[FORTNIGHT_WEEK_S]


@leaf
def weeks_room(rules, row, at):
    """Return for how many seconds one may drive on from `at` under the rule of two weeks."""
    start = at
    week, before_s, now_s = weeks_in(rules, row, at)
    while True:
        left_s, rest_s = rules.terms[FORTNIGHT_S] - before_s - now_s, week_ends_at(rules, week) - at
        if left_s < rest_s:
            return at - start + left_s
        week, before_s, now_s, at = week + 1, now_s + rest_s, np.int64(0), at + rest_s


@leaf
def drive_weeks(rules, row, start, end):
    """Count driving from `start` to `end` in the weeks of a row."""
    week, before_s, now_s = weeks_in(rules, row, start)
    while start < end:
        until = min(end, week_ends_at(rules, week))
        now_s, start = now_s + until - start, until
        if start < end:
            week, before_s, now_s = week + 1, now_s, np.int64(0)
    row[-3], row[-2], row[-1] = week, before_s, now_s


@leaf
def _since(row, week):
    passed = week - row[-3]
    if passed <= 0:
        return row[-3], row[-2], row[-1]
    if passed == 1:
        return week, row[-1], np.int64(0)
    return week, np.int64(0), np.int64(0)


@leaf
def weeks_no_worse(rows, one, other):
    """Whether no more is behind one crew than behind another that is not ahead of it; `one` and `other` are rows of a table."""
    last = rows.shape[1]
    week = max(rows[one, last - 3], rows[other, last - 3])
    before_s, now_s = _driven_until(rows, one, week)
    others_before_s, others_now_s = _driven_until(rows, other, week)
    return now_s <= others_now_s and before_s + now_s <= others_before_s + others_now_s


@leaf
def _driven_until(rows, row, week):
    """Return the driving in the week before and in the week, as seen in one not before."""
    last = rows.shape[1]
    passed = week - rows[row, last - 3]
    if passed <= 0:
        return rows[row, last - 2], rows[row, last - 1]
    if passed == 1:
        return rows[row, last - 1], np.int64(0)
    return np.int64(0), np.int64(0)
