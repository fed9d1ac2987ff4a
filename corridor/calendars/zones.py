"""Local clocks to UTC seconds and back: the one module that knows time zones.

Zones come from the `tzdata` package alone, never from the operating system, whose files may be old:
before 2024 `Asia/Almaty` was an hour ahead of today's. Files are read directly, so that the search
path of `zoneinfo`, which other code in the process may rely on, is left alone.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import import_module
from io import BytesIO
from pkgutil import get_data
from typing import Final
from zoneinfo import ZoneInfo

from corridor.errors import DataError, UsageError

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_DAY_S: Final = 86_400
_STRETCH_S: Final = 64 * _DAY_S
_ONE_S: Final = timedelta(seconds=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS_TYPED: Final = range(1990, 2101)
"""Years that a planner may mean; any other is taken as a slip of the hand."""
_YEARS_WRITTEN: Final = range(1900, 2101)
"""Years that a table may hold: agreements are older than plans."""

_CALENDAR_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_TYPED_TIME: Final = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?\s?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII | re.IGNORECASE
)
_WEEKDAY_TIME: Final = re.compile(r"([a-z]+)\s+(\d{1,2}):(\d\d)", re.ASCII | re.IGNORECASE)
_TYPED_HINT: Final = "write 2025-06-05, 2025-06-05T14:00, 2025-06-05T14:00+08:00, fri 15:00 or now"
_MOMENT_HINT: Final = "write 2025-06-01, 2025-06-01T10:00 or 2025-06-01T10:00+08:00"


class _PackagedZone(ZoneInfo):
    """A zone read from the package, which can still be pickled and copied by its name."""

    def __reduce__(self) -> tuple[object, ...]:
        return require_zone, (self.key,)


def tzdata_version() -> str:
    """Return the release of the IANA time zone database in use, e.g. `2026f`."""
    return str(import_module("tzdata").IANA_VERSION)


@cache
def require_zone(name: str) -> ZoneInfo:
    """Return the IANA zone called `name`; UsageError with near misses if there is none."""
    if name not in _zone_names():
        raise UsageError(f"no time zone is called {name!r}", hint=_near_zones(name))
    return _PackagedZone.from_file(BytesIO(_packaged(f"zoneinfo/{name}")), key=name)


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(_packaged("zones").decode().split())


def _packaged(path: str) -> bytes:
    content = get_data("tzdata", path)
    if content is None:
        raise FileNotFoundError(f"{path} of the tzdata package")
    return content


def _near_zones(name: str) -> str:
    known = {zone.casefold(): zone for zone in sorted(_zone_names(), reverse=True)}
    cities = {folded.rpartition("/")[2]: zone for folded, zone in known.items()}
    typed = name.strip().casefold().replace(" ", "_")
    near = [
        *(cities[city] for city in get_close_matches(typed.rpartition("/")[2], cities, n=2, cutoff=0.75)),
        *(known[zone] for zone in get_close_matches(typed, known, n=2, cutoff=0.75)),
    ]
    if near:
        return "did you mean " + " or ".join(repr(zone) for zone in dict.fromkeys(near)) + "?"
    return "use an IANA name such as 'Asia/Shanghai'"


def to_utc(local: datetime, tz: str) -> int:
    """Return the UTC seconds at which the clock of `tz` shows the naive time `local`.

    A time shown twice, when clocks go back, is taken the first time. One that clocks going forward
    skip raises UsageError.
    """
    if local.tzinfo is not None:
        raise ValueError(f"{local} has a zone already")
    zone = require_zone(tz)
    instant = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local:
        raise _skipped(local, _seconds(instant), tz)
    return _seconds(instant)


def _skipped(local: datetime, near: int, tz: str) -> UsageError:
    change = _change_within(near - _DAY_S, near + _DAY_S, require_zone(tz))
    stops = to_local(change - 1, tz).replace(tzinfo=None) + timedelta(seconds=1)
    resumes = to_local(change, tz)
    return UsageError(
        f"{local:%Y-%m-%d %H:%M} does not exist in {tz}: clocks go from {stops:%H:%M} to {resumes:%H:%M}",
        hint=f"write {resumes:%H:%M}, or the time with an offset",
    )


def is_ambiguous(local: datetime, tz: str) -> bool:
    """Whether the clock of `tz` shows the naive time `local` twice, because clocks go back."""
    zone = require_zone(tz)
    first, second = (local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def to_local(utc: int, tz: str) -> datetime:
    """Return the aware local time in `tz` at the instant `utc`."""
    return datetime.fromtimestamp(utc, require_zone(tz))


@lru_cache(maxsize=4096)
def local_midnight(day: date, tz: str) -> int:
    """Return the UTC seconds at which `day` begins in `tz`.

    Where clocks skip midnight, that is the instant of the skip; where they show it twice, the first.
    """
    zone = require_zone(tz)
    midnight = _seconds(datetime(day.year, day.month, day.day, tzinfo=UTC))
    at = midnight - _whole_s(datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset())
    if at + _offset_s(at, zone) == midnight:
        return at
    for start, end, offset_s in offset_pieces(tz, midnight - 2 * _DAY_S, midnight + 2 * _DAY_S):
        if midnight - offset_s < end:
            return max(start, midnight - offset_s)
    raise ValueError(f"{tz} is more than two days from UTC on {day}")


def offset_pieces(tz: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Cut `[start, end)` of UTC seconds where clocks change; yield (start, end, offset in seconds)."""
    piece_start, offset_s = start, _offset_s(start, require_zone(tz))
    for stretch in range(start // _STRETCH_S, (end - 1) // _STRETCH_S + 1):
        for change, changed_s in _changes(tz, stretch):
            if start < change < end:
                yield piece_start, change, offset_s
                piece_start, offset_s = change, changed_s
    if piece_start < end:
        yield piece_start, end, offset_s


@lru_cache(maxsize=4096)
def _changes(tz: str, stretch: int) -> tuple[tuple[int, int], ...]:
    """Return when clocks change within a stretch of 64 days, and the offset from then on.

    A change at the first instant of a stretch belongs to the one before. Clocks are taken to change
    once a day at most.
    """
    zone = require_zone(tz)
    first = stretch * _STRETCH_S
    changes: list[tuple[int, int]] = []
    offset_s = _offset_s(first, zone)
    for day in range(first, first + _STRETCH_S, _DAY_S):
        if (changed_s := _offset_s(day + _DAY_S, zone)) != offset_s:
            changes.append((_change_within(day, day + _DAY_S, zone), changed_s))
            offset_s = changed_s
    return tuple(changes)


def _change_within(before: int, after: int, zone: ZoneInfo) -> int:
    """Return the first instant of (before, after] that has the offset of `after`, by bisection."""
    offset_s = _offset_s(after, zone)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset_s(middle, zone) == offset_s:
            after = middle
        else:
            before = middle
    return after


@lru_cache(maxsize=4096)
def parse_moment(text: str, tz: str, *, end: bool) -> int:
    """Read a moment of a table as UTC seconds; DataError if it is none.

    A plain date is a local day of `tz`: its beginning or, for `end`, the midnight that ends it. A date
    and time is that instant on the clock of `tz`, or the exact one if it has an offset.
    """
    try:
        if _CALENDAR_DAY.fullmatch(text):
            day = _in_years(datetime.fromisoformat(text), _YEARS_WRITTEN)
            return local_midnight(day.date() + timedelta(days=int(end)), tz)
        if _MOMENT.fullmatch(text):
            return _instant(_in_years(datetime.fromisoformat(text), _YEARS_WRITTEN), tz)
    except UsageError as error:
        raise DataError(error.message, hint=error.hint) from None
    except ValueError as error:
        raise DataError(f"{text!r} is no date or time: {error}", hint=_MOMENT_HINT) from None
    raise DataError(f"{text!r} is no date or time", hint=_MOMENT_HINT)


def parse_user_time(text: str, tz: str, *, now: int | None = None) -> int:
    """Read a time that a person typed as UTC seconds; UsageError if it is none.

    A date is its beginning; a time without offset is on the clock of `tz`. `now` and a weekday with a
    time (`fri 15:00`: the next such time at or after `now`) need `now` in UTC seconds.
    """
    typed = text.strip()
    if typed.casefold() == "now":
        return _known_now(text, now)
    if weekday_time := _WEEKDAY_TIME.fullmatch(typed):
        return _next_weekday_time(text, weekday_time, tz, now)
    if not _TYPED_TIME.fullmatch(typed):
        raise UsageError(f"{text!r} is no time", hint=_TYPED_HINT)
    try:
        moment = _in_years(
            datetime.fromisoformat(typed.upper().replace(" ", "T", 1).replace(" ", "")), _YEARS_TYPED
        )
    except ValueError as error:
        reason = "" if "timedelta" in str(error) else f": {error}"
        raise UsageError(f"{text!r} is no time{reason}", hint=_TYPED_HINT) from None
    return _instant(moment, tz) if len(typed) > len("2025-06-05") else local_midnight(moment.date(), tz)


def _known_now(text: str, now: int | None) -> int:
    if now is None:
        raise UsageError(f"{text!r} needs to know the present time", hint="write a date and time")
    return now


def _next_weekday_time(text: str, match: re.Match[str], tz: str, now: int | None) -> int:
    name = match[1].casefold()
    weekdays = [i for i, weekday in enumerate(_WEEKDAY_NAMES) if weekday.startswith(name) and len(name) > 2]
    if not weekdays or int(match[2]) > 23 or int(match[3]) > 59:
        raise UsageError(f"{text!r} is no time", hint=_TYPED_HINT)
    now = _known_now(text, now)
    today = to_local(now, tz).replace(hour=int(match[2]), minute=int(match[3]), second=0, tzinfo=None)
    day = today + timedelta(days=(weekdays[0] - today.weekday()) % 7)
    at = to_utc(day, tz)
    return at if at >= now else to_utc(day + timedelta(days=7), tz)


def _instant(moment: datetime, tz: str) -> int:
    return to_utc(moment, tz) if moment.tzinfo is None else _seconds(moment)


def _in_years(moment: datetime, years: range) -> datetime:
    if moment.year not in years:
        raise ValueError(f"year {moment.year} is not within {years[0]} to {years[-1]}")
    return moment


def format_local(utc: int, tz: str) -> str:
    """Return the local time in `tz` for people, with its offset: `Thu 5 Jun 2025 14:00 (UTC+8)`."""
    local = to_local(utc, tz)
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local.year}"
    return f"{day} {local:%H:%M} ({format_offset(utc, tz)})"


def format_offset(utc: int, tz: str) -> str:
    """Return the offset of `tz` at the instant `utc`: `UTC+8`, `UTC+4:30`, `UTC`."""
    minutes = _offset_s(utc, require_zone(tz)) // 60
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")


def _seconds(aware: datetime) -> int:
    return (aware - _EPOCH) // _ONE_S


def _offset_s(utc: int, zone: ZoneInfo) -> int:
    return _whole_s(datetime.fromtimestamp(utc, zone).utcoffset())


def _whole_s(offset: timedelta | None) -> int:
    return 0 if offset is None else offset // _ONE_S
