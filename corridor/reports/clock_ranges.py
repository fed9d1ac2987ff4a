"""Stretches of departures as clock ranges, in whole minutes that all lie inside."""

from collections import defaultdict
from collections.abc import Sequence

from corridor.calendars import zones
from corridor.model.comparison import Stretch

_MINUTE_S = 60

Range = tuple[str, str, int, str]
"""Clock from, clock to, days in between, offset."""


def clock(at: int, tz: str) -> str:
    """Return an instant as `Mon 2 Jun 2025 17:09 (UTC+8)`, with seconds where it has some."""
    text = zones.format_local(at, tz)
    seconds = at % _MINUTE_S
    return text.replace(" (", f":{seconds:02d} (") if seconds else text


def between(stretch: Stretch, tz: str) -> str:
    """Return `between Mon 2 Jun 2025 08:52 and 17:09 (UTC+8)`: whoever leaves at one of these is inside."""
    first, last = _minutes(stretch)
    if first == last:
        return f"at {clock(first, tz)}"
    from_day, from_clock, from_offset = _parts(first, tz)
    to_day, to_clock, to_offset = _parts(last, tz)
    start = f"{from_day} {from_clock}" + (f" {from_offset}" if from_offset != to_offset else "")
    end = to_clock if from_day == to_day else f"{to_day} {to_clock}"
    return f"between {start} and {end} {to_offset}"


def ranges(stretches: Sequence[Stretch], tz: str) -> list[tuple[str, int]]:
    """Return clock ranges in words, each with how many of the stretches have it, the most common first."""
    same: defaultdict[Range, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        same[_range(stretch, tz)].append(stretch)
    groups = sorted(same.values(), key=lambda group: (-len(group), group[0].departs_from))
    return [(_on_days(group, tz), len(group)) for group in groups]


def _on_days(group: Sequence[Stretch], tz: str) -> str:
    days = len(group) - 1
    more = f", and at the same clock on {days} more {'day' if days == 1 else 'days'}" if days else ""
    return between(group[0], tz) + more


def _range(stretch: Stretch, tz: str) -> Range:
    first, last = (zones.to_local(at, tz) for at in _minutes(stretch))
    days = (last.date() - first.date()).days
    return f"{first:%H:%M:%S}", f"{last:%H:%M:%S}", days, zones.format_offset(stretch.departs_from, tz)


def _minutes(stretch: Stretch) -> tuple[int, int]:
    """Return the first and the last full minute of a stretch, or its first and last second if it has none."""
    first = -(-stretch.departs_from // _MINUTE_S) * _MINUTE_S
    last = (stretch.departs_to - 1) // _MINUTE_S * _MINUTE_S
    return (first, last) if first <= last else (stretch.departs_from, stretch.departs_to - 1)


def _parts(at: int, tz: str) -> tuple[str, str, str]:
    """Return day, clock and offset."""
    day_and_clock, _, offset = clock(at, tz).rpartition(" ")
    day, _, time = day_and_clock.rpartition(" ")
    return day, time, offset
