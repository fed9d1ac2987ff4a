"""What the page shows, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.model.alignment import Alignment
from corridor.model.ids import CrossingId, LinkId
from corridor.model.itinerary import Itinerary
from corridor.model.place import Position
from corridor.model.port import Span, State
from corridor.plotting.maps.ground import MapPage
from corridor.plotting.style import PortStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRoute:
    """The answer under one scenario. `title` is what people read."""

    scenario: str
    title: str
    itinerary: Itinerary


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPort:
    """A control point as one itinerary meets it.

    `at_id` is the node of the itinerary's legs; their times there are added to the popup, on the port's
    clock and on that of `other_tz`, the other side. `week` says how it stands around the arrival. `lines`
    are further remarks: the hours, their source, how sure they are, when it closes next.
    """

    at_id: str
    crossing_id: CrossingId
    name: str
    name_local: str
    position: Position
    tz: str
    state: PortStatus
    lines: tuple[str, ...] = ()
    other_tz: str = "UTC"
    week: tuple[Span[State], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteMapPage(MapPage):
    """The page of one trip.

    `places` names and places every node that a leg touches. `alignments` run from the first to the
    second end in `link_ends`; a link without one is drawn straight. `ports` is by scenario.
    `crossings` are names for ports drawn as one when the map is small; `towns` are the nodes, besides
    origin, destination and ports, that deserve a label.
    """

    routes: tuple[MapRoute, ...]
    places: Mapping[str, tuple[str, Position]]
    alignments: Mapping[LinkId, Alignment] = field(default_factory=dict)
    link_ends: Mapping[LinkId, tuple[str, str]] = field(default_factory=dict)
    ports: Mapping[str, tuple[MapPort, ...]] = field(default_factory=dict)
    crossings: Mapping[CrossingId, str] = field(default_factory=dict)
    towns: frozenset[str] = frozenset()
