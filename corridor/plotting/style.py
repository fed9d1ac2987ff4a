"""What things look like. Colour never speaks alone: every mark also differs by shape, dash or number."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from corridor.model.itinerary import LegKind
from corridor.model.port import PassState, Regime
from corridor.model.reach import StandKind
from corridor.plotting.words import later

PortStatus = Literal["open", "closed", "unknown", "waited"]
"""How a port stands when the vehicle comes; `waited` if it was closed and the vehicle waited for it."""

PortLook = Regime | Literal["planned"]
LinkLook = Literal["expressway", "main", "mountain", "secondary", "restricted", "rail", "ferry", "planned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStyle:
    """A route's line: `dash` is an SVG dash array in pixels, blank for a solid line."""

    colour: str
    dash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortSymbol:
    """A port's mark: an SVG `path` in a box of 24 x 24, its fill, the colour of text on it, its meaning in English."""

    path: str
    fill: str
    ink: str
    meaning: str


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """A link's line on the map of the network, and what it is called in English."""

    colour: str
    dash: str
    width: float
    name: str


_COLOURS: Final = ("#1d5fa8", "#b3207c", "#00706a", "#8a4b12", "#3a3a3a")
_DASHES: Final = ("", "10 6", "2 6", "14 5 2 5")

PORT_SYMBOLS: Final[Mapping[PortStatus, PortSymbol]] = {
    "waited": PortSymbol(
        path="M12 1.5L23.2 21.5H.8z",
        fill="#f2a900",
        ink="#1b1b1b",
        meaning=later("closed on arrival: the vehicle waits"),
    ),
    "open": PortSymbol(
        path="M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19z",
        fill="#2e7d32",
        ink="#ffffff",
        meaning=later("open on arrival"),
    ),
    "closed": PortSymbol(path="M3.5 3.5h17v17h-17z", fill="#c62828", ink="#ffffff", meaning=later("closed")),
    "unknown": PortSymbol(
        path="M12 .8L23.2 12L12 23.2L.8 12z", fill="#656b73", ink="#ffffff", meaning=later("hours unknown")
    ),
}
"""By state on arrival, in order of how much they matter to a planner."""

REGIME_SYMBOLS: Final[Mapping[PortLook, PortSymbol]] = {
    "round-the-clock": replace(PORT_SYMBOLS["open"], meaning=later("round the clock, some but for holidays")),
    "limited": replace(PORT_SYMBOLS["waited"], meaning=later("limited hours")),
    "closed": replace(PORT_SYMBOLS["closed"], meaning=later("closed until further notice")),
    "unknown": PORT_SYMBOLS["unknown"],
    "planned": PortSymbol(
        path="M9 2.5h6V9h6.500v6H15v6.500H9V15H2.500V9H9z",
        fill="#5e4a91",
        ink="#ffffff",
        meaning=later("planned"),
    ),
}
"""By the hours in force, whatever the hour."""

PASS_SYMBOLS: Final[Mapping[PassState, PortSymbol]] = {
    "closed": PORT_SYMBOLS["closed"],
    "partly": replace(PORT_SYMBOLS["waited"], meaning=later("one side closed")),
    "open": replace(PORT_SYMBOLS["open"], meaning=later("open")),
    "unknown": replace(PORT_SYMBOLS["unknown"], meaning=later("hours of a side unknown")),
}
"""By how ports stand at an hour, in the order of a list."""

LINK_STYLES: Final[Mapping[LinkLook, LinkStyle]] = {
    "expressway": LinkStyle("#8c2d19", "", 4, later("Expressway")),
    "main": LinkStyle("#b8521b", "", 2.75, later("Main road")),
    "mountain": LinkStyle("#7a5c12", "9 3", 2.75, later("Mountain road")),
    "secondary": LinkStyle("#97733a", "", 1.5, later("Secondary road")),
    "restricted": LinkStyle(
        "#7b1fa2", "3 4", 2.5, later("Road on which trucks are restricted, barred or not known")
    ),
    "rail": LinkStyle("#3a3a3a", "8 3 2 3", 2, later("Railway")),
    "ferry": LinkStyle("#1d5fa8", "2 6", 2.5, later("Ferry")),
    "planned": LinkStyle("#5e4a91", "5 6", 1.75, later("Planned")),
}

LEG_COLOURS: Final[Mapping[LegKind, str]] = {
    "drive": "#52749c",
    "rest": "#b3c3d6",
    "wait": "#f2a900",
    "queue": "#d2691e",
    "clearance": "#5f8a5a",
    "transload": "#8573ab",
    "ferry": "#4b9db3",
}

Hatch = Literal["", "diagonal", "dots", "lines", "cross", "bars"]

LEG_HATCHES: Final[Mapping[LegKind, Hatch]] = {
    "drive": "",
    "rest": "lines",
    "wait": "diagonal",
    "queue": "dots",
    "clearance": "bars",
    "transload": "cross",
    "ferry": "lines",
}
"""What is drawn over the colour, so that neighbours differ in grey, too."""

LEG_NAMES: Final[Mapping[LegKind, str]] = {
    "drive": later("Drive"),
    "rest": later("Rest"),
    "wait": later("Wait (closed)"),
    "queue": later("Queue"),
    "clearance": later("Clearance"),
    "transload": later("Transload"),
    "ferry": later("Ferry"),
}


def route_style(index: int) -> RouteStyle:
    """Return the line of the route at `index`; the first twenty differ from one another."""
    return RouteStyle(colour=_COLOURS[index % len(_COLOURS)], dash=_DASHES[index % len(_DASHES)])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachStyle:
    """The line of what is in reach; later scenarios are thinner, so that what lies under them is seen."""

    colour: str
    dash: str
    width: float


GAIN_STYLE: Final = ReachStyle(colour="#5fb03a", dash="", width=11)
"""What only one scenario reaches: a broad band under its line."""

STAND_SYMBOLS: Final[Mapping[StandKind, PortSymbol]] = {
    "wait": PortSymbol(
        path=PORT_SYMBOLS["waited"].path,
        fill="#f2a900",
        ink="#1b1b1b",
        meaning=later("closed: the truck waits"),
    ),
    "queue": PortSymbol(
        path="M3.5 3.5h17v17h-17z",
        fill=LEG_COLOURS["queue"],
        ink="#ffffff",
        meaning=later("the truck queues"),
    ),
    "rest": PortSymbol(
        path="M12 .8L23.2 12L12 23.2L.8 12z", fill="#4a6a8f", ink="#ffffff", meaning=later("the crew rests")
    ),
    "work": PortSymbol(
        path=PORT_SYMBOLS["open"].path,
        fill=LEG_COLOURS["clearance"],
        ink="#ffffff",
        meaning=later("in clearance"),
    ),
}
"""By what holds a truck at a control point, in order of how much it matters."""


def reach_style(index: int) -> ReachStyle:
    """Return the line of the scenario at `index`."""
    style = route_style(index)
    return ReachStyle(colour=style.colour, dash=style.dash, width=max(2.5, 6.5 - 3.5 * index))
