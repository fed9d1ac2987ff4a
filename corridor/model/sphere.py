"""Distances on the globe."""

from math import asin, cos, radians, sin, sqrt

from corridor.model.place import Position

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of WGS84 (IUGG)."""


def great_circle_km(a: Position, b: Position) -> float:
    """Return the length of the shortest way over the globe; no link is shorter (to 0.5 %: the Earth is no sphere)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, radians(b.lon - a.lon) / 2
    chord = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
