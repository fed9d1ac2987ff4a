"""Small elevation grids and links with known answers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridor.importers.elevation import ElevationGrid
from corridor.importers.tables import LinkRow, Waypoint

STEP = 1 / 120
SOUTH, WEST = 40.0, 70.0
ROWS, COLUMNS = 61, 121


def grid(heights: NDArray[Any]) -> ElevationGrid:
    """A grid of 30 arc seconds whose south-western cell is at 40 N 70 E."""
    return ElevationGrid("synthetic", heights.astype(np.int16), SOUTH, WEST, STEP)


def plain(height: int = 500) -> ElevationGrid:
    """A plain of 0.5 by 1 degree."""
    return grid(np.full((ROWS, COLUMNS), height))


def ridge_with_a_pass(pass_row: int = 50) -> ElevationGrid:
    """A plain parted by a wall from south to north, 3 km high but for a pass of 900 m at one row."""
    heights = np.full((ROWS, COLUMNS), 500)
    heights[:, 60] = 3500
    heights[pass_row, 60] = 900
    return grid(heights)


def at(row: float, column: float) -> tuple[float, float]:
    """Latitude and longitude of the centre of a cell."""
    return SOUTH + row * STEP, WEST + column * STEP


def link(**changes: Any) -> LinkRow:
    """A road from west to east across the middle of the grids."""
    usual: dict[str, Any] = {
        "link_id": "west--east",
        "mode": "road",
        "distance_km": 65.0,
        "distance_basis": "published",
        "start": at(30, 20),
        "end": at(30, 100),
        "countries": frozenset({"KG"}),
    }
    return LinkRow(**(usual | changes))


def waypoint(row: float, column: float, *, straight: bool = False) -> Waypoint:
    """A waypoint at the centre of a cell."""
    return Waypoint(at(row, column), straight)
