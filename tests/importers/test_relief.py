import base64
import struct
import zlib

import numpy as np

from corridor.importers.elevation import Box, ElevationGrid
from corridor.importers.relief import LIGHTS, averaged, png, relief, shades

BOX = Box(south=40, west=70, north=44, east=76)


def ridge() -> ElevationGrid:
    """A ridge from south to north at 73 E, on a plain."""
    lons = 69.9 + 0.0125 * np.arange(500)
    heights = np.maximum(0, 4000 - np.abs(lons - 73) * 4000)
    return ElevationGrid("ridge", np.tile(heights, (400, 1)).astype(np.int16), 39.5, 69.9, 0.0125)


def test_the_east_of_a_ridge_lies_in_shadow_and_plains_are_clear() -> None:
    shade = shades(*averaged(ridge(), BOX, 120))
    middle = shade[shade.shape[0] // 2]
    assert (middle[65:75] > LIGHTS).all()
    assert (middle[45:55] < LIGHTS).all()
    assert set(middle[25:35]) == {LIGHTS}


def test_rows_are_spaced_as_in_web_mercator() -> None:
    heights, cell_m = averaged(ridge(), BOX, 120)
    assert heights.shape == (108, 120)  # 80 rows for 4 degrees at the equator, a third more at 42 N
    assert cell_m[0] < cell_m[-1]


def test_a_picture_reads_back_as_its_shades() -> None:
    shade = np.array([[0, 1, 2], [8, 3, 4]], np.uint8)
    content = png(shade)
    start = content.index(b"IDAT") + 4
    (size,) = struct.unpack(">I", content[start - 8 : start - 4])
    lines = zlib.decompress(content[start : start + size])
    assert lines == bytes([0, 0x01, 0x20, 0, 0x83, 0x40])


def test_the_feature_holds_the_picture_and_its_box() -> None:
    found = relief(ridge(), BOX, 60)
    assert base64.b64decode(found["properties"]["image"]).startswith(b"\x89PNG")
    assert found["geometry"]["coordinates"][0][0] == [70, 40]
