"""Where a trip runs: lines along alignments, spots of stops, and when the vehicle is at each point."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.model.alignment import Alignment, Point, shares_of_length, stretch
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, LinkId, PlaceId
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.port import GateWindow

Alignments = Mapping[LinkId, Alignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitledTrip:
    """An itinerary under the name by which a file tells it from others: of its scenario, or of its ports.

    `gates` are the control points that close soon after it passes.
    """

    title: str
    itinerary: Itinerary
    gates: tuple[GateWindow, ...] = ()


def line_of(dataset: Dataset, alignments: Alignments, leg: Leg) -> Sequence[Point]:
    """Return the lon/lat points of a leg on a link in the direction of travel; straight if no alignment is known."""
    if leg.link_id is None:
        return [spot_of_id(dataset, leg.from_id), spot_of_id(dataset, leg.to_id)]
    link, alignment = dataset.links[leg.link_id], alignments.get(leg.link_id)
    ends = (spot_of_id(dataset, link.from_id), spot_of_id(dataset, link.to_id))
    points = alignment.points if alignment else ends
    onwards = points if link.from_id == leg.from_id else points[::-1]
    return stretch(onwards, leg.start_km / link.distance_km, 1 - leg.left_km / link.distance_km)


def timed_line_of(dataset: Dataset, alignments: Alignments, leg: Leg) -> list[tuple[Point, int]]:
    """Return the points of a moving leg, each with the UTC second at which the vehicle is there, at even speed."""
    line = line_of(dataset, alignments, leg)
    return [
        (point, leg.depart_at + round(share * leg.duration_s))
        for point, share in zip(line, shares_of_length(line), strict=True)
    ]


def spot_of_stop(dataset: Dataset, alignments: Alignments, leg: Leg) -> Point:
    """Return where a standing leg is."""
    return line_of(dataset, alignments, leg)[0] if leg.is_on_the_road else spot_of_id(dataset, leg.from_id)


def spot_of_id(dataset: Dataset, item_id: str) -> Point:
    """Return the (lon, lat) of a place or control point."""
    place = dataset.places.get(PlaceId(item_id))
    position = place.position if place else dataset.control_points[ControlId(item_id)].position
    return position.lon, position.lat
