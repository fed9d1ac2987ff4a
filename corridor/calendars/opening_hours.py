"""Opening hours as text: what is accepted, and the UTC intervals that it opens.

The one module that knows the `opening_hours` library. The library sees naive local time only, within
a subset where it was compared with two other implementations; zones are our own (`zones`), because
it carries a time zone database of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NoReturn

from corridor.calendars.hours_grammar import HoursError, read_rules
from corridor.calendars.hours_rules import Rule
from corridor.calendars.periods import DAY_S, Interval, clip, merge
from corridor.calendars.zones import offset_pieces

if TYPE_CHECKING:
    from opening_hours import OpeningHours

__all__ = ["Hours", "HoursError", "PhRule", "open_intervals", "parse_hours"]

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - naive: seconds on a local clock
_MONDAY: Final = 4 * DAY_S
"""The beginning of Monday 5 January 1970 in seconds of the local clock."""
_WEEK_S: Final = 7 * DAY_S
_SEARCH_DAYS: Final = 400
"""How far the library looks for a change; without a limit odd dates take it a second."""


@dataclass(frozen=True, slots=True)
class PhRule:
    """What holds on public holidays: closed, or open in `spans` (minutes of the day) only."""

    closed: bool
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours in the accepted subset.

    `text` is the whole in its plain form, `base` the rules without the one for public holidays, which
    is `ph` (None: holidays are days like others). `is_always`, `is_never` and `is_seasonal` (weeks
    differ, by season or date) speak of `base`.
    """

    text: str
    base: str
    ph: PhRule | None
    is_always: bool
    is_never: bool
    is_seasonal: bool = False


@lru_cache(maxsize=1024)
def parse_hours(text: str) -> Hours:
    """Read opening hours; HoursError, with position and hint, outside the accepted subset.

    Refused beside what the grammar refuses: rules whose meaning differs between implementations
    (a span over midnight beside other rules) or that cannot mean what they say (a rule without effect).
    """
    rules = read_rules(text)
    _check_holiday_rule(text, rules)
    base = [rule for rule in rules if not rule.is_holiday]
    _check_overnight(text, base)
    for i, rule in enumerate(base):
        _check_order(text, rule, base[i + 1 :])
    return Hours(
        text="; ".join(map(str, rules)),
        base="; ".join(map(str, base)),
        ph=PhRule(not rules[-1].spans, rules[-1].spans) if rules[-1].is_holiday else None,
        is_always=len(base) == 1 and base[0].is_always,
        is_never=not any(rule.spans for rule in base),
        is_seasonal=any(rule.days for rule in base),
    )


def _check_holiday_rule(text: str, rules: Sequence[Rule]) -> None:
    for i, rule in enumerate(rules):
        if not rule.is_holiday:
            continue
        if i == 0:
            _refuse(text, rule, "`PH` comes first", "write the hours of ordinary days before it")
        if i < len(rules) - 1:
            _refuse(text, rule, "`PH` is not the last rule", "move it to the end")
        if rule.is_overnight:
            _refuse(text, rule, "a span of `PH` runs over midnight", "end it at 24:00")


def _check_overnight(text: str, base: Sequence[Rule]) -> None:
    # The library drops the hours after midnight when another rule matches the day that they run into.
    for rule in base:
        if rule.is_overnight and len(base) > 1:
            _refuse(
                text,
                rule,
                "a span over midnight stands beside other rules",
                "split it at midnight: 22:00-06:00 is 00:00-06:00,22:00-24:00",
            )


def _check_order(text: str, rule: Rule, later: Sequence[Rule]) -> None:
    """Refuse a rule that later ones undo: on each day the last rule that matches decides alone."""
    # A later rule with a year is an exception on purpose, one for every year is a slip.
    general = [other for other in later if other.spans and not other.is_dated]
    closed_days = rule.matched(later) if general and not rule.spans else ()
    if any(other.matches(day) for day in closed_days for other in general):
        _refuse(text, rule, "a later rule opens what this one closes", "write the closing rule last")
    if all(any(other.matches(day) for other in later) for day in rule.matched(later)):
        _refuse(
            text,
            rule,
            "this rule has no effect on any day",
            "leave it out, or write it after the general rules",
        )


def _refuse(text: str, rule: Rule, problem: str, hint: str) -> NoReturn:
    raise HoursError(text, rule.index, problem, hint=hint)


def open_intervals(hours: Hours, tz: str, start: int, end: int) -> list[Interval]:
    """Return the intervals of UTC seconds within `[start, end)` in which the base rules are open.

    Open is every instant at which the clock of `tz` shows an open time: an hour that clocks skip is
    lost, one that they show twice counts twice. Holidays are not considered; abutting intervals are one.
    """
    if start >= end or hours.is_never:
        return []
    if hours.is_always:
        return [(start, end)]
    return list(_evaluated(hours, tz, start, end))


@lru_cache(maxsize=1024)
def _evaluated(hours: Hours, tz: str, start: int, end: int) -> tuple[Interval, ...]:
    """Many control points share hours and zone, and scenarios leave most of them as they are."""
    # No clock is a day or more from UTC.
    evaluate = _library_intervals if hours.is_seasonal else _weekly_intervals
    local = list(evaluate(hours.base, start - DAY_S, end + DAY_S))
    return tuple(
        merge(
            (opens_at - offset_s, closes_at - offset_s)
            for piece_start, piece_end, offset_s in offset_pieces(tz, start, end)
            for opens_at, closes_at in clip(local, piece_start + offset_s, piece_end + offset_s)
        )
    )


def _weekly_intervals(base: str, start: int, end: int) -> Iterator[Interval]:
    """Yield open intervals of each week that touches `[start, end)`, in seconds of the local clock."""
    week = _week(base)
    for monday in range(start - (start - _MONDAY) % _WEEK_S, end, _WEEK_S):
        for opens_at, closes_at in week:
            yield monday + opens_at, monday + closes_at


@lru_cache(maxsize=1024)
def _week(base: str) -> tuple[Interval, ...]:
    """Return the open intervals of any week, in seconds from the beginning of its Monday."""
    start, end = _MONDAY, _MONDAY + _WEEK_S
    around = _library_intervals(base, start - DAY_S, end + DAY_S)
    return tuple((opens_at - start, closes_at - start) for opens_at, closes_at in clip(around, start, end))


def _library_intervals(base: str, start: int, end: int) -> Iterator[Interval]:
    """Yield open intervals in seconds of the local clock, as the library finds them."""
    first, last = _EPOCH + timedelta(seconds=start), _EPOCH + timedelta(seconds=end)
    for opens_at, closes_at, state, _ in _library_hours(base).intervals(first, last):
        if str(state) == "open":
            yield _local_s(opens_at), _local_s(closes_at)


def _local_s(local: datetime) -> int:
    return (local - _EPOCH) // timedelta(seconds=1)


@lru_cache(maxsize=1024)
def _library_hours(base: str) -> "OpeningHours":
    from opening_hours import OpeningHours  # noqa: PLC0415 - 24/7 ports need not load it

    return OpeningHours(base, max_interval_days=_SEARCH_DAYS)
