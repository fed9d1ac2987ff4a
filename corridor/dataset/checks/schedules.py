"""Periods of validity, and the holidays that opening hours name."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from corridor.calendars.periods import NEVER, Interval
from corridor.calendars.zones import parse_moment, to_local
from corridor.dataset.checks.ends import ends_by_id
from corridor.dataset.content import Content, Located, grouped
from corridor.dataset.notices import Finding, quoted
from corridor.errors import CorridorError
from corridor.model.schedule import Schedule

_NAMES_HOLIDAYS = re.compile(r"\bPH\b")


class _Period(NamedTuple):
    """A row, its two columns that bound a period, and the zone of their plain days."""

    row: Located[Any]
    from_column: str
    to_column: str
    tz: str

    def text(self, column: str) -> str:
        return str(getattr(self.row.item, column))

    def instant(self, column: str) -> int | None:
        """Return the bound in UTC seconds, unbounded ones as `NEVER`; None if no clock shows it."""
        is_end = column == self.to_column
        if not (text := self.text(column)):
            return NEVER if is_end else -NEVER
        try:
            return parse_moment(text, self.tz, end=is_end)
        except CorridorError:
            return None


def _periods(content: Content) -> Iterator[_Period]:
    for schedule in content.schedules:
        yield _Period(schedule, "valid_from", "valid_to", schedule.item.tz)
    for closure in content.closures:
        yield _Period(closure, "starts", "ends", closure.item.tz)
        yield _Period(closure, "settles_from", "settles_to", closure.item.tz)
    for capacity in content.capacities:
        yield _Period(capacity, "valid_from", "valid_to", "UTC")
    for ban in content.bans:
        yield _Period(ban, "valid_from", "valid_to", ban.item.tz)
    ends = ends_by_id(content)
    for queue in content.queues:
        if queue.item.control_id in ends:
            yield _Period(queue, "valid_from", "valid_to", ends[queue.item.control_id].tz)
    for link in content.links:
        if link.item.from_id in ends:
            yield _Period(link, "valid_from", "valid_to", ends[link.item.from_id].tz)


def unreal_moments(content: Content) -> Iterator[Finding]:
    """Yield times that the clock of their zone never shows."""
    for period in _periods(content):
        for column in (period.from_column, period.to_column):
            if period.instant(column) is None:
                message = f"{quoted(period.text(column))} does not exist in {period.tz}"
                yield period.row.finding("bad-date", column, message)


def reversed_periods(content: Content) -> Iterator[Finding]:
    """Yield periods without any time in them."""
    for period in _periods(content):
        starts, ends = (period.instant(column) for column in (period.from_column, period.to_column))
        if starts is not None and ends is not None and starts >= ends:
            message = f"{period.text(period.to_column)} is not after {period.text(period.from_column)}"
            yield period.row.finding("reversed-period", period.to_column, message)


def overlapping_validity(content: Content) -> Iterator[Finding]:
    """Yield schedules that speak for the same time, and times between schedules for which none speaks."""
    groups = grouped(
        content.schedules,
        lambda row: (row.crossing_id, row.side, row.control_id or "", row.mode, row.channel),
    )
    for rows in groups.values():
        bounds = sorted(_validities(rows), key=lambda bound: (bound[0], bound[1].line))
        for ((_, earlier_ends), earlier), ((starts, ends), later) in pairwise(bounds):
            if starts < earlier_ends:
                at = max(starts, min(earlier_ends, ends) - 1 if starts == -NEVER else starts)
                yield _overlap(earlier, later, at)
            elif starts > earlier_ends:
                message = f"no schedule of {later.item.crossing_id!r} is valid until {later.item.valid_from}"
                yield earlier.finding("validity-gap", "valid_to", message)


def _validities(rows: list[Located[Schedule]]) -> Iterator[tuple[Interval, Located[Schedule]]]:
    for row in rows:
        period = _Period(row, "valid_from", "valid_to", row.item.tz)
        starts, ends = period.instant("valid_from"), period.instant("valid_to")
        if starts is not None and ends is not None:
            yield (starts, ends), row


def _overlap(earlier: Located[Schedule], later: Located[Schedule], at: int) -> Finding:
    when = "at all times" if abs(at) >= NEVER - 1 else f"on {to_local(at, later.item.tz).date()}"
    message = f"two schedules of {earlier.item.crossing_id!r} are valid {when}"
    hint = f"the other is {later.item.schedule_id!r} on line {later.line}; valid_to is inclusive"
    return earlier.finding("overlapping-validity", "valid_to", message, hint=hint)


def holidays_without_calendar(content: Content) -> Iterator[Finding]:
    """Yield hours with a rule for holidays, but without a calendar that says which days these are."""
    for row in content.schedules:
        if row.item.holiday_calendar == "none" and _NAMES_HOLIDAYS.search(row.item.hours):
            message = f"hours {quoted(row.item.hours)} name holidays, but the calendar is 'none'"
            yield row.finding("holiday-without-calendar", "holiday_calendar", message)
