"""What the page shows, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corridor.model.ids import ControlId
from corridor.model.place import Position
from corridor.model.port import PortWeek
from corridor.plotting.document import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedPort:
    """A crossing over the window; `controls` are names of its control points."""

    week: PortWeek
    name: str
    also: tuple[str, ...]
    position: Position
    controls: Mapping[ControlId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortsPage(Page):
    """The page of ports over `[start, end)`, a whole number of hours. `basemap` is as for a route."""

    start: int
    end: int
    ports: tuple[MappedPort, ...]
    basemap: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
