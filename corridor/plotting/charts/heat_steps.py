"""The steps of colour of a heat map: the worse, the darker, in grey as in colour."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from corridor.plotting.charts.labels import INK
from corridor.plotting.words import Words

_WARM: Final = ("#fffbea", "#fdeab6", "#f9c766", "#ee9a3a", "#b4560f", "#5c2806")
_COOL: Final = ("#e3eefa", "#b5d3f0", "#7db1e0", "#1f5fa8", "#0c2f5e")
_PAPER: Final = "#ffffff"
_DARK: Final = frozenset((*_WARM[-2:], *_COOL[-2:]))
_BOUNDS_H: Final = (0.5, 2, 6, 12, 24, math.inf)
"""Figures are whole halves of hours: less than 0.5 is nought."""
_SIZES_H: Final = (0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168, 336)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Hours from `low` up to but not including `high`, or with `is_gain` as many negative ones; and their looks."""

    low: float
    high: float
    colour: str
    text: str
    is_gain: bool = False

    @property
    def ink(self) -> str:
        """The colour of figures on it."""
        return _PAPER if self.colour in _DARK else INK

    def holds(self, hours: float) -> bool:
        """Whether hours are of this step."""
        return self.low <= (-hours if self.is_gain else hours) < self.high


def extra_steps(words: Words) -> list[Step]:
    """Return steps of hours lost: none, and then up to 2, 6, 12, 24 and more."""
    return [_nought(_WARM[0]), *_bounded(_WARM[1:], words("under {hours} h"), words("{hours} h or more"))]


def difference_steps(hours: Iterable[float], words: Words) -> list[Step]:
    """Return steps from most gained (blue) by nought to most lost (brown), of the sides that these hours have."""
    known = list(hours)
    gained = _bounded(_COOL, words("under {hours} h sooner"), words("{hours} h sooner or more"), is_gain=True)
    lost = _bounded(_WARM[1:], words("under {hours} h later"), words("{hours} h later or more"))
    return [
        *(reversed(gained) if min(known, default=0) < 0 else ()),
        _nought(_PAPER),
        *(lost if max(known, default=0) > 0 else ()),
    ]


def duration_steps(hours: Iterable[float], words: Words) -> list[Step]:
    """Return at most six even steps that hold all of these hours."""
    known = list(hours) or [0.0]
    low, high = min(known), max(known)
    size = next(
        size
        for size in _SIZES_H
        if math.floor(high / size) - math.floor(low / size) < len(_WARM) or size == _SIZES_H[-1]
    )
    bounds = [i * size for i in range(math.floor(low / size), math.floor(high / size) + 2)]
    last = len(_WARM) - 1
    return [
        Step(
            low=a,
            high=b,
            colour=_WARM[min(i, last)],
            text=words("{low} to under {high} h", low=words.number(f"{a:g}"), high=words.number(f"{b:g}")),
        )
        for i, (a, b) in enumerate(pairwise(bounds))
    ]


def _nought(colour: str) -> Step:
    return Step(low=0, high=_BOUNDS_H[0], colour=colour, text="0")


def _bounded(colours: Sequence[str], under: str, more: str, *, is_gain: bool = False) -> list[Step]:
    """Return the steps above nought; `under` and `more` name them, with `{hours}` in them."""
    return [
        Step(
            low=low,
            high=high,
            colour=colour,
            text=(more if high == math.inf else under).replace(
                "{hours}", f"{low if high == math.inf else high:g}"
            ),
            is_gain=is_gain,
        )
        for (low, high), colour in zip(pairwise(_BOUNDS_H), colours, strict=True)
    ]
