"""Make `alignments.geojson`: the line of every link.

Run as `python -m corridor.importers.alignments --packages DIR [--data geodata]`, where DIR holds
the package files named in `geodata/build.lock.toml`. Road links are modelled on public elevation
grids; rail, ferries and roads beyond the grids are drawn schematically. With `--update-lengths` the
lengths of the links whose basis is `modelled` are set anew from the model and its calibration.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from corridor.errors import CorridorError
from corridor.importers import elevation
from corridor.importers.alignment_checks import Finding, check, read_reviews
from corridor.importers.calibration import Calibration, calibrate, update_lengths
from corridor.importers.features import Feature, feature, line_string, simplified, write_layer
from corridor.importers.land import Land, read_land
from corridor.importers.packages import PackageStore, open_store
from corridor.importers.routing import Route, Terrain, route
from corridor.importers.tables import LinkRow, read_links

LAYER = "alignments.geojson"
TOLERANCE_DEG = 0.003
DECIMALS = 4


def as_feature(found: Route) -> Feature:
    """Return a route as a feature of the layer."""
    properties = {
        "link_id": found.link_id,
        "quality": found.quality,
        "dem_km": None if found.dem_km is None else round(found.dem_km, 1),
        "climb_m": found.climb_m,
        "descent_m": found.descent_m,
        "max_elev_m": found.max_elev_m,
    }
    return feature(properties, line_string(simplified(found.line, TOLERANCE_DEG), DECIMALS))


def model(links: Iterable[LinkRow], terrain: Terrain) -> list[Route]:
    """Return the routes of `links`, sorted by id."""
    return sorted((route(link, terrain) for link in links), key=lambda found: found.link_id)


def read_terrain(store: PackageStore) -> tuple[Terrain, Land]:
    """Return the elevation grids, the finest first, with the land that roads may use."""
    land = read_land(store)
    return Terrain((elevation.gebco(store), elevation.globe(store)), land), land


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code (3 if a check found something new)."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options.packages, options.data, update=options.update_lengths)
    except CorridorError as error:
        _say(f"error: {error.message}" + (f"\nhint: {error.hint}" if error.hint else ""))
        return error.exit_code


def _run(packages: Path, data: Path, *, update: bool) -> int:
    terrain, land = read_terrain(open_store(packages, data))
    links = read_links(data)
    routes = model(links, terrain)
    calibration = calibrate(links, routes)
    if update:
        update_lengths(data, routes, calibration)
        links = read_links(data)
    size = write_layer(data / LAYER, (as_feature(found) for found in routes))
    findings = check(links, routes, land, calibration, read_reviews(data))
    _report(routes, size, calibration, findings)
    return 3 if findings else 0


def _report(
    routes: Sequence[Route], size: int, calibration: Calibration, findings: Sequence[Finding]
) -> None:
    modelled = sum(found.quality == "modelled" for found in routes)
    _say(f"{len(routes)} alignments, {modelled} modelled, {size / 1000:.0f} kB")
    _say(str(calibration))
    for finding in findings:
        _say(str(finding))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corridor.importers.alignments", description=__doc__)
    parser.add_argument("--packages", type=Path, required=True, help="folder of downloaded package files")
    parser.add_argument("--data", type=Path, default=Path("geodata"), help="dataset folder")
    parser.add_argument(
        "--update-lengths", action="store_true", help="set modelled lengths in links.csv anew"
    )
    return parser


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
