"""Links: road, rail and ferry sections between places and control points."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import LinkId, SourceId
from corridor.model.provenance import Basis

Mode = Literal["road", "rail", "ferry"]
TruckAccess = Literal["yes", "restricted", "unknown", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A section that can be travelled both ways, between two places or control points.

    `valid_from` and `valid_to` are the texts of the table: a plain date is a local day at `tz` of
    the first end (`valid_to` inclusive), a value with a clock time is that instant.
    """

    link_id: LinkId
    from_id: str
    to_id: str
    mode: Mode
    distance_km: float
    distance_basis: Basis
    distance_year: str
    distance_source_id: SourceId
    road_ref: str
    road_class: str
    surface: str
    speed_kmh: float
    speed_basis: Basis
    speed_source_id: SourceId
    valid_from: str
    valid_to: str
    status: Literal["open", "planned"]
    truck_access: TruckAccess
    max_elevation_m: int | None
    pass_name: str
    tier: int
    note: str

    @property
    def duration_s(self) -> int:
        """Time to travel the link without stops, in whole seconds."""
        return round(self.distance_km / self.speed_kmh * 3600)
