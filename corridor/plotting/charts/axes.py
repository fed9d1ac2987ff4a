"""Scales, ticks and labels along axes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from corridor.calendars.zones import local_midnight, to_local
from corridor.plotting.charts.lettering import text_width

__all__ = ["Scale", "dodged", "hour_ticks", "midnights", "overlaps", "text_width", "ticks"]


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight rule from values to pixels; `low` lies at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a value lies, in pixels."""
        span = self.high - self.low
        return self.start if not span else self.start + (value - self.low) * (self.end - self.start) / span


def ticks(high: float, most: int = 8, steps: Sequence[float] = (1, 2, 5)) -> list[float]:
    """Return round values from nought up to `high`, `most` steps at most; `steps` of a decade."""
    if high <= 0:
        return [0.0]
    decade = 10 ** math.floor(math.log10(high / most))
    step = next(
        size * scale for scale in (decade, 10 * decade) for size in steps if size * scale * most >= high
    )
    return [step * i for i in range(math.floor(high / step + 1e-9) + 1)]


def hour_ticks(high_s: float, most: int = 12) -> list[int]:
    """Return seconds of whole hours from nought up to `high_s`, in steps that a clock has."""
    step_h = next((step for step in (1, 2, 3, 6, 12, 24, 48, 96, 168) if high_s <= most * step * 3600), 336)
    return list(range(0, int(high_s) + 1, step_h * 3600))


def midnights(start: int, end: int, tz: str) -> Iterator[int]:
    """Yield the instants in `[start, end]` at which a day begins in `tz`."""
    day = to_local(start, tz).date()
    while (at := local_midnight(day, tz)) <= end:
        if at >= start:
            yield at
        day += timedelta(days=1)


def dodged(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places in ascending order near those wanted (ascending), `gap` apart, within `[low, high]` if they fit."""
    placed: list[float] = []
    for at in wanted:
        placed.append(max(at, low if not placed else placed[-1] + gap))
    for i in reversed(range(len(placed))):
        placed[i] = min(placed[i], high if i + 1 == len(placed) else placed[i + 1] - gap)
    if placed and placed[0] < low and len(placed) > 1:
        step = (high - low) / (len(placed) - 1)
        return [low + step * i for i in range(len(placed))]
    return placed


def overlaps(spans: Sequence[tuple[float, float]]) -> bool:
    """Whether any two spans (start, end), in order of their starts, lie over one another."""
    return any(one[1] > other[0] for one, other in pairwise(spans))
