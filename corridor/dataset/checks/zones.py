"""Clocks: the working zone of every point, which is a fact of its country and never of its coordinates."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from corridor.calendars.zones import to_local
from corridor.dataset.content import Content, Located
from corridor.dataset.notices import Finding

_HOURS: Final[Mapping[str, frozenset[float]]] = MappingProxyType(
    {
        "AF": frozenset({4.5}),
        "AZ": frozenset({4}),
        "CN": frozenset({8}),  # Beijing time everywhere, in Xinjiang too
        "GE": frozenset({4}),
        "IR": frozenset({3.5}),
        "KG": frozenset({6}),
        "KZ": frozenset({5}),
        "PK": frozenset({5}),
        "RU": frozenset(range(2, 13)),
        "TJ": frozenset({5}),
        "TM": frozenset({5}),
        "UZ": frozenset({5}),
    }
)
"""Hours ahead of UTC by which a country works, as of 2026."""
_JULY_2026: Final = 1_782_864_000


def wrong_zones(content: Content) -> Iterator[Finding]:
    """Yield points whose clock is not one of their country's, and schedules on another clock than their points."""
    for place in content.places:
        yield from _foreign_clock(place, place.item.country)
    for point in content.control_points:
        yield from _foreign_clock(point, point.item.side)
    for schedule in content.schedules:
        yield from _foreign_clock(schedule, schedule.item.side)


def _foreign_clock(row: Located[Any], country: str) -> Iterator[Finding]:
    allowed = _HOURS.get(country)
    if allowed is None:
        return
    offset = to_local(_JULY_2026, row.item.tz).utcoffset()
    hours = offset.total_seconds() / 3600 if offset else 0
    if hours not in allowed:
        clocks = " or ".join(f"UTC{known:+g}" for known in sorted(allowed))
        message = f"{row.item.tz!r} is UTC{hours:+g} in 2026, but {country} works on {clocks}"
        yield row.finding("wrong-zone", "tz", message)
