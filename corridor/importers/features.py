"""GeoJSON layers, written one feature per line so that a change shows as a changed line."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from corridor.importers.geodesy import LatLon

Feature = dict[str, Any]


def feature(properties: dict[str, Any], geometry: dict[str, Any]) -> Feature:
    """Return a GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def line_string(line: Sequence[LatLon], decimals: int) -> dict[str, Any]:
    """Return a line as GeoJSON geometry: longitude first, inner points rounded, ends as they are."""
    inner = [(round(lat, decimals), round(lon, decimals)) for lat, lon in line[1:-1]]
    return {"type": "LineString", "coordinates": [[lon, lat] for lat, lon in (line[0], *inner, line[-1])]}


def geometry(shape: BaseGeometry, decimals: int) -> dict[str, Any]:
    """Return a shape as GeoJSON geometry with rounded coordinates."""
    rounded = shapely.set_precision(shape, 10**-decimals)
    content: dict[str, Any] = json.loads(shapely.to_geojson(shapely.normalize(rounded)))
    return content


def simplified(line: Sequence[LatLon], tolerance_deg: float) -> list[LatLon]:
    """Return `line` without the points that lie within `tolerance_deg` of its course."""
    shape = shapely.LineString([(lon, lat) for lat, lon in line])
    return [(lat, lon) for lon, lat in shape.simplify(tolerance_deg, preserve_topology=False).coords]


def write_layer(path: Path, features: Iterable[Feature]) -> int:
    """Write a FeatureCollection aside and then in its place; return its size in bytes."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".geojson.new")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(path)
    return len(text.encode())
