"""What the page shows, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.model.ids import ControlId, CrossingId, LinkId, PlaceId
from corridor.model.place import Position
from corridor.model.reach import Reaches
from corridor.plotting.maps.ground import MapPage


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSpot:
    """A place or control point: what people call it, where it is and by which zone it works.

    Places with `is_major` are named on the map before others.
    """

    name: str
    position: Position
    tz: str
    is_major: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLink:
    """A link of the network as (lon, lat) points from its end `from_id` on; it is drawn even out of reach."""

    from_id: str
    points: tuple[tuple[float, float], ...]
    distance_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachMapPage(MapPage):
    """The page of one truck's reach under several scenarios; the first is what others are compared with.

    `origin` is where it begins; `places` and `controls` hold what is to be named, `links` what is to be drawn.
    `begin_s` is the limit at which the page opens.
    """

    reaches: Reaches
    origin: MapSpot
    places: Mapping[PlaceId, MapSpot]
    controls: Mapping[ControlId, MapSpot]
    links: Mapping[LinkId, MapLink]
    begin_s: int
    crossings: Mapping[CrossingId, str] = field(default_factory=dict)
