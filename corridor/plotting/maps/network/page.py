"""What the page shows, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.model.alignment import Point
from corridor.model.crossing import Direction, Dwell
from corridor.model.ids import SourceId
from corridor.model.link import Link
from corridor.model.place import Place, Position
from corridor.model.port import ControlReport, PortReport
from corridor.model.queue import QueueFigures
from corridor.plotting.maps.ground import MapPage


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLink:
    """A link between two named ends; `points` are (lon, lat) from the first to the second."""

    link: Link
    start: str
    end: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkControl:
    """A control point with its clearance by direction and what is known of queues before it."""

    report: ControlReport
    name: str
    dwells: Mapping[Direction, Dwell]
    queues: tuple[QueueFigures, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPort:
    """A crossing; `also` are its other names, by which people look for it."""

    report: PortReport
    name: str
    also: tuple[str, ...]
    position: Position
    controls: tuple[NetworkControl, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPlace:
    """A place; `also` are its other names, by which people look for it."""

    place: Place
    name: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage(MapPage):
    """The page of a dataset at an instant. Of two names without room, that of the earlier place is shown.

    `strips`, between the control points of a port, are drawn, but are not in the table of links.
    `source_ids` are those of the page's `sources`, in their order.
    """

    at: int
    links: tuple[NetworkLink, ...]
    strips: tuple[NetworkLink, ...]
    ports: tuple[NetworkPort, ...]
    places: tuple[NetworkPlace, ...]
    source_ids: tuple[SourceId, ...] = ()
