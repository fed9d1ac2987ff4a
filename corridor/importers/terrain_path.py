"""The path that a road would take over an elevation grid.

A grid cell is joined to its 16 neighbours (8 around it and 8 a knight's move away). A piece is as
long as its horizontal distance or, where it is steep, as a road that climbs it at 7.5 %; and it
costs more than its length the steeper it is: length x (1 + (grade / 4.5 %)^2).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from corridor.errors import DataError
from corridor.importers.elevation import Cell, ElevationGrid
from corridor.importers.geodesy import KM_PER_DEGREE, LatLon, distance_km

STEEPEST_GRADE = 0.075
COMFORTABLE_GRADE = 0.045

DETOUR_RATIO = 1.5
DETOUR_KM = 25.0
"""A path may be this much longer, as the crow flies over any of its points, than the straight line."""

# One of each pair of opposite neighbours: pieces can be travelled both ways.
_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1), (1, 2), (2, 1), (2, -1), (1, -2))

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TerrainPath:
    """Cells of a path in order, with their heights and the length of the road along them."""

    cells: list[Cell]
    line: list[LatLon]
    heights_m: list[int]
    length_km: float


def cheapest_path(
    grid: ElevationGrid, start: LatLon, end: LatLon, penalty: Floats | None = None
) -> TerrainPath:
    """Return the cheapest path between the cells of `start` and `end`.

    `penalty` multiplies the cost of crossing a cell (1 where it is absent). The search keeps to the
    ellipse of points that lie on a detour of at most `DETOUR_RATIO` and `DETOUR_KM`.
    """
    source, target = grid.cell(start), grid.cell(end)
    allowed = _ellipse(grid, start, end)
    allowed[source] = allowed[target] = True
    number = np.cumsum(allowed.ravel()).reshape(allowed.shape) - 1
    costs, lengths = _pieces(grid, allowed, number, penalty)
    before = dijkstra(costs, directed=False, indices=int(number[source]), return_predecessors=True)[1]
    chain = _chain(before, int(number[target]))
    if chain[0] != number[source]:
        raise DataError(f"no path over {grid.name} from {start} to {end}")
    cells = [(int(row), int(column)) for row, column in np.argwhere(allowed)[chain]]
    pairs = np.sort(np.column_stack((chain[:-1], chain[1:])), axis=1)
    length = float(lengths[pairs[:, 0], pairs[:, 1]].sum()) if len(pairs) else 0.0
    heights = [int(grid.heights[cell]) for cell in cells]
    return TerrainPath(cells, [grid.centre(cell) for cell in cells], heights, length)


def _ellipse(grid: ElevationGrid, start: LatLon, end: LatLon) -> Flags:
    rows, columns = grid.heights.shape
    lat: Floats = (grid.south + grid.step * np.arange(rows, dtype=np.float64))[:, None]
    lon: Floats = (grid.west + grid.step * np.arange(columns, dtype=np.float64))[None, :]
    detour = np.add(_plane_distance(lat, lon, start), _plane_distance(lat, lon, end))
    return np.asarray(detour <= DETOUR_RATIO * distance_km(start, end) + DETOUR_KM, dtype=np.bool_)


def _plane_distance(lat: Floats, lon: Floats, point: LatLon) -> Floats:
    east = (lon - point[1]) * np.cos(np.radians((lat + point[0]) / 2))
    return np.asarray(np.hypot(lat - point[0], east) * KM_PER_DEGREE)


def _pieces(
    grid: ElevationGrid, allowed: Flags, number: Ints, penalty: Floats | None
) -> tuple[csr_array, csr_array]:
    """Return the costs of all pieces, and their lengths, by numbers of cells, lower number first."""
    parts = [_pieces_of_step(grid, allowed, number, penalty, step) for step in _STEPS]
    low, high, lengths, costs = (np.concatenate(column) for column in zip(*parts, strict=True))
    shape = (int(allowed.sum()),) * 2
    return csr_array((costs, (low, high)), shape=shape), csr_array((lengths, (low, high)), shape=shape)


def _pieces_of_step(
    grid: ElevationGrid, allowed: Flags, number: Ints, penalty: Floats | None, step: Cell
) -> tuple[Ints, Ints, Floats, Floats]:
    half = step[0] // 2, int(step[1] / 2)
    rest = step[0] - half[0], step[1] - half[1]
    here, one, other, there = (_from(grid.heights.shape, step, by) for by in ((0, 0), half, rest, step))
    both = allowed[here] & allowed[there]
    row = np.nonzero(both)[0] + step[0] / 2
    lat = np.radians(grid.south + grid.step * row)
    across = np.hypot(step[0], step[1] * np.cos(lat)) * grid.step * KM_PER_DEGREE
    heights = grid.heights.astype(np.float64) / 1000
    # A knight's move passes between two cells: it leaps no ridge. Other moves meet only their ends.
    middle = ((heights[one] + heights[other]) / 2)[both]
    length, cost = np.add(
        _road(across / 2, heights[here][both], middle), _road(across / 2, middle, heights[there][both])
    )
    if penalty is not None:
        cost = cost * (penalty[here][both] + penalty[there][both]) / 2
    return number[here][both], number[there][both], length, cost


def _road(across_km: Floats, from_km: Floats, to_km: Floats) -> tuple[Floats, Floats]:
    """Return the length of a road between two heights, and its cost."""
    climb = np.abs(to_km - from_km)
    length = np.maximum(across_km, climb / STEEPEST_GRADE)
    return length, length * (1 + (climb / length / COMFORTABLE_GRADE) ** 2)


def _from(shape: tuple[int, ...], step: Cell, by: Cell) -> tuple[slice, slice]:
    """Return the cells that lie `by` from all those that have a neighbour one `step` on."""
    top, left = by[0], by[1] + max(0, -step[1])
    return slice(top, top + shape[0] - step[0]), slice(left, left + shape[1] - abs(step[1]))


def _chain(before: Ints, target: int) -> list[int]:
    chain = [target]
    while (previous := int(before[chain[-1]])) >= 0:
        chain.append(previous)
    return chain[::-1]
