"""From published gross clearance times (CAREC CPMM) to net ones: closed hours taken out, exactly.

A gross mean is of all that a truck spends at a crossing: waiting for opening, queue, work. The planner
adds waiting by itself, so the mean may not go in as it is: waiting would count twice. What goes in is the
net time of work with which trucks that come at every second of that year alike, under the hours of that
year, stay as long as published on average. Only to a port that is shut for more than a week, for the
season or an epidemic, nobody comes, nor in the week before. A longer work never makes the mean stay shorter, so there is
just one such time, and bisection over whole seconds finds it.

What stays in is the queue, unless the counter that is asked knows it: `Counter` may put it before the work.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final

from corridor.calendars import zones
from corridor.calendars.periods import DAY_S, GIVE_UP_S, NEVER, Interval, OpeningPeriods, subtract
from corridor.model.crossing import ControlPoint, Dwell
from corridor.model.dataset import Dataset
from corridor.model.net_dwell import NetDwell
from corridor.operations.arrival import Timed, Traversal
from corridor.operations.clearance import PortBook, is_main

Counter = Callable[[int], Traversal]
"""Given a net time of work in seconds, what one who comes goes through: queue, if it is known, and work."""

GRID_S: Final = 900
"""Arrivals are taken so far apart at a counter of which only its arrival function is known."""
SEASON_S: Final = 7 * DAY_S
"""To a port that is shut for longer nobody comes before it opens again, nor so shortly before it shuts."""
_LONGEST_S: Final = 400 * 3600
"""No longer net time is looked for: the table holds none."""
_YEAR = re.compile(r"(19|20)\d\d")
_UNKNOWN = {"hours-unknown", "schedule-expired"}


@dataclass(frozen=True, slots=True)
class _Window:
    """A counter, and when one comes to it: intervals of UTC seconds."""

    counter: Counter
    comings: tuple[Interval, ...]


def net_dwells(
    dataset: Dataset, book: PortBook, queued: Callable[[ControlPoint, Counter], Counter] | None = None
) -> list[NetDwell]:
    """Return what every row with a gross mean comes to, in the order of the table.

    `queued` puts a queue before the counter of a control point; without it the queue stays in the net time.
    """
    return [
        _net_dwell(dataset, book, row, queued)
        for row in dataset.dwells
        if row.gross_mean_h is not None and row.activity == "clearance"
    ]


def _net_dwell(
    dataset: Dataset,
    book: PortBook,
    row: Dwell,
    queued: Callable[[ControlPoint, Counter], Counter] | None,
) -> NetDwell:
    points = [point for point in dataset.control_points.values() if _is_about(dataset, row, point)]
    found = _YEAR.search(row.year)
    if found is None:
        return NetDwell(row=row, outcome="year-unknown", points=len(points), known=0)
    windows = []
    for point in points:
        window = _window(book, point, int(found[0]))
        if window is not None and queued is not None:
            window = _Window(queued(point, window.counter), window.comings)
        windows += [window] if window else []
    # The ports that are known may not speak for a country of which most are not.
    if len(windows) * 2 <= len(points):
        return NetDwell(row=row, outcome="hours-unknown", points=len(points), known=len(windows))
    windows = [window for window in windows if window.comings]
    if not windows:
        return NetDwell(row=row, outcome="closed-all-year", points=len(points), known=len(points))
    gross_s = Fraction(str(row.gross_mean_h)) * 3600
    closed_s, net_s = _mean(windows, 0), _solve(windows, gross_s)
    left_s = None if closed_s is None or net_s is None else gross_s - (_mean(windows, net_s) or 0)
    return NetDwell(
        row=row,
        outcome="closed-too-long" if net_s is None else "solved",
        points=len(points),
        known=len(windows),
        closed_s=None if closed_s is None else float(closed_s),
        net_s=net_s,
        residual_s=None if left_s is None else float(left_s),
    )


def _is_about(dataset: Dataset, row: Dwell, point: ControlPoint) -> bool:
    """Whether a row speaks for a control point that freight passes."""
    crossing = dataset.crossings[point.crossing_id]
    role = "main" if is_main(point) else "border-gate"
    return (
        crossing.status == "open"
        and crossing.freight != "no"
        and row.direction in point.directions
        and (row.side, row.mode) == (point.side, point.mode)
        and (row.control_id == point.control_id or (row.control_id is None and row.for_role == role))
        and row.crossing_id in {None, point.crossing_id}
    )


def _window(book: PortBook, point: ControlPoint, year: int) -> _Window | None:
    """Return the counter of a control point over a year; None if its hours are not known throughout."""
    calendar = book.calendar(point)
    start = zones.local_midnight(date(year, 1, 1), point.tz)
    end = zones.local_midnight(date(year + 1, 1, 1), point.tz)
    if any(notice.code in _UNKNOWN for notice in calendar.notices(start, end - 1)):
        return None
    schedule = calendar.schedule_at(start)
    rule = schedule.admission if schedule else "resumes"
    cut_off_s = schedule.last_admission_min * 60 if schedule else 0
    comings = tuple(_in_season(calendar.periods, start, end))
    return _Window(lambda net_s: Timed(calendar.periods, net_s, rule, cut_off_s), comings)


def _in_season(periods: OpeningPeriods, start: int, end: int) -> list[Interval]:
    """Return `[start, end)` without closed times of more than `SEASON_S`, and so much before each."""
    around = periods.within(start - GIVE_UP_S, end + GIVE_UP_S)
    edges = [(start - GIVE_UP_S, start - GIVE_UP_S), *around, (end + GIVE_UP_S, end + GIVE_UP_S)]
    shut = [
        (closes - SEASON_S, opens) for (_, closes), (opens, _) in pairwise(edges) if opens - closes > SEASON_S
    ]
    return subtract([(start, end)], shut)


def _solve(windows: Sequence[_Window], gross_s: Fraction) -> int | None:
    """Return the longest net time with which the mean stay is not above the gross one; None if none is."""

    def fits(net_s: int) -> bool:
        mean = _mean(windows, net_s)
        return mean is not None and mean <= gross_s

    if not fits(0):
        return None
    low, high = 0, _LONGEST_S
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _mean(windows: Sequence[_Window], net_s: int) -> Fraction | None:
    """Return the mean stay in seconds, each control point counted alike; None if somebody stays for ever."""
    means = [mean_stay(window.counter(net_s), window.comings) for window in windows]
    known = [mean for mean in means if mean is not None]
    return sum(known, Fraction(0)) / len(means) if len(known) == len(means) else None


def mean_stay(traversal: Traversal, comings: Iterable[Interval]) -> Fraction | None:
    """Return the mean time in seconds from coming to being through, over comings in intervals.

    Exact for opening hours, over every second; for anything else over a grid of `GRID_S` from its middle.
    None if somebody never gets through.
    """
    add_up = _exact_stays if isinstance(traversal, Timed) else _sampled_stays
    total, count = 0, 0
    for start, end in comings:
        stays_s, number = add_up(traversal, start, end)  # type: ignore[arg-type]
        total, count = total + stays_s, count + number
    return None if total >= NEVER // 2 else Fraction(total, count)


def _sampled_stays(traversal: Traversal, start: int, end: int) -> tuple[int, int]:
    comings = range(min(start + GRID_S // 2, end - 1), end, GRID_S)
    return sum(traversal.arrive(at) - at for at in comings), len(comings)


def _exact_stays(timed: Timed, start: int, end: int) -> tuple[int, int]:
    """Add up pieces between the instants at which the arrival function may bend: there it is a line."""
    twice = 0
    for first, until in pairwise(sorted(_bends(timed, start, end))):
        last = until - 1
        twice += (until - first) * (timed.arrive(first) - first + timed.arrive(last) - last)
    return twice // 2, end - start


def _bends(timed: Timed, start: int, end: int) -> set[int]:
    """Return the instants from which a new piece may begin: openings, last admissions, and work done by closing."""
    bends = {start, end}
    if timed.periods.is_always or timed.arrive(end - 1) >= NEVER:
        return bends
    for opens_at, closes_at in timed.periods.within(start, max(timed.arrive(end - 1), end) + 1):
        bends |= {opens_at, closes_at, closes_at - timed.short_s, timed.depart(closes_at) + 1}
    return {at for at in bends if start <= at <= end}
