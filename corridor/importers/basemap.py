"""Make `basemap/*.geojson`: countries, border lines and lakes behind the maps.

Run as `python -m corridor.importers.basemap --packages DIR [--data geodata]`. Everything is Natural
Earth 1:10m, cut to the region and simplified. Lines carry a status, because polygon edges would
show disputed lines as settled ones.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from corridor.errors import CorridorError
from corridor.importers import natural_earth
from corridor.importers.features import Feature, feature, geometry, write_layer
from corridor.importers.packages import PackageStore, open_store

REGION = shapely.box(41, 24, 97, 57)
DECIMALS = 3
COUNTRY_TOLERANCE_DEG = 0.05
BORDER_TOLERANCE_DEG = 0.015
LAKE_TOLERANCE_DEG = 0.015
SMALLEST_ISLAND_DEG2 = 0.003
SMALLEST_LAKE_DEG2 = 0.03

STATUS = (
    ("International", "international"),
    ("Disputed", "disputed"),
    ("Line of control", "line-of-control"),
    ("Indefinite", "indefinite"),
    ("Indeterminant", "indefinite"),
    ("Lease", "lease"),
)
"""Beginning of the layer's feature class, and what a border is called here."""


def countries(store: PackageStore) -> Iterator[Feature]:
    """Yield one feature per country, with its names; areas without a code have `iso` null."""
    found = list(_inside(store, natural_earth.COUNTRIES))
    shapes: dict[str, list[BaseGeometry]] = {}
    names: dict[str, natural_earth.Record] = {}
    for record, shape in found:
        key = natural_earth.country_code(record) or record["ADM0_A3"]
        shapes.setdefault(key, []).append(shape)
        if record["ADM0_A3"] not in natural_earth.LEASED:
            names[key] = record
    keys = sorted(shapes)
    whole = [shapely.union_all(shapes[key]) for key in keys]
    # Neighbours are simplified together, so that no gap opens between them.
    simplified = shapely.coverage_simplify(whole, COUNTRY_TOLERANCE_DEG)
    for key, shape in zip(keys, simplified, strict=True):
        properties = {
            "iso": key if len(key) == 2 else None,
            "name_en": names[key]["NAME_EN"],
            "name_zh": names[key]["NAME_ZH"],
            "name_ru": names[key]["NAME_RU"],
        }
        others = shapely.union_all([other for name, other in zip(keys, whole, strict=True) if name != key])
        yield feature(properties, geometry(_without_islets(shape, others), DECIMALS))


def borders(store: PackageStore) -> Iterator[Feature]:
    """Yield border lines with their `status`, merged per pair of neighbours."""
    lines: dict[tuple[str, str], list[BaseGeometry]] = {}
    for record, shape in _inside(store, natural_earth.BORDERS):
        between = "-".join(sorted((record["ADM0_A3_L"], record["ADM0_A3_R"])))
        lines.setdefault((border_status(record["FEATURECLA"]), between), []).append(shape)
    for (status, between), parts in sorted(lines.items()):
        merged = shapely.line_merge(shapely.union_all(parts)).simplify(BORDER_TOLERANCE_DEG)
        yield feature({"status": status, "between": between}, geometry(merged, DECIMALS))


def lakes(store: PackageStore) -> Iterator[Feature]:
    """Yield lakes and reservoirs of some size, by name. The Caspian is sea: no country covers it."""
    kept = [
        (record, shape)
        for record, shape in _inside(store, natural_earth.LAKES)
        if shape.area >= SMALLEST_LAKE_DEG2
    ]
    for record, shape in sorted(kept, key=lambda item: (item[0]["name"] or "", item[1].bounds)):
        properties = {
            "name_en": record["name_en"] or record["name"],
            "name_zh": record["name_zh"],
            "name_ru": record["name_ru"],
        }
        yield feature(properties, geometry(shape.simplify(LAKE_TOLERANCE_DEG), DECIMALS))


def border_status(feature_class: str) -> str:
    """Return the status of a border line of `feature_class`; unknown classes count as disputed."""
    return next((status for start, status in STATUS if feature_class.startswith(start)), "disputed")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        store = open_store(options.packages, options.data)
        for name, layer in (("countries", countries), ("borders", borders), ("lakes", lakes)):
            size = write_layer(options.data / "basemap" / f"{name}.geojson", layer(store))
            _say(f"basemap/{name}.geojson {size / 1000:.0f} kB")
    except CorridorError as error:
        _say(f"error: {error.message}" + (f"\nhint: {error.hint}" if error.hint else ""))
        return error.exit_code
    return 0


def _inside(store: PackageStore, layer: str) -> Iterator[tuple[natural_earth.Record, BaseGeometry]]:
    for record, shape in natural_earth.features(store, layer):
        if shapely.intersects(shape, REGION):
            yield record, shapely.intersection(shape, REGION)


def _without_islets(shape: BaseGeometry, others: BaseGeometry) -> BaseGeometry:
    """Drop small islands; small exclaves stay, or they would show as holes in their neighbours."""
    parts = [
        part
        for part in shapely.get_parts(shape)
        if part.area >= SMALLEST_ISLAND_DEG2 or shapely.intersects(part, others)
    ]
    return shapely.MultiPolygon(parts) if len(parts) > 1 else parts[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corridor.importers.basemap", description=__doc__)
    parser.add_argument("--packages", type=Path, required=True, help="folder of downloaded package files")
    parser.add_argument("--data", type=Path, default=Path("geodata"), help="dataset folder")
    return parser


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
