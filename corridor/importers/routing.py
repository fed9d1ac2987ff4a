"""The line of one link: over the elevation grids where they reach, a great circle elsewhere."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from corridor.importers.elevation import Box, ElevationGrid
from corridor.importers.geodesy import KM_PER_DEGREE, LatLon, distance_km, great_circle
from corridor.importers.land import Land
from corridor.importers.tables import LinkRow, Waypoint
from corridor.importers.terrain_path import DETOUR_KM, DETOUR_RATIO, cheapest_path

Quality = Literal["modelled", "schematic"]

_LEAST_MARGIN_DEG = 0.05
"""A grid is used for a piece only if it reaches this far around it."""

NOISE_M = 20
"""Ups and downs smaller than this are taken as noise of the grid."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch between two points that the link must pass."""

    line: list[LatLon]
    heights_m: list[int]
    length_km: float


@dataclass(frozen=True, slots=True)
class Route:
    """The line of a link, with what the elevation model says of it (None where it is schematic)."""

    link_id: str
    quality: Quality
    line: list[LatLon]
    dem_km: float | None = None
    climb_m: int | None = None
    descent_m: int | None = None
    max_elev_m: int | None = None
    spur_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Terrain:
    """Grids, the finest first, and where roads may run."""

    grids: Sequence[ElevationGrid]
    land: Land | None = field(default=None)

    def piece(self, start: LatLon, end: LatLon, countries: frozenset[str]) -> Piece | None:
        """Return the cheapest path between two points, or None where no grid reaches."""
        box = Box(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
        grid = next((g for g in self.grids if g.box.holds(box.widened(_LEAST_MARGIN_DEG))), None)
        if grid is None:
            return None
        window = grid.cropped(box.widened(_search_margin(start, end)))
        penalty = self.land.penalty(window, countries) if self.land else None
        path = cheapest_path(window, start, end, penalty)
        return Piece(path.line, path.heights_m, path.length_km)

    def height(self, point: LatLon) -> int:
        """Return the height of the cell at `point` in the finest grid that holds it."""
        here = Box(point[0], point[1], point[0], point[1])
        grid = next(grid for grid in self.grids if grid.box.holds(here))
        return int(grid.heights[grid.cell(point)])


def route(link: LinkRow, terrain: Terrain) -> Route:
    """Return the line of `link`: over the terrain for a road, schematic otherwise."""
    if link.mode == "road" and (pieces := _pieces(link, terrain)) is not None:
        return _modelled(link, pieces)
    return _schematic(link)


def climb_and_descent(heights_m: Sequence[int]) -> tuple[int, int]:
    """Return metres climbed and descended along a profile, without ups and downs below `NOISE_M`."""
    steps = []
    settled = heights_m[0]
    for height in heights_m[1:]:
        if abs(height - settled) >= NOISE_M:
            steps.append(height - settled)
            settled = height
    steps.append(heights_m[-1] - settled)
    return sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0)


def doubled_km(line: Sequence[LatLon]) -> float:
    """Return the length of what a line runs twice: out to a point and back the same way."""
    seen: set[frozenset[LatLon]] = set()
    doubled = 0.0
    for a, b in itertools.pairwise(line):
        step = frozenset((a, b))
        if step in seen and a != b:
            doubled += distance_km(a, b)
        seen.add(step)
    return doubled


def _search_margin(start: LatLon, end: LatLon) -> float:
    straight = distance_km(start, end)
    return ((DETOUR_RATIO - 1) * straight + DETOUR_KM) / KM_PER_DEGREE


def _pieces(link: LinkRow, terrain: Terrain) -> list[Piece] | None:
    pieces = []
    here = link.start
    for stop in (*link.waypoints, Waypoint(link.end, straight=False)):
        point = stop.position
        piece = _tunnel(here, point, terrain) if stop.straight else terrain.piece(here, point, link.countries)
        if piece is None:
            return None
        pieces.append(piece)
        here = point
    return pieces


def _tunnel(start: LatLon, end: LatLon, terrain: Terrain) -> Piece:
    heights = [terrain.height(start), terrain.height(end)]
    return Piece([start, end], heights, distance_km(start, end))


def _modelled(link: LinkRow, pieces: Sequence[Piece]) -> Route:
    line = [point for piece in pieces for point in piece.line]
    heights = [height for piece in pieces for height in piece.heights_m]
    climb, descent = climb_and_descent(heights)
    return Route(
        link_id=link.link_id,
        quality="modelled",
        line=_with_ends(line, link),
        dem_km=sum(piece.length_km for piece in pieces),
        climb_m=climb,
        descent_m=descent,
        max_elev_m=max(heights),
        spur_km=doubled_km(line),
    )


def _schematic(link: LinkRow) -> Route:
    stops = [link.start, *(waypoint.position for waypoint in link.waypoints), link.end]
    line = [stops[0]]
    for a, b in itertools.pairwise(stops):
        line += great_circle(a, b)[1:]
    return Route(link_id=link.link_id, quality="schematic", line=line)


def _with_ends(line: list[LatLon], link: LinkRow) -> list[LatLon]:
    """Replace the first and last cell centre by the ends themselves."""
    return [link.start, *line[1:-1], link.end]
