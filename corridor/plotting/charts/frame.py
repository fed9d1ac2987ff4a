"""A frame of hours over departures: local days along the bottom, hours from door to door up the side."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corridor.calendars import zones
from corridor.plotting.charts.axes import Scale, midnights, text_width
from corridor.plotting.charts.labels import SMALL, SOFT, Label
from corridor.plotting.words import Words

WEEKEND: Final = "#eef0f2"
_HOUR_S: Final = 3600
_STEPS_H: Final = (1, 2, 3, 6, 12, 24, 48, 96, 168, 336)
_DAYS: Final = (1, 2, 7, 14, 28, 56, 182, 364)
_LONG_S: Final = 35 * 86_400
_DATED_FROM: Final = 28
"""Days between marks from which on these need their year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where departures (UTC seconds) and durations (seconds) lie, in pixels."""

    x: Scale
    y: Scale
    tz: str
    words: Words

    @property
    def weekends(self) -> list[tuple[float, float]]:
        """Left ends and widths of local Saturdays and Sundays; none where they would be stripes."""
        start, end = int(self.x.low), int(self.x.high)
        if end - start > _LONG_S:
            return []
        cuts = sorted({start, *midnights(start, end, self.tz), end})
        return [
            (self.x(a), self.x(b) - self.x(a))
            for a, b in pairwise(cuts)
            if zones.to_local(a, self.tz).weekday() >= 5
        ]

    @property
    def days(self) -> list[float]:
        """Where local days begin, as many as can be told apart."""
        return [self.x(at) for at in self._marked]

    def day_labels(self, baseline: float) -> list[Label]:
        """Return the names of the days that are marked, those that fit side by side."""
        dated = self._step >= _DATED_FROM
        labels: list[Label] = []
        for at in self._marked:
            text = f"{zones.to_local(at, self.tz):%Y-%m-%d}" if dated else self.words.day(at, self.tz)
            if self.x(at) + 3 + text_width(text, SMALL) <= self.x.end + 8:
                labels.append(Label(x=self.x(at) + 3, y=baseline, text=text, fill=SOFT))
        return labels

    @property
    def hours(self) -> list[tuple[float, Label]]:
        """Where whole hours lie, and their labels."""
        step_s = hour_step(self.y.high - self.y.low)
        marks = range(int(self.y.low), int(self.y.high) + 1, step_s)
        return [
            (
                self.y(at),
                Label(
                    x=self.x.start - 8,
                    y=self.y(at) + 4,
                    text=self.words("{hours} h", hours=at // _HOUR_S),
                    anchor="end",
                    fill=SOFT,
                ),
            )
            for at in marks
        ]

    @property
    def _marked(self) -> list[int]:
        found = list(midnights(int(self.x.low), int(self.x.high), self.tz))
        if self._step >= 7:  # weeks begin on Mondays
            mondays = [at for at in found if zones.to_local(at, self.tz).weekday() == 0]
            return mondays[:: self._step // 7]
        return found[:: self._step]

    @property
    def _step(self) -> int:
        """How many days lie between two marks, so that their names fit."""
        days = (self.x.high - self.x.low) / 86_400
        widest = max(
            text_width(self.words.day(int(self.x.low) + i * 86_400, self.tz), SMALL) for i in range(7)
        )
        room = (self.x.end - self.x.start) / max(days, 1e-9)
        return next((step for step in _DAYS if step * room >= widest + 10), _DAYS[-1])


def hour_step(span_s: float, most: int = 6) -> int:
    """Return seconds between marks so that there are few of them, in steps that a clock has."""
    return next((step for step in _STEPS_H if span_s <= most * step * _HOUR_S), 672) * _HOUR_S


def hour_range(durations_s: Sequence[float]) -> tuple[int, int]:
    """Return whole marks that enclose durations: from nought, unless that would waste most of the room."""
    low, high = min(durations_s, default=0), max(durations_s, default=_HOUR_S)
    step_s = hour_step(max(high - low, _HOUR_S))
    base = math.floor(low / step_s) * step_s
    if base <= high * 0.3:
        step_s, base = hour_step(high), 0
    return base, max(math.ceil(high / step_s) * step_s, base + step_s)


def zone_name(tz: str, start: int, end: int, words: Words) -> str:
    """Return a zone with its offset, or its offsets if clocks change in `[start, end)`."""
    (first, *_), *changes = zones.offset_pieces(tz, start, end)
    name = f"{tz}, {zones.format_offset(first, tz)}"
    for at, _, _ in changes:
        name = words(
            "{zone}, from {day} {offset}",
            zone=name,
            day=words.day(at, tz),
            offset=zones.format_offset(at, tz),
        )
    return name
