"""Reach to GeoJSON (RFC 7946): places and control points as points, what each limit adds of links as lines."""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from corridor.calendars import zones
from corridor.model.alignment import Alignment, stretch
from corridor.model.dataset import Dataset
from corridor.model.ids import LinkId
from corridor.model.made_with import MadeWith
from corridor.model.reach import ReachedLink, Reaches, ReachResult
from corridor.reports.link_lines import lonlat, points_of

Feature = dict[str, Any]
_KM_DECIMALS = 3


def reach_geojson(
    dataset: Dataset, reaches: Reaches, alignments: Mapping[LinkId, Alignment], made_with: MadeWith
) -> str:
    """Return a FeatureCollection; `hours` of a feature are those of the first limit by which it is in reach."""
    features = [
        each
        for result in reaches.results
        for each in (
            *_places(dataset, result),
            *_held(dataset, result),
            *(line for link in result.reach.links for line in _bands(dataset, result, link, alignments)),
        )
    ]
    collection = {"type": "FeatureCollection", "made_with": str(made_with), "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def _places(dataset: Dataset, result: ReachResult) -> Iterator[Feature]:
    reach = result.reach
    for place in reach.places:
        item = dataset.places[place.place_id]
        took_s = place.arrive_at - reach.depart_at
        properties = {
            "scenario": result.scenario.name,
            "kind": "place",
            "hours": next(limit_s for limit_s in reach.limits_s if took_s <= limit_s) / 3600,
            "place": place.place_id,
            "name": item.name_en,
            "arrive_local": zones.to_local(place.arrive_at, item.tz).isoformat(),
            "duration_s": took_s,
            "crossings": list(place.crossings),
        }
        yield _feature({"type": "Point", "coordinates": lonlat(dataset, place.place_id)}, properties)


def _held(dataset: Dataset, result: ReachResult) -> Iterator[Feature]:
    for limit_s in result.reach.limits_s:
        for stand, kind in result.reach.stands_by(limit_s):
            tz = dataset.control_points[stand.control_id].tz
            properties = {
                "scenario": result.scenario.name,
                "kind": kind,
                "hours": limit_s / 3600,
                "control_point": stand.control_id,
                "came_local": zones.to_local(stand.came_at, tz).isoformat(),
                "until_local": None if stand.until is None else zones.to_local(stand.until, tz).isoformat(),
            }
            yield _feature({"type": "Point", "coordinates": lonlat(dataset, stand.control_id)}, properties)


def _bands(
    dataset: Dataset, result: ReachResult, link: ReachedLink, alignments: Mapping[LinkId, Alignment]
) -> Iterator[Feature]:
    """Yield what each limit adds to the limit before."""
    reach = result.reach
    line = points_of(dataset, alignments, link.link_id, link.from_id)
    for before_s, limit_s in pairwise((0, *reach.limits_s)):
        first, last = (link.share_by(reach.depart_at + each) for each in (before_s, limit_s))
        if first < last:
            properties = {
                "scenario": result.scenario.name,
                "kind": "stretch",
                "hours": limit_s / 3600,
                "link": link.link_id,
                "from": link.from_id,
                "to": link.to_id,
                "first_share": round(first, 6),
                "last_share": round(last, 6),
                "distance_km": round((last - first) * link.distance_km, _KM_DECIMALS),
            }
            yield _feature({"type": "LineString", "coordinates": stretch(line, first, last)}, properties)


def _feature(geometry: Feature, properties: Feature) -> Feature:
    return {"type": "Feature", "geometry": geometry, "properties": properties}
