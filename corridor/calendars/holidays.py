"""Public holidays of a calendar and year: the one module that knows the `holidays` library.

Ports keep the feast itself, not the days off around it: on the Chinese border they worked on days in
lieu and bridge days in every notice seen (Kazakh posts too: closed on 1 and 9 May 2021, both at the
weekend, but not on the Mondays after). So days that the library calls observed or substituted are left
out. These days are a default; a notice of closure decides (`Closure.settles_from`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from corridor.errors import DataError
from corridor.model.dataset import HolidayDay, HolidayOverride

_COUNTRIES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "CN-statutory": ("CN", "Asia/Shanghai"),
        "KZ": ("KZ", "Asia/Almaty"),
        "KG": ("KG", "Asia/Bishkek"),
        "UZ": ("UZ", "Asia/Tashkent"),
        "TJ": ("TJ", "Asia/Dushanbe"),
        "TM": ("TM", "Asia/Ashgabat"),
        "AF": ("AF", "Asia/Kabul"),
        "PK": ("PK", "Asia/Karachi"),
        "IR": ("IR", "Asia/Tehran"),
        "RU": ("RU", "Europe/Moscow"),
        "AZ": ("AZ", "Asia/Baku"),
        "GE": ("GE", "Asia/Tbilisi"),
    }
)
"""Calendar name to country and the zone in which its days run."""

_DECREED_YEARLY: Final = frozenset({"CN", "PK", "RU", "UZ"})
"""Countries whose government settles the days off of each year anew."""

_ESTIMATED: Final = " (estimated)"
_IN_LIEU: Final = ("(observed", "(substituted")


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A public holiday: the day from midnight to midnight on the clock of `zone`.

    `estimated`: computed by the library, not announced, or not known to it as announced.
    """

    day: date
    name: str
    zone: str
    estimated: bool


def holidays_version() -> str:
    """Return the version of the holidays library, e.g. `0.109`."""
    from importlib.metadata import version  # noqa: PLC0415 - slow to import, asked for by reports only

    return version("holidays")


def require_calendar(calendar: str) -> tuple[str, ...]:
    """Return the parts of a calendar name, `CN-statutory+KZ` to two; DataError if one is unknown."""
    if calendar == "none":
        return ()
    parts = tuple(dict.fromkeys(calendar.split("+")))
    for part in parts:
        if part not in _COUNTRIES:
            raise DataError(
                f"{calendar!r} is no holiday calendar: {part!r} is unknown",
                hint=f"write none, or some of {' '.join(_COUNTRIES)} joined with +",
            )
    return parts


class HolidayBook:
    """Holidays by calendar and year: a dataset's table where it has the year, else the library.

    The table makes answers independent of the library's version, and spares its slow import.
    """

    def __init__(self, table: Sequence[HolidayDay] = (), overrides: Sequence[HolidayOverride] = ()) -> None:
        """Take the table and what is changed against it by hand."""
        self._overrides = overrides
        self._table: dict[tuple[str, int], list[CalendarDay]] = {}
        self._cache: dict[tuple[str, int], tuple[CalendarDay, ...]] = {}
        for row in table:
            day = date.fromisoformat(row.day)
            zone = _COUNTRIES[row.calendar][1]
            found = CalendarDay(day, row.name, zone, row.estimated)
            self._table.setdefault((row.calendar, day.year), []).append(found)

    def days(self, calendar: str, year: int) -> tuple[CalendarDay, ...]:
        """Return the holidays of `calendar` in `year`, by day; DataError if the calendar is unknown.

        One date in two parts is two days, since they run in two zones. Overrides add days, which count
        as announced, and drop days of the part that they name. None beyond the library's years (to 2100).
        """
        if (calendar, year) not in self._cache:
            days = [day for part in require_calendar(calendar) for day in self._overridden(part, year)]
            self._cache[calendar, year] = tuple(sorted(days, key=lambda day: (day.day, day.zone)))
        return self._cache[calendar, year]

    def _overridden(self, part: str, year: int) -> list[CalendarDay]:
        zone = _COUNTRIES[part][1]
        days = {day.day: day for day in self._table.get((part, year)) or library_days(part, year)}
        for override in self._overrides:
            day = date.fromisoformat(override.day)
            if override.calendar != part or day.year != year:
                continue
            if override.kind == "add":
                days[day] = CalendarDay(day, override.name, zone, estimated=False)
            else:
                days.pop(day, None)
        return list(days.values())


def calendar_days(
    calendar: str, year: int, overrides: Sequence[HolidayOverride] = ()
) -> tuple[CalendarDay, ...]:
    """Return the holidays of `calendar` in `year` by the library, with overrides; see `HolidayBook.days`."""
    return HolidayBook((), overrides).days(calendar, year)


@lru_cache(maxsize=1024)
def library_days(part: str, year: int) -> tuple[CalendarDay, ...]:
    """Return the holidays of one part of a calendar in a year, as the installed library has them."""
    import holidays  # noqa: PLC0415 - slow to import, and many ports know no holidays

    country, zone = _COUNTRIES[part]
    table = holidays.country_holidays(country, years=year, language="en_US")
    decrees: Mapping[int, object] = getattr(table, "special_public_holidays", {})
    announced = country not in _DECREED_YEARLY or year <= max(decrees)
    days = []
    for day, names in table.items():
        feasts = [name for name in names.split("; ") if not any(mark in name for mark in _IN_LIEU)]
        if feasts:
            # Two feasts on one day: it is sure as soon as one of them is.
            estimated = not announced or all(name.endswith(_ESTIMATED) for name in feasts)
            name = "; ".join(name.removesuffix(_ESTIMATED) for name in feasts)
            days.append(CalendarDay(day, name, zone, estimated))
    return tuple(days)
