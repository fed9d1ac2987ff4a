"""Texts and keys of charts, laid out so that they fit where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from corridor.plotting.charts.axes import text_width
from corridor.plotting.charts.chart import WIDTH
from corridor.plotting.style import Hatch

INK: Final = "#1c2126"
SOFT: Final = "#5a636d"
LINE: Final = "#d8dce1"
SMALL: Final = 12

Anchor = Literal["start", "middle", "end"]

_SWATCH: Final = 22
_GAP: Final = 22
KEY_HEIGHT: Final = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line of text; `y` is its baseline. `figure`: it is a value that the chart's table holds, too."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    size: float = SMALL
    weight: int = 400
    fill: str = INK
    figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One entry of a legend: how a mark looks, and what it means.

    A `dash` other than None makes it a line of `width`; else it is a box with a `hatch`, or a frame if `framed`.
    """

    text: str
    colour: str
    hatch: Hatch = ""
    dash: str | None = None
    width: float = 2
    framed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedKey:
    """A key with the left end of its mark and the baseline of its text."""

    key: Key
    x: float
    y: float
    text_x: float


def legend(
    keys: Sequence[Key], x: float, y: float, right: float = WIDTH - 12
) -> tuple[list[PlacedKey], float]:
    """Return keys set in rows from `x`, the first on the baseline `y`, and the baseline of the last row."""
    placed: list[PlacedKey] = []
    at = x
    for key in keys:
        wide = _SWATCH + 7 + text_width(key.text, SMALL)
        if placed and at + wide > right:
            at, y = x, y + KEY_HEIGHT
        placed.append(PlacedKey(key=key, x=at, y=y, text_x=at + _SWATCH + 7))
        at += wide + _GAP
    return placed, y


def shortened(text: str, width: float, size: float = SMALL) -> str:
    """Return a text cut, with an ellipsis, to what fits a width."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if kept.strip() else ""


def fits(text: str, width: float, size: float = SMALL) -> bool:
    """Whether a text fits a width."""
    return text_width(text, size) <= width


def placed(
    texts: Sequence[str], left: float, right: float, cuts: Sequence[float], size: float = SMALL
) -> tuple[float, str] | None:
    """Return the middle and the first of some texts that fits between two lines of a block, or at least into it."""
    ends = [left, *sorted(cut for cut in cuts if left < cut < right), right]
    centre = (left + right) / 2
    parts = sorted(pairwise(ends), key=lambda part: abs(sum(part) / 2 - centre))
    for text in filter(None, texts):
        for part in [*parts, (left, right)]:
            if fits(text, part[1] - part[0] - 4, size):
                return sum(part) / 2, text
    return None


def wrapped(text: str, width: float, most: int, size: float = SMALL) -> list[str]:
    """Return a text in at most so many lines of a width, broken between words, the last one cut if need be."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        count = next((n for n in range(len(rest), 1, -1) if fits(" ".join(rest[:n]), width, size)), 1)
        lines.append(shortened(" ".join(rest[:count]), width, size))
        rest = rest[count:]
    return [*lines, shortened(" ".join(rest), width, size)] if rest else lines


def percent(share: float) -> str:
    """Return a share as people type it: `90%`, `99.5%`."""
    return f"{share * 100:.3g}%"
