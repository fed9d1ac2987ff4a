"""What the page shows, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.model.ids import ControlId
from corridor.model.place import Position
from corridor.model.port import PortWeek
from corridor.plotting.maps.ground import MapPage


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedPort:
    """A crossing over the window and a day around it; `controls` are names of its control points."""

    week: PortWeek
    name: str
    also: tuple[str, ...]
    position: Position
    controls: Mapping[ControlId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortsPage(MapPage):
    """The page of ports over `[start, end)`, a whole number of hours."""

    start: int
    end: int
    ports: tuple[MappedPort, ...]
