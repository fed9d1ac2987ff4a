"""The names of places along a way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from corridor.model.ids import ControlId
from corridor.plotting.charts.axes import Scale
from corridor.plotting.charts.chart import WIDTH
from corridor.plotting.charts.flags import Flag, flags_within
from corridor.plotting.charts.itineraries import Names, PortNames, Stop

ROW: Final = 18.0
"""Height of a row of names, in pixels."""
_ONE_PLACE: Final = 40.0
"""Control points of one port that lie so close, in pixels, share the port's name."""
_CHIPS: Final = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One name on the way, for the control points of a port or for a single node; `is_port` is drawn stronger."""

    name: str
    at: float
    is_port: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The names along a way from `y` down to `bottom`; `chips` are numbers and colours of the trips that go it."""

    y: float
    bottom: float
    flags: tuple[Flag, ...]
    ports: tuple[float, ...]
    chips: tuple[tuple[int, str], ...]


def place_axis(
    needed: Sequence[Named],
    optional: Sequence[Named],
    y: float,
    chips: tuple[tuple[int, str], ...] = (),
    rows: int = 3,
) -> Axis:
    """Return names of a way below one another: those needed always, the optional ones where `rows` have room."""
    y += _CHIPS if chips else 0
    labels = [(place.at, place.name) for place in (*needed, *optional)]
    hung = flags_within(labels, WIDTH - 8, rows, always=len(needed))
    deepest = max((flag.row for flag in hung), default=-1)
    return Axis(
        y=y,
        bottom=y + ROW * (deepest + 1) + 10,
        flags=tuple(hung),
        ports=tuple(place.at for place in needed if place.is_port),
        chips=chips,
    )


def named_places(
    way: Sequence[Stop], scale: Scale, *, names: Names, ports: PortNames, towns: Collection[str]
) -> tuple[list[Named], list[Named]]:
    """Return the ends and ports of a way, and its other towns, longest stays first; neighbours of one port have one name."""
    if not way:
        return [], []
    between, the_ends = way[1:-1], [way[0], way[-1]][: len(way)]
    needed = [Named(name=names[stop.node], at=scale(stop.km), is_port=False) for stop in the_ends]
    needed += [
        place
        for port, points in groupby(between, lambda stop: ports.get(ControlId(stop.node)))
        if port is not None
        for place in _sides(port, list(points), scale, names)
    ]
    others = [stop for stop in between if stop.node in towns and ControlId(stop.node) not in ports]
    others.sort(key=lambda stop: -stop.stay_s)
    return needed, [Named(name=names[stop.node], at=scale(stop.km), is_port=False) for stop in others]


def _sides(port: str, points: Sequence[Stop], scale: Scale, names: Names) -> list[Named]:
    """Return the control points of a port under its name where they are close, else each under its own."""
    groups: list[list[Stop]] = []
    for point in points:
        if groups and scale(point.km) - scale(groups[-1][-1].km) < _ONE_PLACE:
            groups[-1].append(point)
        else:
            groups.append([point])
    return [
        Named(
            name=port if len(group) > 1 else names[group[0].node],
            at=(scale(group[0].km) + scale(group[-1].km)) / 2,
            is_port=True,
        )
        for group in groups
    ]
