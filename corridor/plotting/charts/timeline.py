"""Clocks along an axis: days and hours of a zone between two instants."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corridor.calendars.zones import format_offset, to_local
from corridor.plotting.charts.axes import Scale, hour_ticks, midnights
from corridor.plotting.charts.chart import WIDTH
from corridor.plotting.charts.lettering import fitted, text_width
from corridor.plotting.words import Words

_HOUR_S: Final = 3600
_INSET: Final = 4
_APART: Final = 2
"""Free room between names of days, in pixels."""
_NAME_ROOM: Final = 320
_EDGE: Final = WIDTH - 4
"""No name of a day passes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place on an axis with its text, blank where there is no room for one."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The clock of one zone: `days` begin at their marks, `hours` are between them."""

    title: str
    days: tuple[Mark, ...]
    hours: tuple[Mark, ...]
    first_day: Mark | None
    """The day at the start of the axis, if its name has room before the next."""


def hour_marks(words: Words, scale: Scale) -> list[Mark]:
    """Return whole hours from nought along an axis of seconds, as many as have room side by side."""
    found: list[Mark] = []
    for most in (12, 8, 6, 4, 3):
        found = [
            Mark(at=scale(s), text=words.duration(s) if s else "0") for s in hour_ticks(scale.high, most)
        ]
        if (
            len(found) < 2
            or max(text_width(mark.text) for mark in found) + 3 * _APART <= found[1].at - found[0].at
        ):
            break
    return found


def timeline(words: Words, scale: Scale, tz: str, place: str) -> Timeline:
    """Return the clock of `tz` along a scale of UTC seconds, named after a place that keeps it."""
    start, end = int(scale.low), int(scale.high)
    begins = list(midnights(start, end, tz))
    title = words(
        "Clock of {place} ({offset})", place=fitted(place, _NAME_ROOM), offset=format_offset(start, tz)
    )
    first = Mark(at=scale.start, text=words.day(start, tz))
    room = (scale(begins[0]) if begins else scale.end) - scale.start
    fits = text_width(first.text) + _INSET <= room and (not begins or begins[0] != start)
    return Timeline(
        title=title,
        days=_days(words, scale, begins, tz),
        hours=_hours(scale, start, end, tz),
        first_day=first if fits else None,
    )


def _days(words: Words, scale: Scale, begins: list[int], tz: str) -> tuple[Mark, ...]:
    """Return midnights, each second, third, ... one with its name so that all names have room."""
    texts = [words.day(at, tz) for at in begins]
    widest = max(map(text_width, texts), default=0.0)
    apart = min((scale(b) - scale(a) for a, b in pairwise(begins)), default=widest + _APART)
    every = math.ceil((widest + _APART) / apart)
    return tuple(
        Mark(at=x, text="" if i % every or x + _INSET + text_width(text) > _EDGE else text)
        for i, (x, text) in enumerate(zip(map(scale, begins), texts, strict=True))
    )


def _hours(scale: Scale, start: int, end: int, tz: str) -> tuple[Mark, ...]:
    """Return the hours of the clock in the finest step that leaves their figures room; whole days need none."""
    if end <= start:
        return ()
    hour_px = (scale.end - scale.start) / (end - start) * _HOUR_S
    step_h = next((step for step in (1, 2, 3, 6, 12) if step * hour_px >= 30), 24)
    marks = []
    for at in range(-(-start // _HOUR_S) * _HOUR_S, end + 1, _HOUR_S):
        # Zones a half hour off have their whole hours between those of UTC.
        instant = at - to_local(at, tz).minute * 60
        hour = to_local(instant, tz).hour
        if instant >= start and hour and hour % step_h == 0:
            marks.append(Mark(at=scale(instant), text=f"{hour:02}"))
    return tuple(marks)
