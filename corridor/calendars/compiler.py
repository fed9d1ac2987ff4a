"""Schedules, holidays and closures of one control point, compiled to opening periods with reasons.

The order of the law, weakest first: hours of the schedule valid at the time; holidays that its `PH`
rule names; closures that a notice announces. A notice that *settles* a holiday replaces the
calendar's day by its own instants. A superseded notice counts for nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal

from corridor.calendars import zones
from corridor.calendars.holidays import CalendarDay, HolidayBook
from corridor.calendars.opening_hours import Hours, open_intervals, parse_hours
from corridor.calendars.periods import NEVER, Interval, OpeningPeriods, clip, subtract
from corridor.model.provenance import Notice
from corridor.model.query import AssumeUnknown
from corridor.model.schedule import Closure, Schedule

_ONE_DAY: Final = timedelta(days=1)
_ELSEWHERE: Final = timedelta(days=2)
"""A holiday of another zone may begin or end so much before or after that date here."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a control point is closed at an instant."""

    text: str
    source_id: str
    is_exception: bool = False
    """A closure or a holiday, as against the hours of every day."""


@dataclass(frozen=True, slots=True)
class _Regime:
    """One schedule over the time for which it speaks, in UTC seconds."""

    schedule: Schedule | None
    hours: Hours | None  # None: unknown
    starts: int
    ends: int
    expired: bool = False

    @property
    def keeps_holidays(self) -> bool:
        """Whether holidays count: where hours are unknown but the calendar is not, they are kept."""
        if self.schedule is None or self.schedule.holiday_calendar == "none":
            return False
        return self.hours is None or self.hours.ph is not None


def _run_out(regimes: Sequence[_Regime], starts: int, ends: int) -> _Regime:
    """Fill a stretch for which no schedule speaks: the last known hours go on, as expired."""
    last = next((regime for regime in reversed(regimes) if regime.hours is not None), None)
    if last is None:
        return _Regime(None, None, starts, ends)
    return _Regime(last.schedule, last.hours, starts, ends, expired=True)


def in_force(closures: Iterable[Closure]) -> list[Closure]:
    """Return the closures that no later notice supersedes."""
    rows = list(closures)
    superseded = {row.supersedes for row in rows if row.supersedes}
    return [row for row in rows if row.closure_id not in superseded]


def closure_interval(closure: Closure) -> Interval:
    """Return the closure as UTC instants; plain days run from 00:00 to 24:00 in its zone."""
    return (
        zones.parse_moment(closure.starts, closure.tz, end=False),
        zones.parse_moment(closure.ends, closure.tz, end=True),
    )


def validity(schedule: Schedule) -> Interval:
    """Return from when to when a schedule is valid, in UTC seconds; unbounded ends are `NEVER`."""
    starts = (
        zones.parse_moment(schedule.valid_from, schedule.tz, end=False) if schedule.valid_from else -NEVER
    )
    ends = zones.parse_moment(schedule.valid_to, schedule.tz, end=True) if schedule.valid_to else NEVER
    return starts, ends


def schedule_at(schedules: Iterable[Schedule], at: int) -> Schedule | None:
    """Return the schedule valid at the instant, or None: the hours are then unknown."""
    return next((row for row in schedules if validity(row)[0] <= at < validity(row)[1]), None)


def _day_interval(day: CalendarDay) -> Interval:
    return zones.local_midnight(day.day, day.zone), zones.local_midnight(day.day + _ONE_DAY, day.zone)


class ControlCalendar:
    """When one control point works: periods to plan with, reasons and notices to explain them."""

    def __init__(
        self,
        schedules: Sequence[Schedule],
        closures: Sequence[Closure],
        book: HolidayBook | None = None,
        *,
        subject: str = "",
        assume_unknown: AssumeUnknown = "open",
    ) -> None:
        """Take the rows that concern this control point and channel; nothing is compiled yet."""
        self._schedules = schedules
        self._closures = in_force(closures)
        self._book = book or HolidayBook()
        self._subject = subject
        self._assume_unknown = assume_unknown

    @cached_property
    def periods(self) -> OpeningPeriods:
        """Opening periods over all time."""
        never_closes = not self._closures and all(map(self._is_open_throughout, self._regimes))
        return OpeningPeriods.always() if never_closes else OpeningPeriods(self._compile)

    def state(self, at: int) -> Literal["open", "closed", "unknown"]:
        """Return `open`, `closed` or `unknown` at the instant; an announced closure is always `closed`."""
        if any(starts <= at < ends for starts, ends in self._closed_times):
            return "closed"
        regime = self._regime_at(at)
        if regime.hours is None:
            return "closed" if self._holidays(regime, at, at + 1) else "unknown"
        return "open" if self.periods.is_open(at) else "closed"

    def turns(self, start: int, end: int) -> list[int]:
        """Return the instants within `(start, end)` at which the state or its reason may change, in order."""
        spans = [*self.periods.within(start, end), *self._closed_times]
        for regime in self._regimes:
            spans += [(regime.starts, regime.ends)]
            spans += [span for span, _ in self._holidays(regime, start, end)]
        return sorted({at for span in spans for at in span if start < at < end})

    def schedule_at(self, at: int) -> Schedule | None:
        """Return the schedule that speaks for the instant, an expired one included; None: unknown."""
        return self._regime_at(at).schedule

    @property
    def latest_schedule(self) -> Schedule | None:
        """The schedule that began last: its admission rule is the control point's."""
        return max(self._schedules, key=lambda row: row.valid_from, default=None)

    def why_closed(self, at: int) -> Reason:
        """Say why nothing is done at the instant, which must be a closed one."""
        for closure, (starts, ends) in zip(self._closures, self._closed_times, strict=True):
            if starts <= at < ends:
                return Reason(f"closure: {closure.reason}", closure.source_id, is_exception=True)
        regime = self._regime_at(at)
        schedule = regime.schedule
        if schedule is None:
            return Reason("hours unknown, taken as closed", "")
        for _, day in self._holidays(regime, at, at + 1):
            estimated = " (by calendar, not announced)" if day.estimated else ""
            return Reason(f"holiday: {day.name}{estimated}", schedule.source_id, is_exception=True)
        if regime.hours is None:
            return Reason("hours unknown, taken as closed", schedule.source_id)
        return Reason(f"outside hours {schedule.hours}", schedule.source_id)

    def notices(self, start: int, end: int) -> list[Notice]:
        """Say what a stay from `start` to `end` leans on that may not hold."""
        found: list[Notice] = []
        for regime in self._regimes:
            if regime.starts > end or regime.ends <= start:
                continue
            found += self._regime_notices(regime)
            found += self._holiday_notices(regime, start, end)
        return found

    def _regime_notices(self, regime: _Regime) -> list[Notice]:
        schedule = regime.schedule
        if regime.hours is None:
            source_id = schedule.source_id if schedule else ""
            message = f"hours of {self._subject} are not known, taken as {self._assume_unknown}"
            return [Notice("hours-unknown", message, subject=self._subject, source_id=source_id)]
        assert schedule is not None  # noqa: S101 - hours come from a schedule
        found: list[Notice] = []
        if regime.expired:
            message = f"hours of {self._subject} were valid to {schedule.valid_to}, last known hours used"
            found.append(
                Notice("schedule-expired", message, subject=self._subject, source_id=schedule.source_id)
            )
        if schedule.confidence == "low":
            message = f"hours {schedule.hours!r} of {self._subject} are of low confidence ({schedule.basis})"
            found.append(
                Notice(
                    "hours-low-confidence",
                    message,
                    "info",
                    subject=self._subject,
                    source_id=schedule.source_id,
                )
            )
        return found

    def _holiday_notices(self, regime: _Regime, start: int, end: int) -> list[Notice]:
        return [
            Notice(
                "holiday-estimated",
                f"{self._subject} taken as closed on {day.day} ({day.name}) by the {regime.schedule.holiday_calendar} "
                "calendar, no notice of the port is known",
                subject=self._subject,
            )
            for interval, day in self._holidays(regime, start, end)
            if regime.schedule and interval[0] <= end and interval[1] > start
        ]

    @cached_property
    def _regimes(self) -> list[_Regime]:
        """Cut all time into stretches for which one schedule, or none, speaks."""
        rows = sorted(((*validity(row), row) for row in self._schedules), key=lambda row: row[:2])
        regimes: list[_Regime] = []
        at = -NEVER
        for starts, ends, row in rows:
            if starts > at:
                regimes.append(_run_out(regimes, at, starts))
            hours = parse_hours(row.hours) if row.hours else None
            regimes.append(_Regime(row, hours, max(starts, at), ends))
            at = max(at, ends)
        if at < NEVER:
            regimes.append(_run_out(regimes, at, NEVER))
        return regimes

    @cached_property
    def _closed_times(self) -> list[Interval]:
        return [closure_interval(closure) for closure in self._closures]

    @cached_property
    def _settled(self) -> list[tuple[str, str]]:
        """First and last days, as text, whose holidays notices settle."""
        return [
            (row.settles_from, row.settles_to or row.settles_from)
            for row in self._closures
            if row.settles_from
        ]

    def _regime_at(self, at: int) -> _Regime:
        return next(regime for regime in self._regimes if regime.starts <= at < regime.ends)

    def _compile(self, start: int, end: int) -> list[Interval]:
        open_times: list[Interval] = []
        for regime in self._regimes:
            part = (max(start, regime.starts), min(end, regime.ends))
            if part[0] < part[1]:
                open_times += self._compile_regime(regime, *part)
        closed = [span for span in self._closed_times if span[0] < end and span[1] > start]
        return subtract(open_times, closed) if closed else open_times

    def _is_open_throughout(self, regime: _Regime) -> bool:
        works = regime.hours.is_always if regime.hours else self._assume_unknown == "open"
        return works and not regime.keeps_holidays

    def _compile_regime(self, regime: _Regime, start: int, end: int) -> list[Interval]:
        if regime.schedule is None:
            return self._assumed(start, end)
        if regime.hours is None:
            return subtract(
                self._assumed(start, end), (span for span, _ in self._holidays(regime, start, end))
            )
        tz = regime.schedule.tz
        open_times = (
            [(start, end)] if regime.hours.is_always else open_intervals(regime.hours, tz, start, end)
        )
        days = self._holidays(regime, start, end)
        if not days or regime.hours.ph is None:
            return open_times
        left = subtract(open_times, (interval for interval, _ in days))
        for _, day in days:
            midnight = zones.local_midnight(day.day, tz)
            spans = ((midnight + a * 60, midnight + b * 60) for a, b in regime.hours.ph.spans)
            left += clip(spans, start, end)
        return left

    def _assumed(self, start: int, end: int) -> list[Interval]:
        return [(start, end)] if self._assume_unknown == "open" else []

    def _holidays(self, regime: _Regime, start: int, end: int) -> list[tuple[Interval, CalendarDay]]:
        """Return the holidays that touch `[start, end)` and that no notice settles."""
        if regime.schedule is None or not regime.keeps_holidays:
            return []
        first = zones.to_local(start, regime.schedule.tz).date() - _ELSEWHERE
        last = zones.to_local(end, regime.schedule.tz).date() + _ELSEWHERE
        days = (
            (_day_interval(day), day)
            for year in range(first.year, last.year + 1)
            for day in self._book.days(regime.schedule.holiday_calendar, year)
            if first <= day.day <= last and not self._is_settled(day.day)
        )
        return [(span, day) for span, day in days if span[0] < end and span[1] > start]

    def _is_settled(self, day: date) -> bool:
        text = day.isoformat()
        return any(first <= text <= last for first, last in self._settled)
