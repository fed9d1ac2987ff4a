"""What links join: places and control points alike."""

from dataclasses import dataclass

from corridor.dataset.content import Content
from corridor.model.crossing import ControlPoint
from corridor.model.ids import Country
from corridor.model.place import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A place or control point as the end of links; `accuracy_km` is 0 where no error is stated."""

    position: Position
    country: Country
    tz: str
    accuracy_km: float
    is_sea_port: bool
    control_point: ControlPoint | None


def ends_by_id(content: Content) -> dict[str, End]:
    """Return what a link can end at, by id."""
    ends: dict[str, End] = {}
    for place in (row.item for row in content.places):
        ends[place.place_id] = End(
            position=place.position,
            country=place.country,
            tz=place.tz,
            accuracy_km=0.0,
            is_sea_port=place.kind == "sea-port",
            control_point=None,
        )
    for control in (row.item for row in content.control_points):
        ends[control.control_id] = End(
            position=control.position,
            country=control.side,
            tz=control.tz,
            accuracy_km=control.accuracy_km or 0.0,
            is_sea_port=control.role == "sea-port",
            control_point=control,
        )
    return ends
