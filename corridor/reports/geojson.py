"""Finished values to GeoJSON (RFC 7946): legs along their alignments, stops as points."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from corridor.calendars import zones
from corridor.model.alignment import Alignment, stretch
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, LinkId, PlaceId
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.made_with import MadeWith

Feature = dict[str, Any]


def route_geojson(
    dataset: Dataset,
    itineraries: Sequence[Itinerary],
    alignments: Mapping[LinkId, Alignment],
    made_with: MadeWith,
) -> str:
    """Return a FeatureCollection: one feature per leg, moving ones as lines, standing ones as points."""
    features = [
        _feature(dataset, alignments, leg, number)
        for number, itinerary in enumerate(itineraries, 1)
        for leg in itinerary.legs
    ]
    collection = {"type": "FeatureCollection", "made_with": str(made_with), "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n"


def places_geojson(dataset: Dataset) -> str:
    """Return the places as points."""
    features = [
        _of(
            _point(dataset, place.place_id),
            {"place_id": place.place_id, "name": place.name_en, "country": place.country},
        )
        for place in dataset.places.values()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"


def line_of(dataset: Dataset, alignments: Mapping[LinkId, Alignment], leg: Leg) -> list[tuple[float, float]]:
    """Return the lon/lat points of a leg on a link in the direction of travel; straight if no alignment is known."""
    if leg.link_id is None:
        return [_lonlat(dataset, leg.from_id), _lonlat(dataset, leg.to_id)]
    link, alignment = dataset.links[leg.link_id], alignments.get(leg.link_id)
    forwards = link.from_id == leg.from_id
    points = alignment.points if alignment else (_lonlat(dataset, link.from_id), _lonlat(dataset, link.to_id))
    onwards = points if forwards else points[::-1]
    return stretch(onwards, leg.start_km / link.distance_km, 1 - leg.left_km / link.distance_km)


def _feature(dataset: Dataset, alignments: Mapping[LinkId, Alignment], leg: Leg, number: int) -> Feature:
    properties = {
        "itinerary": number,
        "kind": leg.kind,
        "from": leg.from_id,
        "to": leg.to_id,
        "depart_local": zones.to_local(leg.depart_at, leg.tz_from).isoformat(),
        "arrive_local": zones.to_local(leg.arrive_at, leg.tz_to).isoformat(),
        "duration_s": leg.duration_s,
        "distance_km": leg.distance_km,
        "link": leg.link_id,
        "crossing": leg.crossing_id,
        "reason": leg.reason,
    }
    if not leg.is_moving:
        spot = line_of(dataset, alignments, leg)[0] if leg.is_on_the_road else _lonlat(dataset, leg.from_id)
        return _of({"type": "Point", "coordinates": spot}, properties)
    alignment = alignments.get(leg.link_id) if leg.link_id else None
    properties["alignment"] = alignment.quality if alignment else "straight"
    return _of({"type": "LineString", "coordinates": line_of(dataset, alignments, leg)}, properties)


def _of(geometry: Feature, properties: Feature) -> Feature:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _point(dataset: Dataset, item_id: str) -> Feature:
    return {"type": "Point", "coordinates": _lonlat(dataset, item_id)}


def _lonlat(dataset: Dataset, item_id: str) -> tuple[float, float]:
    place = dataset.places.get(PlaceId(item_id))
    position = place.position if place else dataset.control_points[ControlId(item_id)].position
    return position.lon, position.lat
