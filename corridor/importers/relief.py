"""Make `basemap/relief.geojson`: a pale shading of mountains behind the maps, one small picture with its box.

Run as `python -m corridor.importers.relief --packages DIR [--data geodata]`. The light falls from the north-west
on the NOAA GLOBE grid, averaged over the cells of the picture, whose rows are spaced as Web Mercator has them.
"""

import argparse
import base64
import math
import struct
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.errors import CorridorError
from corridor.importers.elevation import Box, ElevationGrid, globe
from corridor.importers.features import Feature, feature, write_layer
from corridor.importers.packages import open_store

BOX: Final = Box(south=24, west=41, north=50, east=90)
WIDTH: Final = 800
STEEPER: Final = 9.0
"""How much steeper than they are slopes are lit: cells are 5 km wide."""
DARKEST, LIGHTEST = 0.55, 0.3
"""Light lost and gained at which the picture has its last shade."""
SHADOWS, LIGHTS = 6, 2
FADE: Final = 24
"""Pixels over which the picture ends at its edges."""
_SHADOW, _LIGHT = (90, 70, 40, 110), (255, 255, 255, 150)
_EARTH_M: Final = 6_371_000.0

Heights = NDArray[np.float64]


def relief(grid: ElevationGrid, box: Box = BOX, width: int = WIDTH) -> Feature:
    """Return the box of the picture as a feature, with the picture in its property `image` (PNG, base64)."""
    picture = png(shades(*averaged(grid, box, width)))
    ring = [
        [box.west, box.south],
        [box.east, box.south],
        [box.east, box.north],
        [box.west, box.north],
        [box.west, box.south],
    ]
    image = base64.b64encode(picture).decode()
    return feature({"image": image}, {"type": "Polygon", "coordinates": [ring]})


def averaged(grid: ElevationGrid, box: Box, width: int) -> tuple[Heights, Heights]:
    """Return mean heights in cells of a Web Mercator picture, north on top, and the cells' width by row in metres."""
    top, bottom = (_mercator(lat) for lat in (box.north, box.south))
    height = round(width * (top - bottom) / math.radians(box.east - box.west))
    lats = np.degrees(2 * np.arctan(np.exp(np.linspace(top, bottom, height + 1))) - math.pi / 2)
    rows = np.round((lats - grid.south) / grid.step).astype(int)[::-1]
    lons = np.linspace(box.west, box.east, width + 1)
    columns = np.round((lons - grid.west) / grid.step).astype(int)
    inside = np.maximum(grid.heights[rows[0] : rows[-1], columns[0] : columns[-1]], 0).astype(float)
    sums = np.add.reduceat(np.add.reduceat(inside, rows[:-1] - rows[0], 0), columns[:-1] - columns[0], 1)
    means = sums / np.outer(np.diff(rows), np.diff(columns))
    middles = np.radians((lats[1:] + lats[:-1]) / 2)
    return means[::-1], _EARTH_M * math.radians((box.east - box.west) / width) * np.cos(middles)


def shades(heights: Heights, cell_m: Heights) -> NDArray[np.uint8]:
    """Return the shade of each cell: `LIGHTS` is flat ground, less is lit, more lies in shadow."""
    down, right = (slope / cell_m[:, None] * STEEPER for slope in np.gradient(heights))
    sun = math.sqrt(0.5)
    # Light from the north-west at 45 degrees, on ground that falls to the east and to the south.
    light = (-right * -0.5 + -down * -0.5 + sun) / np.sqrt(right**2 + down**2 + 1) - sun
    light *= _faded(light.shape)
    dark = np.ceil(np.clip(-light / DARKEST, 0, 1) * SHADOWS - 0.35)
    lit = np.ceil(np.clip(light / LIGHTEST, 0, 1) * LIGHTS - 0.35)
    shade: NDArray[np.uint8] = (LIGHTS + dark.clip(0) - lit.clip(0)).astype(np.uint8)
    return shade


def png(shade: NDArray[np.uint8]) -> bytes:
    """Return shades as a PNG of four bits a pixel, clear where the ground is flat."""
    height, width = shade.shape
    even = np.pad(shade, ((0, 0), (0, width % 2)))
    packed = even[:, ::2] << 4 | even[:, 1::2]
    lines = b"".join(b"\0" + line.tobytes() for line in packed)
    colours = [(*_LIGHT[:3], _LIGHT[3] * (LIGHTS - i) // LIGHTS) for i in range(LIGHTS)]
    colours += [(*_SHADOW[:3], _SHADOW[3] * i // SHADOWS) for i in range(SHADOWS + 1)]
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)),
        (b"PLTE", bytes(part for colour in colours for part in colour[:3])),
        (b"tRNS", bytes(colour[3] for colour in colours)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m corridor.importers.relief")
    parser.add_argument("--packages", type=Path, required=True, help="folder of downloaded packages")
    parser.add_argument("--data", type=Path, default=Path("geodata"), help="dataset folder")
    options = parser.parse_args(arguments)
    try:
        grid = globe(open_store(options.packages, options.data))
        size = write_layer(options.data / "basemap" / "relief.geojson", [relief(grid)])
    except CorridorError as error:
        sys.stderr.write(f"error: {error.message}\n" + (f"hint: {error.hint}\n" if error.hint else ""))
        return error.exit_code
    sys.stderr.write(f"basemap/relief.geojson {size / 1000:.0f} kB\n")
    return 0


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _faded(shape: tuple[int, ...]) -> Heights:
    """Return weights that fall to nothing at the edges."""
    ramps = [np.minimum(1, np.minimum(np.arange(n), np.arange(n)[::-1]) / FADE) for n in shape]
    return np.outer(*ramps)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    sys.exit(main())
