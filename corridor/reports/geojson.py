"""Finished values to GeoJSON (RFC 7946): legs along their alignments, stops as points."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from corridor.calendars import zones
from corridor.model.alignment import Point
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Leg
from corridor.model.made_with import MadeWith
from corridor.reports.names import goal_of, stand_of, start_of
from corridor.reports.tracks import Alignments, TitledTrip, line_of, spot_of_id, spot_of_stop

Feature = dict[str, Any]


def route_geojson(
    dataset: Dataset, trips: Sequence[TitledTrip], alignments: Alignments, made_with: MadeWith
) -> str:
    """Return a FeatureCollection: one feature per leg, moving ones as lines, standing ones as points."""
    features = [
        _feature(dataset, alignments, leg, {"itinerary": number, "title": trip.title})
        for number, trip in enumerate(trips, 1)
        for leg in trip.itinerary.legs
    ]
    return _collection(features, made_with=str(made_with))


def places_geojson(dataset: Dataset) -> str:
    """Return the places as points."""
    return _collection(
        [
            _of(
                {"type": "Point", "coordinates": spot_of_id(dataset, place.place_id)},
                {"place_id": place.place_id, "name": place.name_en, "country": place.country},
            )
            for place in dataset.places.values()
        ]
    )


def _feature(dataset: Dataset, alignments: Alignments, leg: Leg, trip: Feature) -> Feature:
    properties = trip | {
        "kind": leg.kind,
        "from": leg.from_id,
        "to": leg.to_id,
        "from_name": start_of(dataset, leg) if leg.is_moving else stand_of(dataset, leg),
        "to_name": goal_of(dataset, leg) if leg.is_moving else stand_of(dataset, leg),
        "depart_local": zones.to_local(leg.depart_at, leg.tz_from).isoformat(),
        "arrive_local": zones.to_local(leg.arrive_at, leg.tz_to).isoformat(),
        "duration_s": leg.duration_s,
        "distance_km": leg.distance_km,
        "link": leg.link_id,
        "crossing": leg.crossing_id,
        "reason": leg.reason,
    }
    if not leg.is_moving:
        return _of({"type": "Point", "coordinates": spot_of_stop(dataset, alignments, leg)}, properties)
    alignment = alignments.get(leg.link_id) if leg.link_id else None
    properties["alignment"] = alignment.quality if alignment else "straight"
    return _of({"type": "LineString", "coordinates": line_of(dataset, alignments, leg)}, properties)


def _of(geometry: Feature, properties: Feature) -> Feature:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: Sequence[Feature], **members: str) -> str:
    points = [point for feature in features for point in _points(feature["geometry"])]
    box = {"bbox": _box(points)} if points else {}
    collection = {"type": "FeatureCollection", **members, **box, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def _points(geometry: Feature) -> Iterable[Point]:
    return [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]


def _box(points: Sequence[Point]) -> list[float]:
    lons, lats = zip(*points, strict=True)
    return [min(lons), min(lats), max(lons), max(lats)]
