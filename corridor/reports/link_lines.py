"""Links and places as lon/lat, GeoJSON's order."""

from collections.abc import Mapping

from corridor.model.alignment import Alignment, Point
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, LinkId, PlaceId


def points_of(
    dataset: Dataset, alignments: Mapping[LinkId, Alignment], link_id: LinkId, from_id: str
) -> tuple[Point, ...]:
    """Return the points of a link from its end `from_id` on; straight if no alignment is known."""
    link, alignment = dataset.links[link_id], alignments.get(link_id)
    points = alignment.points if alignment else (lonlat(dataset, link.from_id), lonlat(dataset, link.to_id))
    return points if link.from_id == from_id else points[::-1]


def lonlat(dataset: Dataset, item_id: str) -> Point:
    """Return where a place or control point lies."""
    place = dataset.places.get(PlaceId(item_id))
    position = place.position if place else dataset.control_points[ControlId(item_id)].position
    return position.lon, position.lat
