"""Links against the globe, their class and the borders they cross."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from corridor.dataset.checks.chains import chains
from corridor.dataset.checks.ends import End, ends_by_id
from corridor.dataset.content import Content, Located
from corridor.dataset.notices import Finding, near_miss, quoted
from corridor.model.link import Link
from corridor.model.sphere import great_circle_km

_TOLERANCE: Final = 0.02
"""Rounded distances, and an Earth that is no sphere, make links up to 2 % shorter than the great circle."""
_LONGEST_DETOUR: Final = 2.2
"""No published road of the region winds more between its ends."""
_SHORT_KM: Final = 5.0
"""Below this the way around a yard or a hairpin says nothing."""
_LONGEST_H: Final = 24.0


class _Class(NamedTuple):
    """Mode of a class of ways, and the speeds in km/h between which its lorries or trains are expected."""

    mode: str
    slowest: float
    fastest: float


_CLASSES: Final[Mapping[str, _Class]] = {
    "expressway": _Class("road", 40, 100),
    "main": _Class("road", 20, 80),
    "secondary": _Class("road", 15, 70),
    "mountain": _Class("road", 8, 60),
    "strip": _Class("road", 3, 60),
    "rail": _Class("rail", 10, 100),
    "ferry": _Class("ferry", 5, 40),
}

ROAD_CLASSES: Final = frozenset(_CLASSES)
"""Every class of way that a link can have."""


def _joined(content: Content) -> Iterator[tuple[Located[Link], End, End]]:
    ends = ends_by_id(content)
    for row in content.links:
        if row.item.from_id in ends and row.item.to_id in ends:
            yield row, ends[row.item.from_id], ends[row.item.to_id]


def loops(content: Content) -> Iterator[Finding]:
    """Yield links that end where they start."""
    for row in content.links:
        if row.item.from_id == row.item.to_id:
            yield row.finding("loop-link", "to_id", f"link ends at {quoted(row.item.to_id)}, where it starts")


def unlikely_lengths(content: Content) -> Iterator[Finding]:
    """Yield links shorter than the great circle, beyond the error of their ends, or much longer."""
    for row, start, goal in _joined(content):
        direct_km = great_circle_km(start.position, goal.position)
        error_km = start.accuracy_km + goal.accuracy_km
        length_km = row.item.distance_km
        if length_km < direct_km * (1 - _TOLERANCE) - error_km:
            message = f"{length_km:g} km is less than the great circle of {direct_km:.1f} km"
            yield row.finding("link-too-short", "distance_km", message)
        elif length_km > max(_LONGEST_DETOUR * (direct_km + error_km), _SHORT_KM):
            message = f"{length_km:g} km is {length_km / max(direct_km, 0.01):.1f} times the great circle of {direct_km:.1f} km"
            yield row.finding("link-too-long", "distance_km", message)


def unlikely_speeds(content: Content) -> Iterator[Finding]:
    """Yield speeds that are unusual for the class of the link, and links of more than a day."""
    for row in content.links:
        link = row.item
        kind = _CLASSES.get(link.road_class)
        if kind is None or (kind.mode != link.mode and link.road_class != "strip"):
            known = [name for name, other in _CLASSES.items() if other.mode == link.mode]
            message = f"{quoted(link.road_class)} is no class of {link.mode}"
            yield row.finding(
                "unknown-road-class", "road_class", message, hint=near_miss(link.road_class, known)
            )
        elif not kind.slowest <= link.speed_kmh <= kind.fastest:
            message = f"{link.speed_kmh:g} km/h is not within {kind.slowest:g} to {kind.fastest:g} of class {link.road_class}"
            yield row.finding("speed-out-of-class", "speed_kmh", message)
        if (hours := link.distance_km / link.speed_kmh) > _LONGEST_H:
            message = f"{link.distance_km:g} km at {link.speed_kmh:g} km/h take {hours:.0f} h without a place between"
            yield row.finding("slow-link", "distance_km", message)


def borders_outside_ports(content: Content) -> Iterator[Finding]:
    """Yield links between two countries that are neither a step through a crossing nor a ferry between ports."""
    steps = {
        frozenset((before.item.control_id, after.item.control_id))
        for chain in chains(content).values()
        for before, after in pairwise(chain)
    }
    for row, start, goal in _joined(content):
        if start.country == goal.country or frozenset((row.item.from_id, row.item.to_id)) in steps:
            continue
        if row.item.mode == "ferry" and start.is_sea_port and goal.is_sea_port:
            continue
        message = f"the link leads from {start.country} to {goal.country} past any control point"
        yield row.finding("border-outside-port", "to_id", message)
