"""Rules of opening hours: on which days they hold, what they open, and how they are written."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY_MIN: Final = 1440
LEAP_YEAR: Final = 2000
"""Any year that has a 29 February."""


class Day(NamedTuple):
    """A calendar day; year 0 stands for any year, and then any weekday goes with any date."""

    year: int
    month: int
    day: int
    weekday: int


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from `first` to `last` (month, day), inclusive: of every year, or of `years`."""

    first: tuple[int, int]
    last: tuple[int, int]
    years: tuple[int, int] | None

    def holds(self, day: Day) -> bool:
        """Whether `day` lies within; a range of every year may run over its end."""
        at = (day.month, day.day)
        if self.years is not None:
            return (self.years[0], *self.first) <= day[:3] <= (self.years[1], *self.last)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last

    def dates(self) -> Iterator[date]:
        """Yield the days of a range with years."""
        first, last = self.years or (LEAP_YEAR, LEAP_YEAR)
        day, end = date(first, *self.first), date(last, *self.last)
        while day <= end:
            yield day
            day += timedelta(days=1)

    def __str__(self) -> str:
        if self.years is not None:
            ends = [
                f"{year} {_date(*at)}" for year, at in zip(self.years, (self.first, self.last), strict=True)
            ]
        elif self.first[1] == 1 and self.last[1] == monthrange(LEAP_YEAR, self.last[0])[1]:
            ends = [MONTHS[self.first[0] - 1], MONTHS[self.last[0] - 1]]
        else:
            ends = [_date(*self.first), _date(*self.last)]
        return "-".join(dict.fromkeys(ends))


def _date(month: int, day: int) -> str:
    return f"{MONTHS[month - 1]} {day:02}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds on the days that match: open in `spans`, or closed if there are none.

    Spans are minutes of the day; one over midnight ends after 1440. Without `days` or `weekdays`
    every day matches. `index` is where the rule starts in its text, from 0.
    """

    days: tuple[DayRange, ...]
    weekdays: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int], ...]
    comment: str
    is_holiday: bool
    index: int

    @property
    def is_dated(self) -> bool:
        """Whether the rule holds in given years only."""
        return any(days.years for days in self.days)

    @property
    def is_always(self) -> bool:
        """Whether the rule is open at every instant."""
        every_day = not self.days and self.weekdays in {(), ((0, 6),)}
        return every_day and not self.is_holiday and self.spans == ((0, DAY_MIN),)

    @property
    def is_overnight(self) -> bool:
        """Whether a span runs over midnight."""
        return any(end > DAY_MIN for _, end in self.spans)

    def matches(self, day: Day) -> bool:
        """Whether the rule decides `day`."""
        weekday_fits = not self.weekdays or any(_between(a, day.weekday, b) for a, b in self.weekdays)
        return weekday_fits and (not self.days or any(days.holds(day) for days in self.days))

    def matched(self, others: Iterable["Rule"]) -> Iterator[Day]:
        """Yield days that match: all of a dated rule, else enough to stand for all beside `others`."""
        if not self.is_dated:
            return filter(self.matches, _typical_days((self, *others)))
        dates = (day for days in self.days for day in days.dates())
        return filter(self.matches, (Day(day.year, day.month, day.day, day.weekday()) for day in dates))

    def __str__(self) -> str:
        if self.is_always and not self.weekdays:
            return "24/7"
        days = ",".join(str(days) for days in self.days)
        weekdays = ",".join("-".join(WEEKDAYS[i] for i in dict.fromkeys(ends)) for ends in self.weekdays)
        spans = ",".join(f"{_clock(start)}-{_clock(end, wrap=True)}" for start, end in self.spans)
        comment = f'"{self.comment}"' if self.comment else ""
        return " ".join(
            filter(None, ("PH" if self.is_holiday else "", days, weekdays, spans or "off", comment))
        )


def _typical_days(rules: Iterable[Rule]) -> Iterator[Day]:
    """Yield the dates at which a season of a rule starts or has ended, on each weekday.

    From one such date to the next no rule changes its mind but by weekday.
    """
    seasons = [days for rule in rules for days in rule.days if days.years is None]
    after = [date(LEAP_YEAR, *days.last) + timedelta(days=1) for days in seasons]
    turns = {(1, 1), *(days.first for days in seasons), *((day.month, day.day) for day in after)}
    return (Day(0, *turn, weekday) for turn in turns for weekday in range(7))


def _between(first: int, weekday: int, last: int) -> bool:
    return first <= weekday <= last if first <= last else weekday >= first or weekday <= last


def _clock(minute: int, *, wrap: bool = False) -> str:
    minute = minute - DAY_MIN if wrap and minute > DAY_MIN else minute
    return f"{minute // 60:02}:{minute % 60:02}"
