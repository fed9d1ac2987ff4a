"""How marks of scenarios differ: by colour, and by hatch or shape."""

from collections.abc import Sequence
from typing import Final

from corridor.plotting.charts.key import Meaning
from corridor.plotting.style import Hatch, route_style

_HATCHES: Final[Sequence[Hatch]] = ("", "diagonal", "dots", "lines", "cross")
_SHAPES: Final = (
    "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "M-5.500-5.500h11v11h-11z",
    "M0-7.500L7.500 0L0 7.500L-7.500 0z",
    "M0-7L7 5.500H-7z",
    "M0 7L7-5.500H-7z",
)
"""Circle, square, diamond, triangles up and down, as SVG paths around 0 0."""


def hatch(index: int) -> Hatch:
    """Return what is drawn over bars of the scenario at `index`."""
    return _HATCHES[index % len(_HATCHES)]


def shape(index: int) -> str:
    """Return the outline of dots of the scenario at `index`."""
    return _SHAPES[index % len(_SHAPES)]


def meanings(titles: Sequence[str]) -> list[Meaning]:
    """Return what bars of the scenarios look like."""
    return [
        Meaning(text=title, colour=route_style(i).colour, hatch=hatch(i)) for i, title in enumerate(titles)
    ]
