"""Durations and distances as people read and write them."""

import re

from corridor.errors import UsageError

_UNIT_S = {"s": 1, "min": 60, "m": 60, "h": 3600, "d": 86_400}
_MINUTE_S, _HOUR_S = 60, 3600


def format_duration(seconds: float) -> str:
    """Return `37 h 40 min`, rounded to the minute; shorter than a minute as `40 s`; negative with a minus."""
    sign, whole = ("-" if seconds < 0 else ""), abs(round(seconds))
    if whole < _MINUTE_S:
        return f"{sign}{whole} s" if whole else "0 min"
    hours, minutes = divmod(round(whole / _MINUTE_S), 60)
    if not hours:
        return f"{sign}{minutes} min"
    return f"{sign}{hours} h {minutes:02d} min" if minutes else f"{sign}{hours} h"


def format_difference(seconds: float) -> str:
    """Return a difference with its sign, `+2 h 05 min`; `no difference` when it rounds to nought."""
    if abs(seconds) < _MINUTE_S / 2:
        return "no difference"
    return f"{'+' if seconds > 0 else ''}{format_duration(seconds)}"


def format_km(km: float) -> str:
    """Return a distance, to the kilometre from 10 km on."""
    return f"{km:.0f} km" if km >= 10 else f"{km:.1f} km"


def parse_duration(text: str) -> int:
    """Return seconds of `90min`, `1h`, `1h30min`, `2d`.

    Raises:
        UsageError: It is no duration, or not above nought.
    """
    compact = text.replace(" ", "").lower()
    parts = re.findall(r"(\d+)(min|[smhd])", compact)
    seconds = sum(int(number) * _UNIT_S[unit] for number, unit in parts)
    if "".join(number + unit for number, unit in parts) != compact or not seconds:
        raise UsageError(f"{text!r} is not a duration", hint="write it as 30min, 1h or 1h30min")
    return seconds
