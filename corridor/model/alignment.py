"""Alignments: where a link runs on the map. For drawing only; distances are the link's own."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import LinkId

Quality = Literal["modelled", "schematic"]
"""`modelled` follows an elevation model; `schematic` joins waypoints by straight lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The line of a link from its `from_id` to its `to_id`, as (lon, lat) degrees, GeoJSON's order.

    Heights come from the elevation model and are None where it has no data. `dem_km` is the length of
    the line on it, which tests the published distance and never replaces it.
    """

    link_id: LinkId
    points: tuple[tuple[float, float], ...]
    quality: Quality
    climb_m: float | None = None
    descent_m: float | None = None
    max_elev_m: float | None = None
    dem_km: float | None = None
