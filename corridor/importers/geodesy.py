"""Distances and lines on the sphere, in kilometres and degrees."""

import itertools
from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians, sin

from corridor.model.place import Position
from corridor.model.sphere import EARTH_RADIUS_KM, great_circle_km

KM_PER_DEGREE = EARTH_RADIUS_KM * radians(1)

LatLon = tuple[float, float]


def distance_km(start: LatLon, end: LatLon) -> float:
    """Return the great-circle distance."""
    return great_circle_km(Position(*start), Position(*end))


def length_km(line: Sequence[LatLon]) -> float:
    """Return the length of a line of great-circle pieces."""
    return sum(distance_km(a, b) for a, b in itertools.pairwise(line))


def great_circle(start: LatLon, end: LatLon, step_km: float = 50) -> list[LatLon]:
    """Return points on the great circle, both ends included, at most `step_km` apart."""
    total = distance_km(start, end)
    pieces = max(1, round(total / step_km + 0.5))
    inner = [_intermediate(start, end, total, i / pieces) for i in range(1, pieces)]
    return [start, *inner, end]


def distance_to_line_km(point: LatLon, line: Sequence[LatLon]) -> float:
    """Return the distance from `point` to the nearest piece of `line`, on a local plane."""
    scale = cos(radians(point[0])) * KM_PER_DEGREE
    plane = [((lon - point[1]) * scale, (lat - point[0]) * KM_PER_DEGREE) for lat, lon in line]
    return min(_distance_to_piece(a, b) for a, b in itertools.pairwise(plane))


def _radians(point: LatLon) -> LatLon:
    return radians(point[0]), radians(point[1])


def _intermediate(start: LatLon, end: LatLon, total_km: float, share: float) -> LatLon:
    (lat1, lon1), (lat2, lon2) = (_radians(start), _radians(end))
    angle = total_km / EARTH_RADIUS_KM
    a, b = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
    x = a * cos(lat1) * cos(lon1) + b * cos(lat2) * cos(lon2)
    y = a * cos(lat1) * sin(lon1) + b * cos(lat2) * sin(lon2)
    z = a * sin(lat1) + b * sin(lat2)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _distance_to_piece(a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    squared = dx * dx + dy * dy
    share = 0.0 if squared == 0 else min(1.0, max(0.0, -(a[0] * dx + a[1] * dy) / squared))
    return hypot(a[0] + share * dx, a[1] + share * dy)
