"""Alignments: where a link runs on the map. For drawing only; distances are the link's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import cos, hypot, radians
from typing import Literal

from corridor.model.ids import LinkId

Point = tuple[float, float]
"""(lon, lat) in degrees."""
Quality = Literal["modelled", "schematic"]
"""`modelled` follows an elevation model; `schematic` joins waypoints by straight lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The line of a link from its `from_id` to its `to_id`, as (lon, lat) degrees, GeoJSON's order.

    Heights come from the elevation model and are None where it has no data. `dem_km` is the length of
    the line on it, which tests the published distance and never replaces it.
    """

    link_id: LinkId
    points: tuple[tuple[float, float], ...]
    quality: Quality
    climb_m: float | None = None
    descent_m: float | None = None
    max_elev_m: float | None = None
    dem_km: float | None = None


def stretch(points: Sequence[Point], first: float, last: float) -> list[Point]:
    """Return the part of a line between two shares of its length, at least two points."""
    steps = [_length(a, b) for a, b in pairwise(points)]
    total = sum(steps)
    if (first <= 0 and last >= 1) or not total:
        return list(points)
    cut, gone = [_at(points, steps, first * total)], 0.0
    for point, step in zip(points[1:], steps, strict=True):
        gone += step
        if first * total < gone < last * total:
            cut.append(point)
    return [*cut, _at(points, steps, last * total)]


def shares_of_length(points: Sequence[Point]) -> list[float]:
    """Return how far along a line each of its points lies, from 0 to 1."""
    gone = [0.0, *accumulate(_length(a, b) for a, b in pairwise(points))]
    return [length / gone[-1] if gone[-1] else float(i > 0) for i, length in enumerate(gone)]


def _at(points: Sequence[Point], steps: Sequence[float], length: float) -> Point:
    for (a, b), step in zip(pairwise(points), steps, strict=True):
        if length <= step and step:
            share = max(length, 0.0) / step
            return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        length -= step
    return points[-1]


def _length(a: Point, b: Point) -> float:
    """Return a length that serves to compare parts of one line: degrees, longitudes shortened by latitude."""
    return hypot((b[0] - a[0]) * cos(radians((a[1] + b[1]) / 2)), b[1] - a[1])
