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
from corridor.calendars.periods import Interval, clip, merge
from corridor.calendars.zones import offset_pieces

if TYPE_CHECKING:
    from opening_hours import OpeningHours

__all__ = ["Hours", "HoursError", "PhRule", "open_intervals", "parse_hours"]

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - naive: seconds on a local clock
_DAY: Final = timedelta(days=1)
_ONE_S: Final = timedelta(seconds=1)
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
    is `ph` (None: holidays are days like others). `is_always` and `is_never` speak of `base`.
    """

    text: str
    base: str
    ph: PhRule | None
    is_always: bool
    is_never: bool


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
    return list(_evaluated(hours.base, tz, start, end))


@lru_cache(maxsize=1024)
def _evaluated(base: str, tz: str, start: int, end: int) -> tuple[Interval, ...]:
    """Many control points share hours and zone, and scenarios leave most of them as they are."""
    local = list(_local_intervals(base, start, end))
    return tuple(
        merge(
            (opens_at - offset_s, closes_at - offset_s)
            for piece_start, piece_end, offset_s in offset_pieces(tz, start, end)
            for opens_at, closes_at in clip(local, piece_start + offset_s, piece_end + offset_s)
        )
    )


def _local_intervals(base: str, start: int, end: int) -> Iterator[Interval]:
    """Yield open intervals in seconds of the local clock; no clock is a day or more from UTC."""
    first, last = _EPOCH + timedelta(seconds=start) - _DAY, _EPOCH + timedelta(seconds=end) + _DAY
    for opens_at, closes_at, state, _ in _library_hours(base).intervals(first, last):
        if str(state) == "open":
            yield _local_s(opens_at), _local_s(closes_at)


def _local_s(local: datetime) -> int:
    return (local - _EPOCH) // _ONE_S


@lru_cache(maxsize=1024)
def _library_hours(base: str) -> "OpeningHours":
    from opening_hours import OpeningHours  # noqa: PLC0415 - 24/7 ports need not load it

    return OpeningHours(base, max_interval_days=_SEARCH_DAYS)
