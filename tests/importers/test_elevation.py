import io
from pathlib import Path

import numpy as np
import pytest
from scipy.io import netcdf_file
from synthetic import SOUTH, STEP, WEST, at, plain

from corridor.importers import elevation
from corridor.importers.elevation import Box
from corridor.importers.packages import PackageStore


class Members(PackageStore):
    """Packages given as bytes."""

    content: bytes

    def read(self, package: str, member: str) -> bytes:
        del package, member
        return self.content


def members(content: bytes) -> Members:
    store = Members(Path(), {})
    object.__setattr__(store, "content", content)
    return store


def test_cells_and_their_centres_are_inverse() -> None:
    assert plain().cell(at(7, 11)) == (7, 11)
    assert plain().centre((7, 11)) == pytest.approx(at(7, 11))


def test_a_crop_keeps_the_place_of_its_cells() -> None:
    part = plain().cropped(Box(SOUTH + 5 * STEP, WEST + 9 * STEP, SOUTH + 20 * STEP, 99))
    assert part.heights.shape == (16, 112)
    assert part.cell(at(5, 9)) == (0, 0)


def test_globe_is_turned_so_that_rows_run_from_south_to_north() -> None:
    content = io.BytesIO()
    np.savez(content, arr_0=np.repeat(np.arange(4, dtype=np.int16)[::-1, None], 3, axis=1))
    grid = elevation.globe(members(content.getvalue()))
    assert grid.heights[:, 0].tolist() == [0, 1, 2, 3]
    assert grid.centre((0, 0)) == pytest.approx((1 / 240, 1 / 240))


def test_gebco_is_read_from_its_netcdf_file() -> None:
    content = io.BytesIO()
    with netcdf_file(content, "w") as file:
        for name, values in (("lat", [36.5, 36.6]), ("lon", [66.0, 66.1, 66.2])):
            file.createDimension(name, len(values))
            file.createVariable(name, "f8", (name,))[:] = values
        file.createVariable("elevation", "i2", ("lat", "lon"))[:] = [[1, 2, 3], [4, 5, 6]]
        file.flush()
        grid = elevation.gebco(members(content.getvalue()))
    assert grid.heights.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert (grid.south, grid.west, round(grid.step, 3)) == (36.5, 66.0, 0.1)
