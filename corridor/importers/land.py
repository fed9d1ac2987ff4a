"""Where a road may run: land of its countries, no lake, no sea."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

from corridor.importers import natural_earth
from corridor.importers.elevation import Box, ElevationGrid
from corridor.importers.packages import PackageStore

FOREIGN_PENALTY = 30.0
WATER_PENALTY = 30.0

# The country layer runs 2 to 10 km beside the real line in places; the strip within this distance
# of a country counts as its own.
BORDER_TOLERANCE_DEG = 0.03


@dataclass(frozen=True)
class Land:
    """Countries by code and lakes, in degrees (x is longitude)."""

    countries: dict[str, BaseGeometry]
    lakes: tuple[BaseGeometry, ...]

    @cached_property
    def _tolerant(self) -> dict[str, BaseGeometry]:
        return {code: shape.buffer(BORDER_TOLERANCE_DEG) for code, shape in self.countries.items()}

    @cached_property
    def _lake_index(self) -> STRtree:
        return STRtree(self.lakes)

    def territory(self, codes: Iterable[str]) -> BaseGeometry:
        """Return the land of the countries with `codes`, with the tolerance along its borders."""
        return shapely.union_all([self._tolerant[code] for code in sorted(codes) if code in self._tolerant])

    def penalty(self, grid: ElevationGrid, codes: Iterable[str]) -> NDArray[np.float64]:
        """Return by what the cost of each cell of `grid` is multiplied for a road of these countries."""
        rows, columns = grid.heights.shape
        lat = grid.south + grid.step * np.arange(rows)
        lon = grid.west + grid.step * np.arange(columns)
        x, y = np.meshgrid(lon, lat)
        window = _rectangle(grid.box.widened(grid.step))
        home = shapely.intersection(self.territory(codes), window)
        result = np.where(_within(home, x, y), 1.0, FOREIGN_PENALTY)
        for number in self._lake_index.query(window):
            lake = shapely.intersection(self.lakes[number], window)
            result[_within(lake, x, y)] = WATER_PENALTY
        return result


def read_land(store: PackageStore) -> Land:
    """Return the countries and lakes of Natural Earth."""
    shapes: dict[str, list[BaseGeometry]] = {}
    for record, shape in natural_earth.features(store, natural_earth.COUNTRIES):
        shapes.setdefault(natural_earth.country_code(record), []).append(shape)
    countries = {code: shapely.union_all(parts) for code, parts in shapes.items() if code}
    lakes = tuple(shape for _, shape in natural_earth.features(store, natural_earth.LAKES))
    return Land(countries, lakes)


def _rectangle(box: Box) -> BaseGeometry:
    return shapely.box(box.west, box.south, box.east, box.north)


def _within(area: BaseGeometry, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    shapely.prepare(area)
    return np.asarray(shapely.contains_xy(area, x.ravel(), y.ravel()), dtype=np.bool_).reshape(x.shape)
