"""Points and alignments against the outlines of countries on the background map."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, floor, hypot, radians
from pathlib import Path
from typing import Any, Final

from corridor.dataset.about import Region
from corridor.dataset.checks.ends import ends_by_id
from corridor.dataset.content import Content, Located
from corridor.dataset.layers import BASEMAP_LAYERS, read_alignments, read_layer, rings
from corridor.dataset.notices import Finding, RejectedError, quoted
from corridor.model.place import Position

_TOLERANCE_KM: Final = 12.0
"""The background map is up to 10 km off at border gates; it never moves a good point."""
_KM_PER_DEGREE: Final = 111.2
_BAND: Final = 0.25
"""Height in degrees of the bands by which edges are found."""

_Edge = tuple[float, float, float, float]


class Outline:
    """The outline of a country, for asking whether points lie in it or near it."""

    def __init__(self, lines: Iterable[Sequence[Sequence[float]]]) -> None:
        """Take the rings of its polygons, islands and holes alike."""
        self._bands: dict[int, list[_Edge]] = {}
        for ring in lines:
            for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
                low, high = sorted((lat_a, lat_b))
                for band in range(floor(low / _BAND), floor(high / _BAND) + 1):
                    self._bands.setdefault(band, []).append((lon_a, lat_a, lon_b, lat_b))

    def holds(self, position: Position) -> bool:
        """Whether the point is inside: a ray to the east crosses the outline an odd number of times."""
        crossed = 0
        for lon_a, lat_a, lon_b, lat_b in self._bands.get(floor(position.lat / _BAND), ()):
            if (lat_a > position.lat) != (lat_b > position.lat):
                share = (position.lat - lat_a) / (lat_b - lat_a)
                crossed += position.lon < lon_a + share * (lon_b - lon_a)
        return crossed % 2 == 1

    def is_near(self, position: Position, within_km: float) -> bool:
        """Whether the outline comes so close to the point."""
        reach = within_km / _KM_PER_DEGREE
        first, last = (floor((position.lat + off) / _BAND) for off in (-reach, reach))
        edges = (edge for band in range(first, last + 1) for edge in self._bands.get(band, ()))
        return any(_distance_km(position, edge) <= within_km for edge in edges)


def _distance_km(position: Position, edge: _Edge) -> float:
    """Return the distance of a point from a short line, on a plane tangent at the point."""
    east = _KM_PER_DEGREE * cos(radians(position.lat))
    ax, ay = (edge[0] - position.lon) * east, (edge[1] - position.lat) * _KM_PER_DEGREE
    bx, by = (edge[2] - position.lon) * east, (edge[3] - position.lat) * _KM_PER_DEGREE
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = min(1.0, max(0.0, -(ax * dx + ay * dy) / length)) if length else 0.0
    return hypot(ax + share * dx, ay + share * dy)


class Atlas:
    """The countries of the background map. It may be clipped: points beyond its extent are not judged."""

    def __init__(self, features: Sequence[Mapping[str, Any]]) -> None:
        """Take the features of the layer, whose property `iso` names the country."""
        self._outlines: dict[str, Outline] = {}
        points: list[Sequence[float]] = []
        for feature in features:
            if isinstance(iso := feature["properties"].get("iso"), str):
                lines = list(rings(feature["geometry"]["coordinates"]))
                self._outlines[iso] = Outline(lines)
                points += (point for line in lines for point in line)
        lons, lats = [point[0] for point in points] or [0.0], [point[1] for point in points] or [0.0]
        self._extent = Region(min(lons), min(lats), max(lons), max(lats))

    def is_outside(self, position: Position, countries: Iterable[str], tolerance_km: float) -> bool:
        """Whether the point lies in none of the countries, nor so near to one; false if that cannot be told."""
        if not (self._extent.holds(position) and self._outlines.keys() >= set(countries)):
            return False
        outlines = [self._outlines[country] for country in countries]
        return not any(
            outline.holds(position) or outline.is_near(position, tolerance_km) for outline in outlines
        )


def points_far_from_country(content: Content) -> Iterator[Finding]:
    """Yield places and control points that lie well outside the country they claim."""
    atlas = _atlas(content.folder)
    rows: list[Located[Any]] = [*content.places, *content.control_points]
    ends = ends_by_id(content)
    for row in rows:
        end = ends[row.subject]
        if atlas.is_outside(end.position, {end.country}, _TOLERANCE_KM + end.accuracy_km):
            message = f"{quoted(row.subject)} lies more than {_TOLERANCE_KM:g} km outside {end.country}"
            yield row.finding("far-from-country", "lat", message)


def alignments_across_borders(content: Content) -> Iterator[Finding]:
    """Yield links whose alignment leaves the countries of its ends by far: it took the wrong valley."""
    atlas = _atlas(content.folder)
    ends = ends_by_id(content)
    links = {row.item.link_id: row for row in content.links if row.item.mode != "ferry"}
    for alignment in (row.item for row in read_alignments(content.folder)[0]):
        link = links.get(alignment.link_id)
        if link is None or not {link.item.from_id, link.item.to_id} <= ends.keys():
            continue
        countries = sorted({ends[link.item.from_id].country, ends[link.item.to_id].country})
        points = (Position(lat, lon) for lon, lat in alignment.points)
        stray = next((point for point in points if atlas.is_outside(point, countries, _TOLERANCE_KM)), None)
        if stray:
            message = f"alignment leaves {' and '.join(countries)} at {stray.lat:g} N {stray.lon:g} E"
            yield link.finding("alignment-crosses-border", "link_id", message)


def _atlas(folder: Path) -> Atlas:
    """Return the background map; an empty one if it cannot be read, which is found elsewhere."""
    try:
        return Atlas(read_layer(folder, BASEMAP_LAYERS["countries"])["features"])
    except RejectedError:
        return Atlas([])
