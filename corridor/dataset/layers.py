"""Map layers: alignments of links, and the background. GeoJSON, one feature per line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeGuard, get_args

from corridor.dataset.content import Located, Rows
from corridor.dataset.notices import Finding, RejectedError, found, quoted
from corridor.dataset.readers import read_json
from corridor.model.alignment import Alignment, Quality
from corridor.model.ids import LinkId

ALIGNMENTS_FILE: Final = "alignments.geojson"
BASEMAP_LAYERS: Final[Mapping[str, str]] = {
    layer: f"basemap/{layer}.geojson" for layer in ("countries", "borders", "lakes")
}
RELIEF_FILE: Final = "basemap/relief.geojson"
"""A picture of the ground with its box; a dataset need not have one."""

_DEEPEST: Final = 3
"""Nesting of the points of a MultiPolygon, above which there is nothing to draw."""
_LARGEST_FIGURE: Final = 1e6
_FIGURES: Final = ("climb_m", "descent_m", "max_elev_m", "dem_km")
_QUALITIES: Final[tuple[str, ...]] = get_args(Quality)


def read_layer(folder: Path, name: str) -> dict[str, Any]:
    """Return a layer as a GeoJSON FeatureCollection; RejectedError if it is none or not there."""
    path = folder / name
    if not path.exists():
        raise RejectedError(found("missing-layer", name, 0, "", "file is missing"))
    layer = read_json(path, name)
    if not isinstance(layer, dict) or layer.get("type") != "FeatureCollection":
        raise RejectedError(found("bad-geojson", name, 0, "type", "file is no FeatureCollection"))
    features = layer.get("features")
    if not isinstance(features, list) or not all(map(_is_feature, features)):
        message = "'features' is no list of features with a geometry"
        raise RejectedError(found("bad-geojson", name, 0, "features", message))
    return layer


def _is_feature(feature: object) -> bool:
    return (
        isinstance(feature, dict)
        and isinstance(feature.get("properties"), dict)
        and isinstance(geometry := feature.get("geometry"), dict)
        and isinstance(geometry.get("coordinates"), list)
    )


def read_alignments(folder: Path) -> tuple[Rows[Alignment], list[Finding]]:
    """Return the alignments of links, and what is wrong with them, each by itself."""
    try:
        features = read_layer(folder, ALIGNMENTS_FILE)["features"]
    except RejectedError as rejected:
        return [], [rejected.finding]
    rows: list[Located[Alignment]] = []
    findings = []
    for line, feature in enumerate(features, _first_line(folder)):
        problem = _wrong_alignment(feature)
        if problem is None:
            alignment = _alignment(feature)
            rows.append(Located(alignment, ALIGNMENTS_FILE, line, alignment.link_id))
        else:
            column, message = problem
            findings.append(found("bad-geojson", ALIGNMENTS_FILE, line, column, message))
    return rows, findings


def _first_line(folder: Path) -> int:
    """Return the line of the first feature, as long as there is one feature per line."""
    with (folder / ALIGNMENTS_FILE).open(encoding="utf-8-sig") as file:
        head = file.readline()
    return 1 if '"Feature"' in head else 2


def _alignment(feature: Mapping[str, Any]) -> Alignment:
    properties = feature["properties"]
    return Alignment(
        link_id=LinkId(properties["link_id"]),
        points=tuple((lon, lat) for lon, lat in feature["geometry"]["coordinates"]),
        quality=properties["quality"],
        **{name: properties.get(name) for name in _FIGURES},
    )


def _wrong_alignment(feature: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the property that is wrong and why; None if the feature is an alignment."""
    properties, geometry = feature["properties"], feature["geometry"]
    rules: Sequence[tuple[str, object, Callable[[Any], bool], str]] = (
        ("link_id", properties.get("link_id"), lambda value: isinstance(value, str), "the id of a link"),
        ("quality", properties.get("quality"), _is_quality, f"one of {', '.join(_QUALITIES)}"),
        *((name, properties.get(name), _is_figure, "a finite number or null") for name in _FIGURES),
        ("geometry", geometry.get("type"), lambda value: value == "LineString", "a LineString"),
        ("coordinates", geometry["coordinates"], _is_line, "two or more [longitude, latitude]"),
    )
    for column, value, is_right, what in rules:
        if not is_right(value):
            return column, f"{column!r} is {quoted(value)}, not {what}"
    return None


def _is_quality(value: object) -> bool:
    return isinstance(value, str) and value in _QUALITIES


def _is_figure(value: object) -> bool:
    return value is None or (_is_number(value) and abs(value) <= _LARGEST_FIGURE)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_line(points: object) -> bool:
    return isinstance(points, list) and len(points) > 1 and all(map(_is_point, points))


def _is_point(point: object) -> bool:
    if not (isinstance(point, list) and len(point) == 2 and all(map(_is_number, point))):
        return False
    lon, lat = point
    return bool(-180 <= lon <= 180 and -90 <= lat <= 90)


def rings(coordinates: object, depth: int = _DEEPEST) -> Iterator[Sequence[Sequence[float]]]:
    """Yield the lines and rings of GeoJSON coordinates, however nested; what is none is passed over."""
    if _is_line(coordinates):
        yield coordinates  # type: ignore[misc]
    elif isinstance(coordinates, list) and depth:
        for part in coordinates:
            yield from rings(part, depth - 1)
