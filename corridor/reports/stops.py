"""The stops of a trip in words, as map files and calendars tell of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary, Leg
from corridor.reports.names import stand_of
from corridor.units import format_duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Legs that a vehicle spends at one spot, one after another."""

    name: str
    legs: tuple[Leg, ...]

    @property
    def kinds(self) -> str:
        """What is done there: `Wait, clearance`."""
        words = dict.fromkeys(leg.kind for leg in self.legs)
        return ", ".join(words).capitalize()

    @property
    def lines(self) -> list[str]:
        """What is done there, one line each, with clocks and reasons."""
        return [line_about(leg) for leg in self.legs]


def stops_of(dataset: Dataset, itinerary: Itinerary) -> Iterator[Stop]:
    """Yield the stops of a trip, in order."""
    for is_moving, legs in groupby(itinerary.legs, key=lambda leg: leg.is_moving):
        if not is_moving:
            for name, here in groupby(legs, key=lambda leg: stand_of(dataset, leg)):
                yield Stop(name=name, legs=tuple(here))


def line_about(leg: Leg) -> str:
    """Return what a leg is, how long, from when to when, and why."""
    clocks = (
        f"{zones.format_local(leg.depart_at, leg.tz_from)} to {zones.format_local(leg.arrive_at, leg.tz_to)}"
    )
    reason = f": {leg.reason}" if leg.reason else ""
    return f"{leg.kind.capitalize()} {format_duration(leg.duration_s)}, {clocks}{reason}"
